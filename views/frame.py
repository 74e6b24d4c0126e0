"""Around every page: language, navigation, and what to say when something is in the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from ingest.catalogue import LANGUAGES
from views import (
    about,
    address,
    ask,
    compare,
    console,
    data,
    explore,
    export,
    gaps,
    intake,
    lenses,
    overview,
    plans,
    profile,
    public,
    review,
    search,
    shelf,
    source,
    spoken,
    welcome,
)
from views.parts import PAGES_KEY, clear_message, link, nothing
from views.words import DEFAULT, lang, plain, say

#: How much of what an address asks for a message repeats.
LONGEST = 60
#: Pages with a field of their own for what is looked for.
OWN_BOX = ("explore", "profile")
ICON = Path(__file__).with_name("icon.svg")


@dataclass(frozen=True, slots=True)
class Screen:
    """A page: its name (in the address and the catalogue), section, icon, what draws it, whether
    it speaks of the plans that the reader chose (``tells``: that is said above it, else by the page
    itself where it holds), whether what is kept can be changed there."""

    name: str
    section: str
    icon: str
    draw: Callable[[], None]
    needs_plan: bool = True
    narrows: bool = False
    changes: bool = False
    tells: bool = True


SCREENS = (
    Screen("overview", "read", "grid_view", overview.page, narrows=True),
    Screen("ask", "read", "forum", ask.page, narrows=True),
    Screen("explore", "read", "hub", explore.page, narrows=True),
    Screen("profile", "read", "badge", profile.page, narrows=True),
    Screen("source", "read", "menu_book", source.page, narrows=True, tells=False),
    Screen("gaps", "study", "join_inner", gaps.page, narrows=True),
    Screen("review", "study", "rule", review.page, narrows=True, changes=True),
    Screen("lenses", "study", "layers", lenses.page, narrows=True),
    Screen("compare", "study", "compare_arrows", compare.page),
    Screen("console", "study", "terminal", console.page, narrows=True, tells=False),
    Screen("export", "study", "download", export.page, narrows=True),
    Screen("plans", "more", "library_books", plans.page),
    Screen("intake", "more", "upload_file", intake.page, needs_plan=False, changes=True),
    Screen("about", "more", "info", about.page, needs_plan=False),
)


def run() -> None:
    """Draw the page that the address names."""
    _choose_language()
    st.set_page_config(page_title=say("title"), page_icon=str(ICON), layout="wide")
    spoken.style()
    st.logo(str(ICON), size="large")
    pages = {screen.name: _page(screen) for screen in SCREENS}
    st.session_state[PAGES_KEY] = pages
    sections: dict[str, list[Any]] = {}
    for screen in SCREENS:
        sections.setdefault(say(f"section.{screen.section}"), []).append(pages[screen.name])
    chosen = st.navigation(sections, expanded=True)
    _sidebar(chosen.url_path)
    chosen.run()


def _page(screen: Screen) -> Any:
    return st.Page(
        _guarded(screen),
        title=say(f"page.{screen.name}"),
        icon=f":material/{screen.icon}:",
        url_path=screen.name,
        default=screen is SCREENS[0],
        visibility="hidden" if _closed(screen) else "visible",
    )


def _closed(screen: Screen) -> bool:
    return screen.changes and public.reading_only()


def _guarded(screen: Screen) -> Callable[[], None]:
    def draw() -> None:
        with clear_message():
            if _closed(screen):
                _reading_only(screen)
            elif screen.needs_plan and not data.documents():
                welcome.page()
            else:
                _drawn(screen)

    return draw


def _drawn(screen: Screen) -> None:
    """The page; above it, what its address asks for that is not there."""
    address.begin()
    above = st.container()
    if screen.narrows:
        shelf.begin()
        shelf.choice()
        if screen.tells:
            shelf.told()
    screen.draw()
    unknown = address.unknown()
    if unknown:
        names = say("list.comma").join(plain(each[:LONGEST]) for each in unknown)
        with above.container(border=True):
            st.markdown(f":material/link_off: {say('trouble.link', names=names)}")
            link("profile", say("trouble.find"), icon="search")


def _reading_only(screen: Screen) -> None:
    st.title(say(f"page.{screen.name}"))
    nothing("public.closed", "lock")
    link("overview", say("page.overview"), icon="grid_view")


def _choose_language() -> None:
    """The address decides; without a word there, what was chosen before."""
    asked = st.query_params.get("lang", "")
    if asked in LANGUAGES:
        st.session_state["lang"] = asked
    st.session_state.setdefault("lang", DEFAULT)
    if asked != lang():
        st.query_params["lang"] = lang()


def _sidebar(screen: str) -> None:
    with st.sidebar:
        if screen not in OWN_BOX:
            search.anywhere()
        search.key()
        st.session_state["language"] = lang()
        st.segmented_control(
            say("language"),
            LANGUAGES,
            format_func=lambda each: say(f"languages.{each}"),
            key="language",
            required=True,
            on_change=_switch,
        )


def _switch() -> None:
    chosen = st.session_state["language"]
    st.session_state["lang"] = chosen
    st.query_params["lang"] = chosen
