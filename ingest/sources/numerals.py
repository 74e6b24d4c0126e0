"""Numbers as headings and lists show them: 一, ①, iv, b."""

from __future__ import annotations

from collections.abc import Callable, Mapping

DIGITS = "〇一二三四五六七八九"
ROMAN = tuple(zip((100, 90, 50, 40, 10, 9, 5, 4, 1), "c xc l xl x ix v iv i".split()))
LEGAL = "零壹贰叁肆伍陆柒捌玖"
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


def chinese(number: int) -> str:
    """一 to 九百九十九."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = DIGITS[hundreds] + "百" if hundreds and hundreds < 10 else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (DIGITS[ones] if ones or not number else "")


def whole(told: str | None, usual: int) -> int:
    """The number that a file states in a word; ``usual`` where it is none or absurd."""
    return int(told) if told and told.isdecimal() and len(told) < 7 else usual


def roman(number: int) -> str:
    """i to cccxcix; plain figures behind."""
    if number >= 400:
        return str(number)
    text = ""
    for size, sign in ROMAN:
        text, number = text + sign * (number // size), number % size
    return text


def letter(number: int) -> str:
    """a to z, then aa, bb; after thirty times z, a once more, as Word counts."""
    number = (number - 1) % 780 + 1 if number > 0 else 0
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else "0"


def circled(number: int) -> str:
    """① to ⑳; plain figures behind."""
    return chr(0x2460 + number - 1) if 0 < number <= 20 else str(number)


def _digits(signs: str) -> Callable[[int], str]:
    return lambda number: "".join(signs[int(digit)] for digit in str(number))


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _legal(number: int) -> str:
    return chinese(number).translate(str.maketrans(DIGITS[1:] + "十百", LEGAL[1:] + "拾佰"))


FORMATS: Mapping[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "chineseLegalSimplified": _legal,
    "ideographDigital": _digits(DIGITS),
    "japaneseDigitalTenThousand": _digits(DIGITS),
    "taiwaneseDigital": _digits(DIGITS),
    "ideographTraditional": _cycle(STEMS),
    "ideographZodiac": _cycle(BRANCHES),
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "lowerLetter": letter,
    "upperLetter": lambda number: letter(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(
        str.maketrans("0123456789", "０１２３４５６７８９")
    ),
}


def shown(number: int, form: str) -> str:
    """``number`` in the form that Word calls ``form``; plain figures where it is not known."""
    return FORMATS.get(form, str)(number)
