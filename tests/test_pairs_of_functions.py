"""Functions that two linear equations give: none for others, then those that satisfy them."""

from __future__ import annotations

import pytest

from derivcheck import check_step
from derivcheck.kernel.language.sorts import Sort
from derivcheck.notation.plain import read_statement
from derivcheck.notation.scope import Scope
from derivcheck.provers.sampling.pairs import paired

SYMBOLS = {"y": "function", "z": "function", "x": "real"}
SCOPE = Scope(names={name: Sort("function") for name in ("y", "z")})
OTHERS = {
    "one equation":       ("for all t: y'(t) = z(t)",),
    "the same one twice": ("for all t: y'(t) = z(t)", "for all t: y'(t) = z(t)"),
    "not linear":         ("for all t: y'(t) = z(t)^2", "for all t: z'(t) = y(t)"),
    "coefficients that move": ("for all t: y'(t) = t*z(t)", "for all t: z'(t) = y(t)"),
    "something alone":    ("for all t: y'(t) = z(t) + 1", "for all t: z'(t) = y(t)"),
    "two derivatives":    ("for all t: y'(t) + z'(t) = 0", "for all t: z'(t) = y(t)"),
}  # fmt: skip
WRONG = {
    "a turn":            ("2*z(t)", "-2*y(t)", "cos(2*x)"),
    "a saddle":          ("y(t) + z(t)", "y(t) - z(t)", "exp(x)"),
    "one root":          ("y(t) + z(t)", "z(t)", "exp(x)"),
    "a spiral":          ("y(t) - z(t)", "y(t) + z(t)", "exp(x)*cos(2*x)"),
}  # fmt: skip


@pytest.mark.parametrize("stated", OTHERS.values(), ids=OTHERS)
def test_other_equations_give_no_functions(stated: tuple[str, ...]) -> None:
    assert paired(("y", "z"), [read_statement(s, SCOPE).term for s in stated], 0) == {}


@pytest.mark.parametrize(("one", "other", "after"), WRONG.values(), ids=WRONG)
def test_a_wrong_solution_is_refuted_by_the_right_ones(one: str, other: str, after: str) -> None:
    laws = (f"for all t: y'(t) = {one}", f"for all t: z'(t) = {other}", "y(0) = 1", "z(0) = 1")
    assert check_step("y(x)", after, symbols=SYMBOLS, assume=laws).name == "refuted"
