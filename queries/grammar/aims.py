"""What a question asks for: the class beside 哪些 or which, who, the end a verb leaves open."""

from __future__ import annotations

from queries.asking.wording import nouns
from queries.grammar.draft import Draft
from queries.grammar.model import Kind, Step, Tie
from queries.grammar.pieces import Piece
from queries.grammar.schema import INSTITUTIONS, said_by

ASKING = ("what", "list", "count", "who", "sum")
NEEDLESS = ("free", "and", "both", "yesno", "else", "but", "or", "why")
BODIES = (*INSTITUTIONS, "InnovationCenter", "TechPlatform")
SUPPORTED = {"TechField", "IndustryChain", "FutureIndustry", "ServiceIndustry", "Area"}
OWNED = (*INSTITUTIONS, "Facility", "InnovationCenter", "TechPlatform", "Project")
OWN = "HOSTED_BY|AFFILIATED_WITH|UNDERTAKEN_BY"
#: What somebody has a part in, of whatever kind: chains, projects, laboratories.
PART = f"{OWN}|PARTICIPATES_IN"
WEAK = ("support", "based", "content", "direction", "tie", "relation", "join")
#: What asks for a kind by asking whether there are any.
THERE = ("有没有", "有无", "are there any", "is there any", "are there", "is there")
PLACES = Kind(("Area", "IndustrialPark"))
#: Measure words that only some kinds have.
MEASURES = frozenset("家条所")


def aimed(draft: Draft) -> bool:
    """Choose what is asked for; whether there is anything."""
    if _compared(draft):
        return True
    classes = [i for i in draft.at("class") if not draft.pieces[i].left_out]
    who = draft.at("who")
    if _several_lists(draft, classes):
        return False
    chosen = _asked_class(draft, classes)
    owner = any(draft.pieces[i].verbs & {"hostnoun", "undertaker"} for i in draft.at("verb"))
    institution = chosen and _is_body(draft, chosen[0]) and not owner
    beside = chosen and (not owner or draft.at("what", "list", "count"))
    if chosen and (not who or institution or (beside and _asked_beside(draft, chosen, who))):
        draft.kinds = tuple(draft.pieces[i].kind for i in chosen)
        draft.used |= {*chosen, *who}
        return True
    if who:
        fields = any("TechField" in draft.types(draft.pieces[i]) for i in draft.at("name"))
        draft.kinds, draft.who = (Kind(INSTITUTIONS if fields else BODIES),), True
        draft.used |= set(who)
        return True
    return _aimed_at_other_end(draft)


def _compared(draft: Draft) -> bool:
    """Whether things of one type are named, and which has more (or less) is asked: 甲和乙谁更多."""
    names = [i for i in draft.at("name") if not draft.pieces[i].left_out]
    types = {draft.types(draft.pieces[i])[0] for i in names}
    if len(names) < 2 or len(types) > 1 or not draft.at("most", "least"):
        return False
    joined = draft.pieces[names[0] + 1 : names[-1]]
    if not any(p.role in ("and", "or") for p in joined) or draft.at("top"):
        return False
    draft.kinds = (Kind((*types,)),)
    draft.compared = tuple(key for i in names for key in draft.pieces[i].sense.values)
    draft.used |= {*names, *draft.at("who")}
    return True


def _is_body(draft: Draft, at: int) -> bool:
    """Whether a class is of bodies: laboratories are such where a field or chain is asked about."""
    sense = draft.pieces[at].sense
    named = {t for i in draft.at("name") for t in draft.types(draft.pieces[i])}
    works = sense.kind == "type_lab" and bool(named) and named <= SUPPORTED
    return sense.kind == "type" or works


def _aimed_at_other_end(draft: Draft) -> bool:
    """Without a class, the verb and what it is said of leave one end open."""
    if _own_part(draft) or _left_over(draft):
        return True
    where = draft.at("where")
    names = [draft.pieces[i] for i in draft.at("name") if not draft.pieces[i].left_out]
    if where:
        draft.kinds, draft.used = (PLACES,), draft.used | set(where)
        return bool(names)
    verbs = {kind for i in draft.at("verb") for kind in draft.pieces[i].verbs}
    asks = draft.at("what", "list", "count") or verbs & {"hostnoun", "undertaker"}
    nouns = bool(verbs & {"hostnoun", "undertaker"})
    for way in said_by(verbs) if asks and names else ():
        if nouns and way.steps[0].out:
            continue
        if way.far & set(draft.types(names[0])) and way.own & verbs:
            draft.kinds = (Kind(tuple(sorted(way.near))),)
            return True
    return False


def _left_over(draft: Draft) -> bool:
    """Who remains where kinds of bodies are left out and nobody is asked for: 量子，不要高校."""
    out = [draft.pieces[i] for i in draft.at("class") if draft.pieces[i].left_out]
    if draft.at("what") or not out or not all(set(p.kind.types) <= set(INSTITUTIONS) for p in out):
        return False
    draft.kinds = (Kind(INSTITUTIONS),)
    return any(not draft.pieces[i].left_out for i in draft.at("name"))


