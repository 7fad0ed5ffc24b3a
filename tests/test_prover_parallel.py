"""Primitives by undetermined coefficients: first what has none, and what is wrong."""

from __future__ import annotations

import pytest

from derivcheck import check_step
from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.sorts import REAL
from derivcheck.kernel.language.terms import ONE, Sym, Term, call
from derivcheck.provers.antiderivatives.linear import RIGHT, System
from derivcheck.provers.antiderivatives.parallel import parallel
from derivcheck.provers.antiderivatives.univariate import Univariate

X = Sym("x")
SYMBOLS = {**dict.fromkeys("abn", "positive real"), "x": "real", "C": "constant"}

NOT_ELEMENTARY: dict[str, Term] = {
    "the exponential integral": call("exp", X) / X,
    "the error function":       call("exp", -(X**2)),
    "the sine integral":        call("sin", X) / X,
    "the logarithmic integral": ONE / call("log", X),
    "one term too few":         call("exp", X) * (1 + call("log", X)),
    "an unknown exponent":      X**X,
}  # fmt: skip
WRONG = {
    "a forgotten product rule": ("int(exp(x)*(1 + x*log(x))/x, x)", "exp(x)*log(x)/x + C"),
    "a power too low":          ("int(x*exp(x)/(1 + x)^2, x)", "exp(x)/(1 + x)^2 + C"),
    "a forgotten exponent":     ("int(1/(x*(a + b*x^n)), x)", "log(x^n/(a + b*x^n))/a + C"),
    "a sign":                   ("int((x*cos(x) - sin(x))/x^2, x)", "-sin(x)/x + C"),
    "through a pole":           ("int(exp(x)*(x - 1)/x^2, x = -1..1)", "E + 1/E"),
}  # fmt: skip
RIGHT_ROWS = {
    "a product":             ("int(exp(x)*(1 + x*log(x))/x, x = 1..2)", "exp(2)*log(2)"),
    "a lower power":         ("int(x*exp(x)/(1 + x)^2, x = 0..1)", "E/2 - 1"),
    "a symbolic exponent":   ("int(1/(x*(1 + x^n)), x = 1..2)", "log(2) + log(2/(1 + 2^n))/n"),
    "a quotient":            ("int((x*cos(x) - sin(x))/x^2, x = pi/2..pi)", "-2/pi"),
    "half an angle":         ("int((1 + sin(x))/(1 + cos(x))*exp(x), x = 0..pi/2)", "exp(pi/2)"),
    "a tangent":             ("int(exp(x)*(tan(x) + tan(x)^2 + 1), x = 0..pi/4)", "exp(pi/4)"),
    "a root over powers":    ("int(sqrt(x^2 - 1)/x^4, x = 1..2)", "sqrt(3)/8"),
    "a logarithm of a root": ("int(log(x + sqrt(1 + x^2)), x = 0..1)",
                              "log(1 + sqrt(2)) - sqrt(2) + 1"),
    "multiples of an angle": ("int(cos(2*x)/(cos(x) - sin(x)), x = 0..pi/6)",
                              "(3 - sqrt(3))/2"),
}  # fmt: skip


@pytest.mark.parametrize("f", NOT_ELEMENTARY.values(), ids=NOT_ELEMENTARY)
def test_what_has_no_elementary_primitive_has_none(f: Term) -> None:
    uni = Univariate(Field(Context({"x": REAL}, ())), lambda s: False)
    assert parallel(f, "x", uni) is None


@pytest.mark.parametrize(("before", "after"), WRONG.values(), ids=WRONG)
def test_wrong_primitives_are_refuted(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(("before", "after"), RIGHT_ROWS.values(), ids=RIGHT_ROWS)
def test_integrals_are_proved_by_them(before: str, after: str) -> None:
    found = check_step(before, after, symbols=SYMBOLS)
    assert found.name == "proved", found.reasons


def test_integrals_in_an_integrand_are_left_to_be_exchanged() -> None:
    found = check_step("int(int(exp(y^2), y = x..1), x = 0..1)", "(E - 1)/2", symbols=SYMBOLS)
    assert found.name == "proved"


def test_linear_equations_with_parameters() -> None:
    field = Field(Context({"x": REAL, "a": REAL}, ()))
    x, a = field.value(X).top, field.value(Sym("a")).top
    x, a = field.up(x), field.up(a)
    place = x.context().nvars() - 1
    system = System((place,))
    system.add(0, a * x + 1)  # u*(a*x + 1) + v*x = x + 2
    system.add(1, x)
    system.add(RIGHT, x + 2)
    found = system.solution((0, 1))
    assert found is not None
    assert all(top * k == bottom * v for (top, bottom), (v, k) in zip(
        (found[0], found[1]), ((x * 0 + 2, 1), (1 - 2 * a, 1)), strict=True))  # fmt: skip


def test_equations_that_contradict_each_other_have_no_solution() -> None:
    x = Field(Context({"x": REAL}, ())).value(X).top
    system = System((x.context().nvars() - 1,))
    system.add(0, x + 1)
    system.add(RIGHT, x + 2)
    assert system.solution((0,)) is None
