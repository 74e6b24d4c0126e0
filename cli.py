"""The command line: words → command → exit status (0 done, 1 failed, 2 wrong words)."""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from io import TextIOWrapper
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

from commands.terminal import shown
from ingest.catalogue import LANGUAGES, language_of_system, text
from ingest.errors import InnographError, UsageError

PORT = 8501
LENSES = ("list", "show", "add", "remove")
TOKENS = ("list", "add", "remove")
PLANS = ("list", "show", "remove", "set")
INTERRUPTED = 130


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line that says what to do."""

    def error(self, message: str) -> NoReturn:
        raise UsageError("cli.usage", why=message, command=self.prog)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; never a traceback."""
    words = list(sys.argv[1:] if argv is None else argv)
    lang = _language(words)
    _speak_utf8()
    logging.getLogger().addHandler(logging.NullHandler())  # libraries' chatter is not for users
    with shown():
        return _run(words, lang)


def _run(words: Sequence[str], lang: str) -> int:
    try:
        args = _parser(lang).parse_args(words)
        status = _function(args.does)(args)
        sys.stdout.flush()
        return int(status)
    except InnographError as error:
        print(error.say(lang), file=sys.stderr)
        return error.status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader went away; nothing is left to say, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # the last line of defence: one line, never a traceback
        if os.environ.get("INNOGRAPH_DEBUG"):
            raise
        said = f"{type(error).__name__}: {error}".split("\n")[0]
        print(text("cli.unexpected", lang, why=said, log=_logged()), file=sys.stderr)
        return 1


def _logged() -> Path:
    """Log the exception that is being handled; where."""
    from graph import logs

    logs.start("cli")
    logs.note("command.failed", logging.ERROR, trace=True)
    return logs.log_file()


def _speak_utf8() -> None:
    """What goes out is UTF-8 whatever the system speaks; what cannot be written becomes ``?``."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _language(words: Sequence[str]) -> str:
    """``--lang zh`` wherever it stands, else the system's language."""
    for word, value in pairwise((*words, "")):
        if word == "--lang" and value in LANGUAGES:
            return value
        if word.startswith("--lang=") and word[7:] in LANGUAGES:
            return word[7:]
    return language_of_system()


def _function(does: str) -> Callable[[argparse.Namespace], int]:
    """A command's function; only its own module is loaded, so that help is quick."""
    module, name = does.split(".")
    function: Callable[[argparse.Namespace], int] = getattr(
        importlib.import_module(f"commands.{module}"), name
    )
    return function


def _parser(lang: str) -> argparse.ArgumentParser:
    parser = _Parser(prog="innograph", description=text("cli.about", lang))
    parser.add_argument("--lang", choices=LANGUAGES, help=text("cli.option.lang", lang))
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser)
    for add in COMMANDS:
        add(_Adder(commands, lang))
    return parser


class _Adder:
    """Adds commands and their options with help from the catalogue."""

    def __init__(self, commands: argparse._SubParsersAction, lang: str) -> None:  # type: ignore[type-arg]
        self.commands, self.lang = commands, lang
        self.parser: argparse.ArgumentParser
        self.name = ""

    def command(self, name: str, does: str) -> None:
        """Begin a command; ``does`` is the function under ``commands`` that does it."""
        help_ = text(f"cli.help.{name}", self.lang).replace("%", "%%")
        self.name = name
        self.parser = self.commands.add_parser(name, help=help_, description=help_)
        self.parser.set_defaults(does=does)
        said = text("cli.option.lang", self.lang)
        self.parser.add_argument("--lang", choices=LANGUAGES, default=self.lang, help=said)

    def option(self, *names: str, key: str = "", **settings: object) -> None:
        """An argument of the command; ``key`` names its help where the name does not."""
        said = text(f"cli.option.{key or names[-1].lstrip('-').replace('-', '_')}", self.lang)
        self.parser.add_argument(*names, help=said.replace("%", "%%"), **settings)  # type: ignore[arg-type]


def _number(kind: Callable[[str], float], least: float, most: float) -> Callable[[str], float]:
    """Reads a number from ``least`` to ``most``; UsageError for anything else."""

    def read(given: str) -> float:
        with suppress(ValueError):
            if least <= (value := kind(given)) <= most:
                return value
        raise UsageError("cli.number", value=given, least=least, most=most)

    return read


def _extract(add: _Adder) -> None:
    add.command("extract", "reading.extract")
    add.option("input", type=Path)
    add.option("--out", type=Path, required=True)


