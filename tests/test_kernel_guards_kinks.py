"""Kinks: where the table of derivatives says all, where its formula is right, and where neither."""

from __future__ import annotations

import pytest

from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.definedness import by_table, definedness
from derivcheck.kernel.language.derivatives import existence
from derivcheck.kernel.language.kinks import Kinks, crosses, kinks
from derivcheck.kernel.language.shapes import entered
from derivcheck.kernel.language.sorts import INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import ONE, TWO, ZERO, App, Bind, Sym, Term, call, number

TRIPLE = Sort("real", ((ONE, number(3)),))
SQUARE = Sort("real", (*TRIPLE.shape, *TRIPLE.shape))
CONTEXT = Context({"x": REAL, "y": REAL, "n": INTEGER, "v": TRIPLE, "w": TRIPLE, "A": SQUARE})
NEITHER, FAITHFUL, ALL = Kinks(False, False), Kinks(False, True), Kinks(True, True)

x, y, v, w, j, A = map(Sym, "xyvwjA")
HALF = number(1) / 2


def size(t: Term) -> Term:
    return call("abs", t)


def rate(t: Term, *order: Term, at: Term = x) -> Bind:
    assert isinstance(at, Sym)
    return Bind("diff", at.name, t, (at, *(order or (ONE,))))


def total(t: Term, last: Term = number(3)) -> Term:  # noqa: B008  # a term never changes
    return Bind("sum", "j", t, (ONE, last))


def first(t: Term) -> Term:
    return call("index", t, 1)


KINKS: dict[str, tuple[Bind, Kinks]] = {
    "nothing is known of the function": (rate(call("besselj", 1, x)), NEITHER),
    "kinks both ways": (rate(size(x) - size(2 * x)), NEITHER),
    "a kink both ways, by a factor": (rate(number(-3) * size(x) + size(x - 1)), NEITHER),
    "a kink both ways, by a divisor": (rate(size(x) / number(-2) + size(x - 1)), NEITHER),
    "a kink both ways, by a sign": (rate(-size(x) + size(x - 1)), NEITHER),
    "a kink times a number that is zero": (rate(ZERO * size(x)), NEITHER),
    "a kink times a number that may be zero": (rate(size(x) * y), NEITHER),
    "a kink times zero there": (rate(x * size(x)), NEITHER),
    "a kink beside another product": (rate(size(x) + x * size(x - 1)), NEITHER),
    "the greater of two that touch": (rate(call("max", x**2, -(x**2))), NEITHER),
    "the greater of a kink and a number": (rate(call("max", size(x), 1)), NEITHER),
    "the greater of a number and a kink": (rate(call("max", 1, size(x))), NEITHER),
    "the greatest of three": (rate(call("max", x, y, 2)), NEITHER),
    "the greater and the less": (rate(call("max", x, 2) + call("min", x, 1)), NEITHER),
    "a kink inside a kink": (rate(size(size(x) - 1)), NEITHER),
    "a kink inside a kink that another makes up for": (
        rate(size(call("max", x, 0) - 1) + size(x) / 2), NEITHER),
    "a kink inside the greater that another makes up for": (
        rate(call("max", call("max", x, 0), -1) - size(x) / 2), NEITHER),
    "a kink taken away inside what rises": (rate(call("exp", size(x) - size(x))), NEITHER),
    "a kink inside what turns": (rate(call("sin", size(x))), NEITHER),
    "kinks both ways inside what rises": (rate(call("exp", size(x) - size(2 * x))), NEITHER),
    "two kinks inside what rises": (rate(call("exp", size(x) + size(x - 1))), NEITHER),
    "a kink that is lost inside what rises": (rate(call("exp", x * size(x))), NEITHER),
    "what rises beside a kink": (rate(call("exp", size(x)) + size(x)), NEITHER),
    "a sign that does not change": (rate(call("sign", x**2)), NEITHER),
    "a root of a cube": (rate(call("cbrt", x**3)), NEITHER),
    "roots that cancel": (rate(call("cbrt", x) - call("cbrt", x)), NEITHER),
    "a jump beside a kink": (rate(call("sign", x) + size(x)), NEITHER),
    "whole parts of a square": (rate(call("floor", x**2)), NEITHER),
    "whole parts of a number beside": (rate(call("floor", 1 + y * x)), NEITHER),
    "roots of summands": (rate(total(call("cbrt", x - j))), NEITHER),
    "kinks of summands that are lost": (rate(total(x * size(x - j))), NEITHER),
    "as many kinks as it says": (rate(total(size(x), x)), NEITHER),
    "a root of a square": (rate(call("sqrt", x**2)), NEITHER),
    "a power of a square": (rate((x**2) ** y), NEITHER),
    "an inverse of a square": (rate(call("asec", x**2)), NEITHER),
    "an area inverse of a square": (rate(call("acosh", x**2 + 1)), NEITHER),
    "cases that meet": (rate(App("piecewise", (x, call("<", x, 1), x, App("true", ())))), NEITHER),
    "a root where a case holds": (
        rate(App("where", (call("sqrt", x), call(">", x, 0)))), NEITHER),
    "kinks of summands, some of which are poles": (
        rate(total((x - j) * size(x - j), number(5)) + total(1 / (x - j)) + 1 / y), NEITHER),
    "a kink where a root ends": (rate(x * size(x) + call("sqrt", x)), NEITHER),
    "a condition of another name": (rate(size(x) * size(x) + 1 / y), NEITHER),
    "a kink that may be flat": (rate(size(x**2)), FAITHFUL),
    "a kink by a slope that may be zero": (rate(size(call("sin", y) * x)), FAITHFUL),
    "a kink that moves by a slope that may be zero": (rate(size(y - x * y)), FAITHFUL),
    "a kink without a slope": (rate(size(x - x)), FAITHFUL),
    "a kink of a wave of a square": (rate(size(call("sin", x**2))), FAITHFUL),
    "a kink of a quotient": (rate(size(1 + 1 / x)), FAITHFUL),
    "a kink of a product of three": (rate(size(x * App("*", (TWO, x, y)))), FAITHFUL),
    "what is greater than a number": (rate(call("max", x**2, 1)), FAITHFUL),
    "the length of an image": (rate(call("norm", call("matmul", v, call("transpose", w), v)), at=v), FAITHFUL),
    "a difference of entries": (
        rate(size(first(v) - call("index", v, 2)), ONE, ONE, at=v), FAITHFUL),
    "a number or what is greater": (rate(call("max", 1, x**2)), FAITHFUL),
    "a sum of entries beside": (
        rate(size(first(v) + call("index", v, 2)), ONE, number(3), at=v), FAITHFUL),
    "whole parts of other entries": (
        rate(call("floor", first(v) + call("index", v, 2)), ONE, number(3), at=v), FAITHFUL),
    "an inverse of other entries": (
        rate(call("asec", first(v) + call("index", v, 2)), ONE, number(3), at=v), FAITHFUL),
    "the length of a row": (
        rate(call("norm", first(A)), ONE, TWO, ONE, at=A), FAITHFUL),
    "the lengths of rows": (
        rate(total(call("norm", call("index", A, j))), ONE, TWO, ONE, at=A), FAITHFUL),
    "what is smooth": (rate(x**2), ALL),
    "what does not move": (rate(call("floor", y)), ALL),
    "a kink": (rate(size(x) + x**2), ALL),
    "a kink, twice": (rate(size(x), TWO), ALL),
    "two that bend up": (rate(size(x) + size(x - 1)), ALL),
    "two that bend down": (rate(-size(x) - 3 * size(x - 1)), ALL),
    "a multiple of a kink": (rate(3 * size(x) + size(x - 1) / 2), ALL),
    "a kink of a line": (rate(size(x / 2 - 1)), ALL),
    "a kink of a line whose slope is not zero there": (rate(size(1 - y * x)), ALL),
    "a kink of a line, doubled": (rate(size(x + x)), ALL),
    "a kink of a wave": (rate(size(call("sin", x))), ALL),
    "the greater": (rate(call("max", x, y)), ALL),
    "the less": (rate(call("min", x, 2)), ALL),
    "the greater of a line and a number": (rate(call("max", 0, 1 - y * x)), ALL),
    "the greater of two lines": (rate(call("max", x, 1 - x)), ALL),
    "a kink of a line, turned": (rate(size(-(1 + y * x))), ALL),
    "a kink of a line with an entry": (rate(size(x + x + first(w))), ALL),
    "a kink inside what rises": (rate(call("exp", -size(x))), ALL),
    "a jump": (rate(call("sign", x)), ALL),
    "a root": (rate(call("cbrt", x)), ALL),
    "whole parts": (rate(call("ceiling", 2 * x)), ALL),
    "kinks of summands": (rate(total(size(x - j))), ALL),
    "the end of a root": (rate(call("sqrt", x)), ALL),
    "the ends of roots of summands": (rate(total(call("sqrt", x - j))), ALL),
    "the end of a power": (rate(x**y), ALL),
    "the ends of an inverse": (rate(call("asin", x)), ALL),
    "the ends of another inverse": (rate(call("asec", x)), ALL),
    "a pole": (rate(1 / x), ALL),
    "a pole by a size": (rate(call("log", size(x))), ALL),
    "a pole by a product": (rate(size(x) / (x * (x - 1))), ALL),
    "a length": (rate(call("norm", v - w), at=v), ALL),
    "an entry": (rate(size(first(v)), ONE, ONE, at=v), ALL),
    "another entry": (rate(size(-first(v) / 2), ONE, TWO, at=v), ALL),
    "entries that are summed": (rate(total(size(call("index", v, j))), ONE, TWO, at=v), ALL),
    "a pole of another entry": (rate(1 / first(v), ONE, TWO, at=v), ALL),
}  # fmt: skip


