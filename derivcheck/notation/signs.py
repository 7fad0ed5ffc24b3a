"""Plus-minus: an equation with `±` as the two equations that it stands for.

x = ±a         x = a or x = -a            one side: either
x ± y = ±z     x + y = z and x - y = -z   both sides: upper with upper, lower with lower
"""

from __future__ import annotations

from derivcheck.notation.syntax import Syntax

MARKS = frozenset("±∓")


def marked(s: Syntax) -> bool:
    """Whether `±` or `∓` stands in some syntax, outside the relations in it."""
    if s.kind == "operator" and s.text in MARKS:
        return True
    return s.kind != "relation" and any(map(marked, s.parts))


def of_signs(sides: tuple[Syntax, ...]) -> tuple[str, tuple[tuple[Syntax, ...], ...]]:
    """How the two cases of a relation are joined, and the sides in each.

    Arguments:
        sides: of the relation, at least one of them marked.
    """
    joint = "and" if all(map(marked, sides)) else "or"
    return joint, tuple(tuple(_taken(s, upper) for s in sides) for upper in (True, False))


def _taken(s: Syntax, upper: bool) -> Syntax:
    parts = tuple(_taken(part, upper) for part in s.parts)
    if s.kind == "operator" and s.text in MARKS:
        if (s.text == "±") == upper:
            return parts[0]._replace(start=s.start)
        return s._replace(text="neg", parts=parts)
    return s._replace(parts=parts)