def _ingest(add: _Adder) -> None:
    add.command("ingest", "ingesting.ingest")
    add.option("inputs", type=Path, nargs="+", metavar="input")
    add.option("--workers", type=_number(int, 1, 256), default=0)
    add.option("--scheduler", metavar="ADDRESS")


def _inspect(add: _Adder) -> None:
    add.command("inspect", "reading.inspect")
    add.option("input", type=Path)
    add.option("--page", type=int, required=True)


def _eval(add: _Adder) -> None:
    add.command("eval", "reading.evaluate_gold")
    add.option("--gold", type=Path, required=True)
    add.option("--plan", type=Path)


def _ask(add: _Adder) -> None:
    add.command("ask", "asking.ask_question")
    add.option("question", nargs="?")
    add.option("--batch", type=Path)
    add.option("--answer-lang", choices=LANGUAGES)
    _narrowed(add)
    add.option("--json", action="store_true")


def _query(add: _Adder) -> None:
    add.command("query", "asking.query")
    add.option("name", nargs="?")
    add.option("--param", action="append", default=[], metavar="NAME=VALUE")
    _narrowed(add)
    add.option("--json", action="store_true")


def _find(add: _Adder) -> None:
    add.command("find", "finding.find")
    add.option("words", key="find_words", nargs="+", metavar="WORD")
    _narrowed(add)
    add.option("--limit", key="find_limit", type=_number(int, 1, 1000), default=10)
    add.option("--json", action="store_true")


def _cypher(add: _Adder) -> None:
    add.command("cypher", "asking.cypher")
    add.option("cypher")
    add.option("--limit", type=_number(int, 1, 100_000), default=1000)
    add.option("--timeout", type=_number(float, 0.1, 3600), default=20.0)
    add.option("--json", action="store_true")


def _export(add: _Adder) -> None:
    add.command("export", "exporting.export")
    for said in ("field", "entity", "area", "title"):
        add.option(f"--{said}")
    add.option("--hops", type=int, default=1)
    _narrowed(add)
    add.option("--query", key="export_query", metavar="NAME")
    add.option("--param", action="append", default=[], metavar="NAME=VALUE")
    add.option("--question", key="export_question")
    add.option("--cypher", key="export_cypher")
    for some in ("types", "relations", "basis", "measures"):
        add.option(f"--{some}", default="")
    add.option("--min-confidence", type=float, default=0.0)
    add.option("--network", metavar="institutions|fields")
    add.option("--size-by", default="degree", metavar="MEASURE")
    add.option("--color-by", default="type", metavar="MEASURE")
    add.option("--weight", default="confidence", metavar="confidence|quotes|shared")
    add.option("--format", key="export_format", metavar="FORMAT")
    add.option("-o", "--output", key="export_output", metavar="FILE")
    add.option("--base", metavar="URL")
    for switch in ("weaker", "neighbours", "force", "bom", "count", "json"):
        add.option(f"--{switch}", action="store_true")


def _brief(add: _Adder) -> None:
    add.command("brief", "briefing.brief")
    add.option("question", key="brief_question", nargs="?")
    add.option("--entity", key="brief_entity", metavar="NAME")
    _narrowed(add)
    add.option("--style", key="brief_style", default="full", metavar="full|page|table")
    add.option("--format", key="brief_format", metavar="docx|pdf|md")
    add.option("-o", "--output", key="brief_output", metavar="FILE")
    add.option("--force", action="store_true")


def _serve(add: _Adder) -> None:
    add.command("serve", "serving.serve")
    add.option("--port", type=_number(int, 1, 65535), default=PORT)
    add.option("--address", default="", metavar="IP")


def _demo(add: _Adder) -> None:
    add.command("demo", "serving.demo")
    add.option("--port", key="free_port", type=_number(int, 1, 65535), default=0)
    add.option("--address", default="", metavar="IP")
    add.option("--no-browser", action="store_true")


def _api(add: _Adder) -> None:
    _door(add, "api", PORT + 1)
    add.option("--origin", action="append", default=[], metavar="URL")


def _mcp(add: _Adder) -> None:
    _door(add, "mcp", 0)


def _door(add: _Adder, name: str, port: int) -> None:
    add.command(name, f"doors.{name}")
    add.option("--port", key=f"{name}_port", type=_number(int, 1, 65535), default=port)
    add.option("--rate", type=_number(float, 0, 100_000), default=50.0)
    add.option("--address", default="", metavar="IP")
    add.option("--closed", action="store_true")