@pytest.mark.parametrize(("t", "found"), KINKS.values(), ids=KINKS)
def test_what_the_table_says_elsewhere(t: Bind, found: Kinks) -> None:
    context = entered(t, CONTEXT)
    assert kinks(t, definedness(t.body, context), context, existence) == found


BY_TABLE: dict[str, tuple[Bind, bool]] = {
    "the slope of a size": (rate(size(x)), True),
    "the bend of a size": (rate(size(x), TWO), True),
    "the slope of the size of a cube": (rate(size(x**3)), True),
    "the bend of the size of a cube": (rate(size(x**3), TWO), False),
    "the slope of a size times its number": (rate(x * size(x)), False),
    "the slope of a square": (rate(x**2), True),
}


@pytest.mark.parametrize(("t", "is_so"), BY_TABLE.values(), ids=BY_TABLE)
def test_where_a_derivative_is_as_the_table_says(t: Bind, is_so: bool) -> None:
    """The bend of |x^3| exists at 0, where the table has none."""
    assert by_table(t, CONTEXT) == is_so


CROSSING: dict[str, tuple[Term, bool]] = {
    "two entries, each of which may be the one that changes": (
        first(v) - 2 * call("index", v, 2), False),
    "one entry": (2 * first(v) - 1, True),
    "the array itself, twice": (call("matmul", call("transpose", w), v + v), False),
}  # fmt: skip


@pytest.mark.parametrize(("u", "has_slope"), CROSSING.values(), ids=CROSSING)
def test_what_has_a_slope_wherever_it_is_zero(u: Term, has_slope: bool) -> None:
    assert crosses(u, "v") == has_slope