def _own_part(draft: Draft) -> bool:
    """What is an institution's own, also under a word: 浙大在人工智能方面有什么布局."""
    roles = {p.role for p in draft.pieces} - set(NEEDLESS)
    names = draft.at("name")
    said = "topic" in roles or ("what" in roles and _vague(draft))
    asks = roles <= {"name", "topic", "verb", "what", "list"} and "name" in roles and said
    if not asks or len(names) != 1 or not set(draft.types(draft.pieces[names[0]])) <= set(BODIES):
        return False
    if not all(draft.pieces[i].verbs & set(WEAK) for i in draft.at("verb")):
        return False
    if any(_asking(draft, i, -1) for i in draft.at("topic")[:1]):
        return False
    keys = draft.pieces[names[0]].sense.values
    draft.kinds, draft.own = (Kind(OWNED),), (Tie((Step(OWN, True),), ids=keys),)
    draft.used |= {*names, *draft.at("verb")}
    return True


def _vague(draft: Draft) -> bool:
    """Whether verbs only say that something is tied to something: 扛了什么."""
    verbs = draft.at("verb")
    return bool(verbs) and all(draft.pieces[i].verbs == {"tie"} for i in verbs)


def _asked_beside(draft: Draft, chosen: list[int], who: list[int]) -> bool:
    """Whether who is a second question about what the first lists: …有哪些，谁牵头."""
    between_ = draft.pieces[max(chosen) + 1 : min(who)]
    return any(p.role == "and" for p in between_)


def _several_lists(draft: Draft, classes: list[int]) -> bool:
    """Whether classes that are no list are both asked for: 哪些产业链、哪些园区."""
    if any(p.role in ("most", "least", "top") for p in draft.pieces):
        return False
    asked = [i for i in classes if _asking(draft, i, -1)]
    return any(not _together(draft, asked[0], i) for i in asked[1:])


def _asked_class(draft: Draft, classes: list[int]) -> list[int]:
    """The class words that name what is asked for: those beside 哪些, which, how many; else the
    last in Chinese and the first in English."""
    if not classes:
        return []
    first = _measured(draft, classes) or [i for i in classes if _asking(draft, i, -1)]
    if draft.lang == "zh":
        first = first or [i for i in classes if _asking(draft, i, 1)]
    chosen = first[0] if first else classes[-1 if draft.lang == "zh" else 0]
    return [i for i in classes if i == chosen or _together(draft, chosen, i)]


def _measured(draft: Draft, classes: list[int]) -> list[int]:
    """The class that a word of its measure asks for, wherever that stands: …企业，哪几家…."""
    said = {draft.pieces[i].text[-1] for i in draft.at("what", "who")} & MEASURES
    found = [i for i in classes if nouns([draft.pieces[i].sense], "", "zh")[2] in said]
    return found if len(found) == 1 else []


def _asking(draft: Draft, at: int, step: int) -> bool:
    """Whether a word that asks stands right before (-1) or after (1) a class."""
    place = at + step
    while 0 <= place < len(draft.pieces):
        piece = draft.pieces[place]
        if piece.role in ASKING and (piece.role != "who" or step < 0):
            return True
        if piece.role == "yesno" and piece.text in THERE and step < 0:
            return True
        if (
            piece.role == "most"
            and step < 0
            and draft.pieces[place + 1].role in ("tally", "number")
        ):
            return True
        if piece.role not in ("free", "level", "status", "flagship", "both", "tally", "number"):
            return False
        place += step
    return False


def _together(draft: Draft, one: int, other: int) -> bool:
    """Whether two class words stand side by side: 设施和平台."""
    between_ = draft.pieces[min(one, other) + 1 : max(one, other)]
    joins = sum((p.role in ("and", "or") and p.text != ",") or p.text == "还有" for p in between_)
    classes = sum(p.role == "class" for p in between_)
    roles = ("and", "or", "else", "class", "free", "what")
    return joins > classes and all(p.role in roles or _has(p) for p in between_)


def _has(piece: Piece) -> bool:
    """Whether a verb only says that the next is its own as well: 依托的实验室和实施的项目."""
    own = {"host", "hostnoun", "rely", "undertake", "undertaker"}
    return bool(piece.verbs & own) and not piece.left_out


def rank(draft: Draft) -> tuple[str, int | None] | None:
    """Most or least, and where the class stands that is counted; None without a superlative."""
    at = next(iter(draft.at("most", "least")), None)
    first = next((i for i, p in enumerate(draft.pieces) if p.role == "top"), None)
    at = first if at is None else at
    if at is None:
        return None
    draft.used.add(at)
    counted = [i for i in draft.at("class") if not draft.pieces[i].left_out]
    if draft.near == {"Project"}:  # the largest is the dearest, unless bodies are counted
        counted = [i for i in counted if set(draft.types(draft.pieces[i])) <= set(INSTITUTIONS)]
    nearest = min(counted, key=lambda i: abs(i - at), default=None)
    return "least" if draft.pieces[at].role == "least" else "most", nearest
