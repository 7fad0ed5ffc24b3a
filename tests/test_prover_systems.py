"""Systems of equations, linear laws and arrays that are solved for: what is found solves them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import fmpq

from derivcheck.documents.rows import read_row
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import App, Term, number, numeral
from derivcheck.notation.plain import show
from derivcheck.provers.sampling.ansatz import with_parameters
from derivcheck.provers.sampling.entries import fitted, special
from derivcheck.provers.sampling.laws import general
from derivcheck.provers.sampling.systems import MAX_NAMES, solutions


def assumed(*texts: str, **symbols: str) -> tuple[Context, tuple[Term, ...]]:
    names = symbols or {"x": "real", "y": "real", "z": "real"}
    claim = read_row({"symbols": names, "assume": list(texts), "from": "1", "to": "1"})
    return claim.context, claim.context.assumptions


def found(*texts: str) -> list[dict[str, str]]:
    context, stated = assumed(*texts)
    gaps = [p.args[0] - p.args[1] for p in stated if isinstance(p, App)]
    names = sorted({name for text in texts for name in "xyz" if name in text})
    return [{v: show(t) for v, t in row.items()} for row in solutions(gaps, names, context)]


UNSOLVED = {
    "parallel lines": ("x + y = 1", "x + y = 2"),
    "no real root": ("x^2 + y^2 = -1", "x = y"),
    "a cubic without a closed form": ("x^3 - 3*x + 1 = 0",),
    "a name inside and out": ("x + exp(x) = 2",),
}
SOLVED = {
    "a line and a hyperbola": (
        ("x + y = 3", "x*y = 2"), [{"x": "1", "y": "2"}, {"x": "2", "y": "1"}],
    ),
    "a triangular system": (("x = 4", "3*y = z", "z = -x"), [{"x": "4", "y": "-4/3", "z": "-4"}]),
    "square roots": (
        ("x^2 = 2", "x + y = 1"),
        [{"x": "-sqrt(2)", "y": "1 + sqrt(2)"}, {"x": "sqrt(2)", "y": "1 - sqrt(2)"}],
    ),
    "by a Groebner basis": (
        ("x^2 + x*y = 1", "y^2 + x*y = 3"), [{"x": "1/2", "y": "3/2"}, {"x": "-1/2", "y": "-3/2"}],
    ),
    "what nothing determines": (("x + y + z = 6",), [{"x": "3", "y": "1", "z": "2"}]),
}  # fmt: skip


@pytest.mark.parametrize("texts", UNSOLVED.values(), ids=UNSOLVED)
def test_what_has_no_solution_in_closed_form_gets_none(texts: tuple[str, ...]) -> None:
    assert found(*texts) == []


@pytest.mark.parametrize(("texts", "points"), SOLVED.values(), ids=SOLVED)
def test_systems_are_solved(texts: tuple[str, ...], points: list[dict[str, str]]) -> None:
    assert found(*texts) == points


def test_systems_of_many_names_are_left_alone() -> None:
    names = [f"x{k}" for k in range(MAX_NAMES + 1)]
    context, stated = assumed(f"{' + '.join(names)} = 1", **dict.fromkeys(names, "real"))
    gaps = [p.args[0] - p.args[1] for p in stated if isinstance(p, App)]
    assert solutions(gaps, names, context) == ()


NO_LAWS = {
    "not linear": "for all t: f(t + 1) = f(t)^2",
    "a factor that is not constant": "for all t: t*f'(t) = f(t)",
    "shifts and derivatives": "for all t: f'(t) = f(t + 1)",
    "another argument": "for all t: f(2*t) = f(t)",
    "a forcing term that is no polynomial": "for all t: f'(t) = exp(t)",
}
LAWS = {
    "a rate": ("for all t: 2*f'(t) = f(t)", ["exp(1/2*s)"]),
    "two rates": ("for all t: f''(t) = f(t)", ["exp(s)", "exp(-s)"]),
    "a double root": ("for all t: f''(t) - 2*f'(t) + f(t) = 0", ["exp(s)", "s*exp(s)"]),
    "an oscillation": ("for all t: f''(t) = -4*f(t)", ["cos(2*s)", "sin(2*s)"]),
    "a damped one": (
        "for all t: f''(t) + 2*f'(t) + 2*f(t) = 0",
        ["exp(-s)*cos(s)", "exp(-s)*sin(s)"],
    ),
    "a forced one": ("for all t: f'(t) = t", ["1", "s", "s^2"]),
    "a geometric sequence": ("for all t: f(t + 1) = 2*f(t)", ["exp(log(2)*s)"]),
    "one with a sign": ("for all t: f(t + 1) = -2*f(t)", ["exp(log(2)*s)*cos(pi*s)"]),
    "a sum": ("for all t: f(t + 1) = f(t) + t", ["1", "s", "s^2"]),
}


@pytest.mark.parametrize("text", NO_LAWS.values(), ids=NO_LAWS)
def test_other_laws_have_no_general_solution(text: str) -> None:
    _, (law,) = assumed(text, f="function")
    assert general("f", law, True)[0] == ()


@pytest.mark.parametrize(("text", "bodies"), LAWS.values(), ids=LAWS)
def test_linear_laws_are_solved_by_their_characteristic_roots(text: str, bodies: list[str]) -> None:
    _, (law,) = assumed(text, f="function")
    assert sorted(map(show, general("f", law, False)[0])) == sorted(bodies)


UNFIT = {
    "two values at one point": ("f(0) = 0", "f(0) = 1"),
    "a rate and no growth": ("for all t: f'(t) = f(t)", "f(0) = 1", "f(1) = 1"),
    "another name": ("f(0) = a",),
}


@pytest.mark.parametrize("texts", UNFIT.values(), ids=UNFIT)
def test_what_no_function_satisfies_gets_none(texts: tuple[str, ...]) -> None:
    _, stated = assumed(*texts, f="function", a="real")
    assert with_parameters("f", Sort("function", arity=1), stated, 0) is None


def rows(*entries: tuple[int, ...]) -> Term:
    return App("vector", tuple(App("vector", tuple(map(number, row))) for row in entries))


def numbers(t: Term) -> list[fmpq]:
    values = [Fraction(numeral(x)) for row in t.args for x in row.args]
    return [fmpq(q.numerator, q.denominator) for q in values]


FITTED = {
    "a trace": (lambda a, b, c, d: [a + d - 1], True),
    "two sums": (lambda a, b, c, d: [a + b - 1, c + d - 1], True),
    "a determinant, linear in each entry": (lambda a, b, c, d: [a * d - b * c], True),
    "equations that contradict": (lambda a, b, c, d: [a - 1, a - 2], False),
    "a square": (lambda a, b, c, d: [a * a - 2], False),
}


@pytest.mark.parametrize(("gaps", "is_fitted"), FITTED.values(), ids=FITTED)
def test_arrays_are_fitted_to_linear_equations(gaps, is_fitted: bool) -> None:
    start = rows((2, 3), (5, 7))
    for turn in range(4):
        array = fitted(start, lambda t: gaps(*numbers(t)), turn)
        assert (array is not None) is is_fitted
        assert array is None or not any(gaps(*numbers(array)))


@pytest.mark.parametrize("size", [1, 2, 3])
def test_special_matrices_are_square_and_differ(size: int) -> None:
    found = special(size)
    assert all(len(t.args) == size and len(t.args[0].args) == size for t in found)
    assert len(set(found)) >= 3
