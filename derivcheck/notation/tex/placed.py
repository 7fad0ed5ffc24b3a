r"""Brackets behind a name that stands for a value of a function, as x does where it is x(t).

x(0), x(t), \dot x(\pi/2)   the function there: a factor is not written so
x(1 - x)                    a product, as x stands in the brackets without its argument
x(1 - t)                    could be either, and is refused
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tex.brackets import arguments, opens
from derivcheck.notation.tex.cursor import Reader
from derivcheck.notation.tex.names import Match
from derivcheck.notation.tex.tokens import refuse
from derivcheck.notation.tex.trees import free


def placed(p: Reader, match: Match, meaning: Syntax) -> Syntax:
    """What a spelling stands for, at the place in brackets behind it, if one is meant.

    Raises:
        Diagnosis: DC124 where a product could be meant as well.
    """
    back, (function, *old) = p.at, meaning.parts
    powered = p.token.text == "^"
    if powered:
        p.go(p.end_of_group(p.at + 1))
    if not stands_for_value(match, p.is_function) or not opens(p, "("):
        p.go(back)
        return meaning
    parts = arguments(p)
    plain = len(parts) == len(old) and all(map(_is_place, parts))
    if plain and not powered:
        return meaning._replace(stop=p.last.stop, parts=(function, *parts))
    if plain or not any(map(_is_value, _within(parts))):
        shown = meaning.text
        message = f"{shown} before brackets could be a value of it or a factor"
        hint = f"write a dot for a product, or {shown} with its argument everywhere"
        refuse("DC124", message, hint, meaning.start, p.last.stop)
    p.go(back)
    return meaning


def stands_for_value(match: Match, is_function: Callable[[str], bool]) -> bool:
    """Whether a spelling that does not show its argument is a value of a declared function."""
    meaning, shown = match.spelling.meaning, {*_letters(match.spelling.units)}
    bare = not match.found and not match.rest and not shown & {"(", "[", *free(meaning)}
    called = meaning.kind in ("call", "spread") and len(meaning.parts) > 1
    return bare and called and is_function(meaning.text.rstrip("'"))


def _letters(units: tuple[object, ...]) -> Iterator[str]:
    for unit in units:
        if isinstance(unit, tuple):
            yield from _letters(unit)
        else:
            yield str(unit)


def function_of(s: Syntax) -> Syntax:
    """The function of a value that stands without its argument; other syntax as it is."""
    return s.parts[0] if _is_value(s) else s


def _is_place(s: Syntax) -> bool:
    """Whether nobody would write this as a factor in brackets: a name, or a number without sign."""
    return s.kind == "name" or (s.text != "neg" and not free(s))


def _within(parts: list[Syntax]) -> Iterator[Syntax]:
    for s in parts:
        yield s
        yield from _within(list(s.parts))


def _is_value(s: Syntax) -> bool:
    """Whether a value stands without its argument, which is where its name is then."""
    return s.kind in ("call", "spread") and len(s.parts) > 1 and s.start == s.parts[1].start
