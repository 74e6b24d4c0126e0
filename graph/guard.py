"""What a person may type: one statement that reads, made of allowed words.

The text is normalised first (comments gone, full-width letters and signs as
ASCII outside of quotes), then checked, and what was checked is what runs.
Three lists decide, all of what is allowed: clauses and keywords, procedures,
and functions with their families. A word that stands where only a keyword can stand
and is not on the list is refused, whatever a future engine makes of it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from graph.bounds import bounded
from graph.tokens import Token, is_name, tokens_of
from ingest.errors import QueryError

LONGEST = 20_000
#: How much of a word a message repeats.
SHOWN_SIGNS = 60


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FIRST = _words("MATCH OPTIONAL RETURN WITH UNWIND CALL SHOW EXPLAIN PROFILE")
KEYWORDS = _words("""
    MATCH OPTIONAL RETURN WITH UNWIND CALL YIELD WHERE ORDER BY SKIP OFFSET LIMIT ASC ASCENDING
    DESC DESCENDING UNION ALL DISTINCT AS AND OR XOR NOT IN IS NULL STARTS ENDS CONTAINS CASE WHEN
    THEN ELSE END EXISTS COUNT COLLECT ANY NONE SINGLE REDUCE SHORTESTPATH ALLSHORTESTPATHS
    SHORTEST PATH PATHS TRUE FALSE TYPED NORMALIZED USING INDEX SCAN JOIN ON SHOW INDEXES
    CONSTRAINTS EXPLAIN PROFILE
    """)
#: Words that begin something that writes, reads files, or governs the engine: refused wherever
#: they stand as words of the language (they may be property names, labels, parameters).
REFUSED = _words("""
    CREATE MERGE SET DELETE DETACH NODETACH REMOVE FOREACH LOAD DROP ALTER GRANT DENY REVOKE START
    STOP TERMINATE USE RENAME ENABLE DEALLOCATE REALLOCATE INSERT DRYRUN TRANSACTIONS PERIODIC
    COMMIT
    """)
PROCEDURES = _words("""
    db.labels db.relationshiptypes db.propertykeys db.schema.visualization
    db.schema.nodetypeproperties db.schema.reltypeproperties db.index.fulltext.querynodes
    db.index.fulltext.queryrelationships
    """)
#: The language's own functions. What is not here may be anything: an engine has more.
FUNCTIONS = _words("""
    abs acos all any asin atan atan2 avg btrim ceil char_length character_length coalesce collect
    cos cosh cot coth count date datetime degrees duration e elementid elementid endnode exists exp
    floor haversin head id isempty isnan keys labels last left length localdatetime localtime log
    log10 lower ltrim max min nodes none normalize nullif pi point properties radians rand
    randomuuid range reduce relationships replace reverse right round rtrim shortestpath
    allshortestpaths sign sin single sinh size split sqrt startnode stdev stdevp percentilecont
    percentiledisc substring sum tail tan tanh time timestamp toboolean tobooleanlist
    tobooleanornull tofloat tofloatlist tofloatornull tointeger tointegerlist tointegerornull
    tolower tostring tostringlist tostringornull toupper trim type upper valuetype vector
    """)
FAMILIES = _words("date time localtime datetime localdatetime duration point vector")
SHOWN = _words("INDEX INDEXES CONSTRAINT CONSTRAINTS")


def check(typed: str) -> str:
    """The normalised statement, fit to run as a reader; QueryError says what is not allowed."""
    cypher = normalise(typed)
    tokens = [token for token in tokens_of(cypher) if token.kind != "space"]
    while tokens and tokens[-1].text == ";":
        tokens.pop()
    for rule in RULES:
        rule(tokens)
    return cypher.rstrip().rstrip(";").rstrip()


def normalise(typed: str) -> str:
    """Comments become a space and, outside of quotes, full-width signs their plain form."""
    if len(typed) > LONGEST:
        raise QueryError("store.guard.long", length=len(typed), longest=LONGEST)
    if "\\u" in typed or "\\U" in typed:
        raise QueryError("store.guard.escape")
    return "".join(_normalised(typed))


def _normalised(typed: str) -> Iterator[str]:
    at = 0
    while at < len(typed):
        piece, end = _piece(typed, at)
        yield piece
        at = end


def _piece(typed: str, at: int) -> tuple[str, int]:
    """The next piece of ``typed`` as it shall stand, and where the one after begins."""
    sign = unicodedata.normalize("NFKC", typed[at])
    if sign in ("'", '"', "`"):
        return _quoted(typed, at, sign)
    pair = unicodedata.normalize("NFKC", typed[at : at + 2])
    if pair == "//":
        return " ", _find(typed, "\n", at)
    if pair == "/*":
        end = typed.find("*/", at + 2)
        if end < 0:
            raise QueryError("store.guard.open", sign="/*")
        return " ", end + 2
    return _plain(sign, typed[at]), at + 1


def _quoted(typed: str, at: int, sign: str) -> tuple[str, int]:
    end = at + 1
    while end < len(typed) and typed[end] != typed[at]:
        end += 2 if typed[end] == "\\" and sign != "`" else 1
    if end >= len(typed):
        raise QueryError("store.guard.open", sign=sign)
    return sign + typed[at + 1 : end] + sign, end + 1


def _plain(sign: str, was: str) -> str:
    if was.isspace() or sign.isspace():
        return "\n" if was in "\r\n" else " "
    if any(unicodedata.category(c)[0] == "C" for c in sign):
        raise QueryError("store.guard.invisible", code=f"U+{ord(was):04X}")
    return sign


def _find(text: str, sign: str, at: int) -> int:
    found = text.find(sign, at)
    return len(text) if found < 0 else found


def _one_statement(tokens: Sequence[Token]) -> None:
    if not tokens:
        raise QueryError("store.guard.empty")
    if any(token.text == ";" for token in tokens):
        raise QueryError("store.guard.several")


def _refused_words(tokens: Sequence[Token]) -> None:
    for at, token in enumerate(tokens):
        if token.kind == "word" and token.upper in REFUSED and not is_name(tokens, at):
            raise _not_allowed(token.upper)


def _first_word(tokens: Sequence[Token]) -> None:
    if tokens[0].upper not in FIRST:
        raise _not_allowed(tokens[0].text)


def _keywords(tokens: Sequence[Token]) -> None:
    """A word right after an operand can only be a keyword: it must be an allowed one."""
    for at, token in enumerate(tokens):
        named = at and tokens[at - 1].upper in ("AS", "YIELD")
        if token.kind != "word" or at == 0 or named or is_name(tokens, at):
            continue
        if _ends_operand(tokens, at - 1) and token.upper not in KEYWORDS:
            raise _not_allowed(token.text)


def _shown(tokens: Sequence[Token]) -> None:
    for at, token in enumerate(tokens):
        if token.upper == "SHOW" and not is_name(tokens, at):
            after = tokens[at + 1].upper if at + 1 < len(tokens) else ""
            if at or after not in SHOWN:
                raise _not_allowed(f"SHOW {after}".strip())


def _procedures(tokens: Sequence[Token]) -> None:
    for at, token in enumerate(tokens):
        if token.upper != "CALL" or is_name(tokens, at):
            continue
        name, after = _dotted(tokens, at + 1)
        if not name and after in ("{", "("):
            continue
        if name.lower() not in PROCEDURES:
            raise QueryError("store.guard.procedure", name=_short(name or after))


def _functions(tokens: Sequence[Token]) -> None:
    """``a(`` and ``a.b(`` are functions; only those of the language itself are allowed."""
    for at, token in enumerate(tokens):
        if token.kind not in ("word", "quoted") or _is_no_function(tokens, at):
            continue
        name, after = _dotted(tokens, at)
        if after == "(" and not _is_function(name.lower()) and token.upper not in KEYWORDS:
            raise QueryError("store.guard.function", name=_short(name))


def _is_no_function(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word goes on a dotted name, names a procedure, or a label in USING INDEX."""
    before = tokens[at - 1] if at else Token("", "")
    hint = at > 2 and before.text == ":" and tokens[at - 3].upper in ("INDEX", "SEEK", "SCAN")
    return before.text == "." or before.upper == "CALL" or hint


def _is_function(name: str) -> bool:
    family, dot, _ = name.partition(".")
    return family in FAMILIES if dot else name in FUNCTIONS


def _not_allowed(word: str) -> QueryError:
    return QueryError("store.guard.word", word=_short(word))


def _short(words: str) -> str:
    return words if len(words) <= SHOWN_SIGNS else f"{words[:SHOWN_SIGNS]}…"


#: In this order; the first that objects is the one that speaks.
RULES = (
    _one_statement,
    _refused_words,
    _first_word,
    _shown,
    _procedures,
    _functions,
    _keywords,
    bounded,
)


def _dotted(tokens: Sequence[Token], at: int) -> tuple[str, str]:
    """The dotted name at ``at`` ("" if none) and the token after it."""
    parts: list[str] = []
    while at < len(tokens) and tokens[at].kind in ("word", "quoted"):
        parts.append(tokens[at].text.strip("`"))
        at += 1
        if at < len(tokens) and tokens[at].text == ".":
            at += 1
            continue
        break
    return ".".join(parts), tokens[at].text if at < len(tokens) else ""


def _ends_operand(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.kind == "word":
        return is_name(tokens, at) or token.upper not in KEYWORDS - {
            "NULL",
            "TRUE",
            "FALSE",
            "END",
        }
    return token.kind in ("text", "quoted", "number") or token.text in (")", "]", "}")
