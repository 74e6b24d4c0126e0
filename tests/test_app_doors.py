"""Who is let in by the running app: by name, by origin, by path; over a real connection."""

from __future__ import annotations

import base64
import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import processes

pytestmark = pytest.mark.slow


@contextmanager
def served(home: Path, **environment: str) -> Iterator[int]:
    """The app over ``home``; its port."""
    port = processes.free_port()
    words = [sys.executable, "-m", "cli", "serve", "--port", str(port)]
    env = processes.environment(home) | environment
    process = subprocess.Popen(words, env=env, cwd=processes.ROOT, stdout=subprocess.PIPE)
    try:
        assert process.stdout and str(port).encode() in process.stdout.readline()
        yield port
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with served(tmp_path_factory.mktemp("doors")) as found:
        yield found


def asked(port: int, path: str, host: str, method: str = "GET", **headers: str) -> tuple[int, str]:
    """Status and body of one request, written by hand."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        head, _, body = _all(connection, headers.get("Upgrade") is not None).partition("\r\n\r\n")
    return int(head.split()[1]), head + "\r\n\r\n" + body


def _all(connection: socket.socket, upgraded: bool) -> str:
    told = b""
    while chunk := connection.recv(65536):
        told += chunk
        if upgraded and b"\r\n\r\n" in told:
            break
    return told.decode("utf-8", "replace")


def opened(port: int, host: str, origin: str = "") -> int:
    """The status of opening the app's socket."""
    key = base64.b64encode(b"0123456789abcdef").decode()
    headers = {"Upgrade": "websocket", "Sec_WebSocket_Key": key, "Sec_WebSocket_Version": "13"}
    headers |= {"Origin": origin} if origin else {}
    lines = ["GET /_stcore/stream HTTP/1.1", f"Host: {host}", "Connection: Upgrade"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        return int(_all(connection, True).split()[1])


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]"])
def test_its_own_names_are_known(port: int, name: str) -> None:
    assert asked(port, "/", f"{name}:{port}")[0] == 200
    assert opened(port, f"{name}:{port}", f"http://{name}:{port}") == 101


@pytest.mark.parametrize(
    "host", ["evil.invalid", "evil.invalid:{}", "localhost.evil.invalid", "127.0.0.1.x", "", "["]
)
def test_another_name_is_not(port: int, host: str) -> None:
    host = host.format(port)
    for path in ("/", "/_stcore/health", "/_stcore/host-config", "/static/index.html"):
        assert asked(port, path, host)[0] in (400, 421)
    assert opened(port, host) in (400, 403)


@pytest.mark.parametrize("origin", ["http://evil.invalid", "http://localhost:1", "null", "file://"])
def test_another_page_gets_no_socket_and_changes_nothing(port: int, origin: str) -> None:
    assert opened(port, f"localhost:{port}", origin) == 403
    path = "/_stcore/upload_file/s/1"
    assert asked(port, path, f"localhost:{port}", "PUT", Origin=origin)[0] == 403


def test_another_name_is_known_where_it_is_given(tmp_path: Path) -> None:
    with served(tmp_path, INNOGRAPH_HOSTS="plans.example.org, other") as port:
        assert asked(port, "/", "plans.example.org")[0] == 200
        assert opened(port, "plans.example.org", "https://plans.example.org") == 101
        assert opened(port, "plans.example.org", "https://evil.invalid") == 403
        assert asked(port, "/", "evil.invalid")[0] == 421


def test_health_tells_of_app_and_engine_and_metrics_are_nobodys(port: int) -> None:
    status, said = asked(port, "/health", "anything.invalid")
    assert status == 200
    assert json.loads(said.partition("\r\n\r\n")[2]) == {"app": "ok", "engine": "ok", "plans": 0}
    assert asked(port, "/_stcore/metrics", f"localhost:{port}")[0] == 404


def test_every_answer_bears_the_headers(port: int) -> None:
    head = asked(port, "/", f"localhost:{port}")[1].lower()
    for name in ("content-security-policy", "x-content-type-options", "x-frame-options"):
        assert f"\r\n{name}:" in head