def _tokens(add: _Adder) -> None:
    add.command("tokens", "doors.tokens")
    add.option("action", key="tokens_action", nargs="?", choices=TOKENS, default=TOKENS[0])
    add.option("name", key="token_name", nargs="?")
    add.option("--scope", action="append", default=[], choices=("read", "review", "ingest"))
    add.option("--days", type=_number(int, 0, 36_500), default=0)
    add.option("--json", action="store_true")


def _review(add: _Adder) -> None:
    verdicts = ("same", "different", "unsure", "undo", "accept", "reject", "add")
    add.command("review", "review.review")
    add.option("verdict", nargs="?", choices=verdicts)
    add.option("first", nargs="?")
    add.option("second", nargs="?")
    add.option("--who", metavar="NAME")
    add.option("--why", default="", metavar="TEXT")
    add.option("--as", dest="kind", default="", metavar="KIND")
    add.option("--line", default="", metavar="LINES")
    add.option("--plan", key="review_plan", default="", metavar="TITLE")
    add.option("--proposed", default="", metavar="WHICH")
    add.option("--apply", action="store_true")
    add.option("--limit", key="review_limit", type=_number(int, 1, 100_000), default=50)
    add.option("--write", type=Path, metavar="FILE")
    add.option("--read", type=Path, metavar="FILE")
    add.option("--export", key="hand", dest="hand", type=Path, metavar="FILE")
    add.option("--import", key="take", dest="take", type=Path, metavar="FILE")
    for switch in ("preview", "json"):
        add.option(f"--{switch}", action="store_true")


def _propose(add: _Adder) -> None:
    add.command("propose", "proposing.propose")
    add.option("plan", key="propose_plan", metavar="PLAN")
    add.option("--from", key="propose_from", dest="file", type=Path, metavar="FILE")
    add.option("--model", metavar="URL")
    add.option("--model-name", default="default", metavar="NAME")
    add.option("--budget", type=_number(int, 0, 10**9), default=200_000, metavar="TOKENS")
    add.option("--count", key="propose_count", action="store_true")
    add.option("--who", key="propose_who", default="", metavar="NAME")
    add.option("--json", action="store_true")


def _match(add: _Adder) -> None:
    add.command("match", "matching.match")
    add.option("list", type=Path, metavar="LIST")
    add.option("--who", key="match_who", default="", metavar="NAME")
    add.option("--json", action="store_true")


def _plans(add: _Adder) -> None:
    add.command("plans", "library.plans")
    add.option("action", key="plans_action", nargs="?", choices=PLANS, default=PLANS[0])
    add.option("plans", key="plan_named", nargs="*", metavar="PLAN")
    for fact in ("title", "place", "issuer", "level", "period", "date", "kind"):
        add.option(f"--{fact}", key=f"plan_{fact}", metavar="TEXT")
    add.option("--json", action="store_true")


def _fields(add: _Adder) -> None:
    add.command("fields", "lenses.fields")
    add.option("action", key="fields_action", nargs="?", choices=LENSES, default=LENSES[0])
    add.option("lens", nargs="?", metavar="LENS|FILE")
    _narrowed(add)
    add.option("--json", action="store_true")


def _compare(add: _Adder) -> None:
    add.command("compare", "comparing.compare_plans")
    add.option("first", key="compare_first", metavar="A")
    add.option("second", key="compare_second", metavar="B")
    add.option("--format", key="compare_format", metavar="FORMAT")
    add.option("-o", "--output", key="compare_output", metavar="FILE")


def _narrowed(add: _Adder) -> None:
    """The option that narrows a command to some plans."""
    add.option("--plan", key="narrow", action="append", default=[], metavar="PLAN")


def _status(add: _Adder) -> None:
    add.command("status", "asking.status")
    add.option("--json", action="store_true")


def _backup(add: _Adder) -> None:
    add.command("backup", "keeping.backup")
    add.option("file", type=Path, metavar="FILE")
    add.option("--force", action="store_true")


def _restore(add: _Adder) -> None:
    add.command("restore", "keeping.restore")
    add.option("file", type=Path, metavar="FILE")


def _doctor(add: _Adder) -> None:
    add.command("doctor", "keeping.doctor")
    add.option("--json", action="store_true")


COMMANDS = (
    _extract,
    _ingest,
    _ask,
    _find,
    _query,
    _cypher,
    _export,
    _brief,
    _plans,
    _fields,
    _compare,
    _serve,
    _demo,
    _api,
    _mcp,
    _tokens,
    _status,
    _eval,
    _inspect,
    _review,
    _propose,
    _match,
    _backup,
    _restore,
    _doctor,
)

if __name__ == "__main__":
    sys.exit(main())
