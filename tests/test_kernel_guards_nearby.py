"""What holds nearby guard by guard: reals and continuous terms by their form, zeros that are crossed."""

from __future__ import annotations

import pytest
from forms import plane, real, rel, x, y, z

from derivcheck.kernel.language.claims import (
    Context,
    continuous_around,
    differential_sort,
    holds_nearby,
    manifestly_real,
)  # fmt: skip
from derivcheck.kernel.language.kinks import crosses
from derivcheck.kernel.language.sorts import COMPLEX, REAL
from derivcheck.kernel.language.terms import ONE, ZERO, App, Sym, Term, call

LINE, PLANE = real(), plane()
SORTS = {"x": REAL, "z": COMPLEX}
PLACES: dict[str, tuple[Term, str]] = {
    "a real name over the complex field": (x, "real"),
    "a complex name": (z, "complex"),
    "a name nobody declared": (Sym("unknown"), "complex"),
    "a term": (x + 1, "complex"),
}


@pytest.mark.parametrize(("at", "sort"), PLACES.values(), ids=PLACES)
def test_what_a_derivative_is_taken_by(at: Term, sort: str) -> None:
    assert differential_sort(at, SORTS, "complex") == sort


VALUE = App("apply", (Sym("f"), x))


def test_values_of_functions_are_real_over_the_reals_only() -> None:
    assert manifestly_real(VALUE, LINE)
    assert not manifestly_real(VALUE, PLANE)


def test_a_jump_of_what_does_not_move_is_none() -> None:
    jump = call("sign", y)
    assert continuous_around(jump * x, "real", "x")
    assert not continuous_around(jump * x, "real", "y")
    assert not continuous_around(jump * x, "real")


NEARBY: dict[str, tuple[Term, Context, bool, bool]] = {
    "a weak comparison": (rel("<=", x, 0), LINE, True, False),
    "a comparison of what jumps": (rel("<", call("sign", x), 1), LINE, True, False),
    "a comparison of what may not be real": (rel("<", z, 0), PLANE, True, False),
    "a comparison in the plane": (rel("<", x, 0), PLANE, False, False),
    "a comparison on the line": (rel("<", x, 0), LINE, True, True),
    "what is not zero, in the plane": (rel("!=", z, 0), PLANE, False, True),
}


@pytest.mark.parametrize(("s", "context", "on_line", "kept"), NEARBY.values(), ids=NEARBY)
def test_what_holds_nearby(s: Term, context: Context, on_line: bool, kept: bool) -> None:
    assert holds_nearby(s, context, on_line) == kept


def test_a_sum_of_two_entries_is_not_seen_to_cross_zero() -> None:
    first, other = (call("index", Sym("v"), at) for at in (ONE, Sym("i")))
    assert crosses(first - 1, "v")
    assert not crosses(first + other, "v")
    assert not crosses(ZERO * x, "x")
