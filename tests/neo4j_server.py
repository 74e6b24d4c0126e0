"""A real Neo4j 5 Community for the tests, from the Maven registry alone.

The jars are fetched once into a cache outside the tree; each test run starts a
server of its own on a free loopback port with a fresh password.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import neo4j
from filelock import FileLock
from neo4j.exceptions import Neo4jError, ServiceUnavailable
from platformdirs import user_cache_dir

VERSION = "5.26.14"
PATIENCE = 120.0
USER = "neo4j"
MAIN = "org.neo4j.server.CommunityEntryPoint"
OPENED = ("java.nio", "java.io", "sun.nio.ch")
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>innograph</groupId><artifactId>tests</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{version}</version>
    </dependency>
    <dependency>
      <groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId>
      <version>{version}</version>
    </dependency>
  </dependencies>
</project>
"""
SETTINGS = """server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
dbms.security.allow_csv_import_from_file_urls=false
server.memory.heap.initial_size=256m
server.memory.pagecache.size=64m
dbms.memory.transaction.total.max=256m
db.memory.transaction.max=128m
db.transaction.timeout=60s
"""


@dataclass(frozen=True, slots=True)
class Server:
    """Where a running server answers, and its one user's password."""

    uri: str
    user: str
    password: str

    def environment(self) -> dict[str, str]:
        """The environment variables by which the product finds it."""
        return {
            "NEO4J_URI": self.uri,
            "NEO4J_USERNAME": self.user,
            "NEO4J_PASSWORD": self.password,
        }


def missing() -> str:
    """What this machine lacks to run the server; empty when nothing."""
    lacking = [tool for tool in ("java", "mvn") if not shutil.which(tool)]
    return f"no {' and no '.join(lacking)} on PATH" if lacking else ""


def jars() -> Path:
    """The folder of the server's jars, fetched when it is not there yet."""
    folder = Path(user_cache_dir("innograph-tests")) / f"neo4j-{VERSION}"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{folder}.lock"):
        if not (folder / "complete").exists():
            _fetch(folder)
    return folder / "lib"


@contextmanager
def running() -> Iterator[Server]:
    """A server with an empty database; it and its files are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="innograph-neo4j-") as home:
        port = _free_port()
        _configure(Path(home), port)
        process = _start(Path(home))
        try:
            yield _open(f"bolt://127.0.0.1:{port}", process, Path(home))
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:  # it is busy with what cannot be ended
                process.kill()
                process.wait(30)


def _fetch(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "pom.xml").write_text(POM.format(version=VERSION), "utf-8")
    goal = ["dependency:copy-dependencies", "-DoutputDirectory=lib", "-DincludeScope=runtime"]
    subprocess.run(["mvn", "-q", "-B", *goal], cwd=folder, check=True, timeout=900)
    (folder / "complete").touch()


def _configure(home: Path, port: int) -> None:
    (home / "conf").mkdir()
    (home / "conf" / "neo4j.conf").write_text(SETTINGS.format(port=port), "utf-8")


def _start(home: Path) -> subprocess.Popen[bytes]:
    opened = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in OPENED]
    options = ["-Xmx768m", "-Dfile.encoding=UTF-8", *opened, "-cp", f"{jars()}/*"]
    places = [f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    with (home / "output").open("wb") as output:
        return subprocess.Popen(
            ["java", *options, MAIN, *places], stdout=output, stderr=output, env=_bare()
        )


def _bare() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if not key.startswith("NEO4J_")}


def _open(uri: str, process: subprocess.Popen[bytes], home: Path) -> Server:
    """Wait for the server, and replace its first password, which must be changed."""
    password = secrets.token_urlsafe(16)
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            _set_password(uri, password)
            return Server(uri, USER, password)
        except (ServiceUnavailable, Neo4jError, OSError):
            time.sleep(0.5)
    told = (home / "output").read_text("utf-8", "replace")[-2000:]
    raise RuntimeError(f"Neo4j did not start: {told}")


def _set_password(uri: str, password: str) -> None:
    change = "ALTER CURRENT USER SET PASSWORD FROM $old TO $new"
    with (
        neo4j.GraphDatabase.driver(uri, auth=(USER, "neo4j"), connection_timeout=2) as driver,
        driver.session(database="system") as session,
    ):
        session.run(change, old="neo4j", new=password).consume()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
