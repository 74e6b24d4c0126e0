"""A language model that the user names, behind any server that speaks OpenAI's chat completions.

Nothing is sent unless an address is named. What goes there is the plan's own text, in pieces, with
the fixed words of ``prompt.txt``; each reply is kept on disk, so that it is asked for only once,
and together they may cost no more tokens than the budget.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ingest.errors import ExportError, SourceError, UsageError
from ingest.files import private_file, private_folder

PROMPT = Path(__file__).with_name("prompt.txt")
#: The environment's variable that holds the server's key; it never stands in a command.
KEY = "INNOGRAPH_MODEL_KEY"
END = "/chat/completions"
#: Characters of the plan that are sent at once; tokens that a reply may have.
PIECE, REPLY = 1200, 2000
#: Seconds that a reply may take; bytes that are read of it; how often a busy server is asked.
PATIENCE, LARGEST, TRIES = 180.0, 1024 * 1024, 3
BUSY = frozenset({408, 429, 500, 502, 503, 504})
OWN = frozenset({"localhost", "127.0.0.1", "::1"})
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of a plan's passages, to be sent together; ``line`` is the first."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model said of a piece, and how many tokens that took."""

    text: str
    tokens: int


class Spent(Exception):
    """The budget does not allow another question."""


class _Stay(urllib.request.HTTPRedirectHandler):
    """A server that points elsewhere is not followed: text and key go where they were meant to."""

    def redirect_request(self, *args: Any, **more: Any) -> None:
        """Never."""


class Model:
    """The model ``name`` at ``url``, its kept replies under ``folder``, its budget in tokens."""

    def __init__(self, url: str, name: str, folder: Path, budget: int) -> None:
        self.url, self.name, self.budget = _address(url), name, budget
        self.folder = folder / _digest(self.url, name)
        self.spent = sum(reply.tokens for reply in self._kept())
        own = urlsplit(self.url).hostname in OWN
        proxies = [urllib.request.ProxyHandler({})] if own else []
        self._opener = urllib.request.build_opener(_Stay, *proxies)

    @property
    def place(self) -> str:
        """The host and port that the text goes to."""
        return urlsplit(self.url).netloc

    def is_known(self, piece: Piece) -> bool:
        """Whether the reply to ``piece`` is at hand."""
        return self._file(piece).exists()

    def reply(self, piece: Piece) -> Reply:
        """What the model proposes of ``piece``, asked only once. Spent where the budget does not
        allow it, SourceError where the server does not answer as it should."""
        file = self._file(piece)
        if file.exists():
            return _read(file)
        words = _messages(piece)
        if self.spent + _length(words) + REPLY > self.budget:
            raise Spent
        found = _told(self._posted(words), words, self.place)
        self.spent += found.tokens
        _write(file, found)
        return found

    def _kept(self) -> Iterator[Reply]:
        return (_read(file) for file in sorted(self.folder.glob("*.json")))

    def _file(self, piece: Piece) -> Path:
        return self.folder / f"{_digest(PROMPT.read_text('utf-8'), piece.text)}.json"

    def _posted(self, words: Sequence[Row]) -> bytes:
        asked = {"model": self.name, "messages": words, "temperature": 0, "max_tokens": REPLY}
        headers = {"Content-Type": "application/json", "User-Agent": "innograph"}
        if key := os.environ.get(KEY):
            headers["Authorization"] = f"Bearer {key}"
        request = urllib.request.Request(self.url, json.dumps(asked).encode(), headers)
        return _patiently(lambda: self._opened(request), self.place)

    def _opened(self, request: urllib.request.Request) -> bytes:
        with self._opener.open(request, timeout=PATIENCE) as answer:
            content: bytes = answer.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise SourceError("propose.model_says", place=self.place)
        return content


def pieces(passages: Iterable[Row]) -> list[Piece]:
    """A plan's passages (rows of ``app_passages``) put together as they are sent."""
    found: list[Piece] = []
    for row in passages:
        text = str(row["text"])
        last = found[-1] if found else None
        if last and len(last.text) + len(text) < PIECE:
            found[-1] = Piece(last.line, f"{last.text}\n{text}")
        else:
            found.append(Piece(row["line"], text))
    return found


def _address(url: str) -> str:
    """Where completions are asked for. UsageError for what is no address of a server."""
    try:
        parts = urlsplit(url)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username
        fits = fits and (parts.port is None or parts.port > 0) and not parts.query
    except ValueError:
        fits = False
    if not fits:
        raise UsageError("propose.url", url=url[:100])
    plain = url.rstrip("/")
    return plain if plain.endswith(END) else plain + END


def _messages(piece: Piece) -> list[Row]:
    told = PROMPT.read_text("utf-8")
    return [{"role": "system", "content": told}, {"role": "user", "content": piece.text}]


def _length(words: Sequence[Row]) -> int:
    """Tokens of a question, rather too many: one a character."""
    return sum(len(each["content"]) for each in words)


def _patiently(ask: Callable[[], bytes], place: str) -> bytes:
    """The reply of a server that may be busy; SourceError once it has been asked often enough."""
    why = ""
    for turn in range(TRIES):
        try:
            return ask()
        except urllib.error.HTTPError as error:
            why = f"HTTP {error.code}"
            error.close()
            if error.code not in BUSY:
                break
        except (OSError, HTTPException) as error:
            why = str(getattr(error, "reason", "") or error or type(error).__name__)
        if turn + 1 < TRIES:
            time.sleep(2**turn / 4)
    raise SourceError("propose.model_down", place=place, why=why[:200])


def _told(content: bytes, words: Sequence[Row], place: str) -> Reply:
    """The reply in a server's answer."""
    try:
        answer = json.loads(content)
        text = answer["choices"][0]["message"]["content"] or ""
        usage = (answer.get("usage") or {}).get("total_tokens")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise SourceError("propose.model_says", place=place) from error
    if not isinstance(text, str):
        raise SourceError("propose.model_says", place=place)
    if isinstance(usage, int) and usage > 0:
        return Reply(text, usage)
    return Reply(text, _length(words) + len(text))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]


def _read(file: Path) -> Reply:
    try:
        told = json.loads(file.read_text("utf-8"))
        return Reply(str(told["reply"]), int(told["tokens"]))
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise SourceError("propose.cache", path=file) from error


def _write(file: Path, reply: Reply) -> None:
    """Whole or not at all."""
    beside = file.with_suffix(f".{os.getpid()}")
    try:
        private_folder(file.parent)
        told = {"reply": reply.text, "tokens": reply.tokens}
        beside.write_text(json.dumps(told, ensure_ascii=False), "utf-8", errors="replace")
        private_file(beside).replace(file)
    except OSError as error:
        raise ExportError("propose.unkept", path=file, why=error.strerror) from error
