"""Integrals and limits in the complex field: forged evidence first, then what is decided."""

from __future__ import annotations

from typing import Any

import pytest
from forms import (
    HALF,
    I,
    area,
    defined,
    eq,
    log,
    plane,
    primitive,
    rate,
    rel,
    s,
    same,
    t,
    toward,
    within,
    x,
    z,
)

from derivcheck import check_step
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.inference import infer
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.evidence import Continuity, NewtonLeibniz
from derivcheck.kernel.language.sorts import COMPLEX, REAL, Sort
from derivcheck.kernel.language.terms import (
    INFINITY,
    ONE,
    ZERO,
    Sym,
    Term,
    call,
    substitute,
)

EVERYTHING = Context(
    {"x": REAL, "z": COMPLEX, "f": Sort("function", arity=1, codomain="complex")}, (), "complex"
)
VALUE, VALUE_AT_T = call("apply", Sym("f"), s), call("apply", Sym("f"), t)
SLOPE = rate(VALUE_AT_T, "t")
UNDEFINED, AT_ENDS, NOT_REAL = (
    "a definedness condition is not known",
    "a complex primitive must be continuous and defined at both ends",
    "a complex integral runs between numbers that are real by their form",
)
AROUND = I * t - 1
ROOT = call("sqrt", AROUND)
"""What crosses the cut of logarithms and roots at t = 0."""


def of(body: Term, found: Term, low: Any, high: Any) -> NewtonLeibniz:
    """The primitive `found`, written in t too."""
    inside = (within(low, high),) if isinstance(low, int) and isinstance(high, int) else ()
    return primitive(body, substitute(found, {"t": s}), low, high, *inside)


FORGED: dict[str, tuple[Context, NewtonLeibniz, str]] = {
    "a pole in the range": (plane(), of(1 / t**2, -(1 / t), -1, 1), UNDEFINED),
    "a pole that a parameter puts there": (
        plane(), of(1 / (t - z) ** 2, -(1 / (t - z)), -1, 1), UNDEFINED),
    "a pole at an end": (plane(), of(1 / t**2, -(1 / t), 0, 1), AT_ENDS),
    "a logarithm across its cut": (plane(), of(I / AROUND, log(AROUND), -1, 1), UNDEFINED),
    "a logarithm on its cut": (plane(), of(1 / t, log(t), -2, -1), UNDEFINED),
    "a root across its cut": (plane(), of(I / (2 * ROOT), ROOT, -1, 1), UNDEFINED),
    "a power across its cut": (
        plane(), of(I * AROUND ** (-HALF) / 2, AROUND**HALF, -1, 1), UNDEFINED),
    "an exponent that moves": (plane(), of(AROUND**t, AROUND**t, -1, 1), UNDEFINED),
    "a power that is a name": (plane(), of(x * t ** (x - 1), t**x, 1, 2), UNDEFINED),
    "an arctangent": (plane(), of(1 / (1 + t**2), call("atan", t), 0, 1), UNDEFINED),
    "a conjugate": (
        plane(), of(call("conjugate", t), call("conjugate", t) ** 2 / 2, 0, 1), UNDEFINED),
    "a modulus": (plane(), of(call("sign", t), call("abs", t), -1, 1), UNDEFINED),
    "a real part": (plane(), of(ONE, call("re", t), 0, 1), UNDEFINED),
    "cases": (plane(), of(ZERO, call("indicator", rel("<", t, 0)), -1, 1), UNDEFINED),
    "a function of real numbers": (
        EVERYTHING, NewtonLeibniz(area(SLOPE, 0, 1), VALUE, "s", same(rate(VALUE, "s"))), AT_ENDS),
    "to infinity": (plane(), of(call("exp", -t), -call("exp", -t), 0, INFINITY), NOT_REAL),
    "to a number that is not real": (plane(), of(t, t**2 / 2, 0, I), NOT_REAL),
    "from a number that is not real to itself": (plane(), of(t, t**2 / 2, I, I), NOT_REAL),
    "to a number that may not be real": (plane(), of(t, t**2 / 2, 0, z), NOT_REAL),
    "another function": (
        plane(), of(t, I * t**2 / 2, 0, 1), "the two sides are not equal by exact arithmetic"),
}  # fmt: skip


@pytest.mark.parametrize(("context", "evidence", "reason"), FORGED.values(), ids=FORGED)
def test_what_is_no_primitive(context: Context, evidence: NewtonLeibniz, reason: str) -> None:
    with pytest.raises(Rejected) as caught:
        infer(evidence, Facts(context))
    assert caught.value.reason == reason


def test_a_primitive_turns_with_its_range() -> None:
    found = infer(primitive(I * t, I * s**2 / 2, 1, 0), Facts(plane())).statement
    assert found == eq(area(I * t, 1, 0), I * ZERO**2 / 2 - I * ONE**2 / 2)


NO_VALUE = {
    "between numbers that are not real": area(t, I, 1 + I),
    "from and to a number that is not real": area(t, I, I),
    "to a number that may not be real": area(t, 0, z),
    "through a pole": area(1 / t, -1, 1),
    "through a pole somewhere": area(1 / (t - z), -1, 1),
    "to infinity": area(call("exp", -t), 0, INFINITY),
    "of a logarithm across its cut": area(log(AROUND), -1, 1),
    "of a function": area(VALUE_AT_T, 0, 1),
}
KNOWN = {
    "of an exponential": area(call("exp", I * x * t), x, -x),
    "of a conjugate": area(call("conjugate", call("exp", I * t)) * call("abs", t - z), 0, 1),
}


@pytest.mark.parametrize("t", NO_VALUE.values(), ids=NO_VALUE)
def test_what_is_not_seen_to_have_an_integral(t: Term) -> None:
    assert not Facts(EVERYTHING).holds(defined(t))


@pytest.mark.parametrize(
    "t", [toward(t, I), toward(t, z), toward(1 / t, 0), toward(log(t), -1), toward(t**HALF, 0)]
)
def test_what_is_not_seen_to_be_continuous(t: Term) -> None:
    with pytest.raises(Rejected) as caught:
        infer(Continuity(t), Facts(plane()))
    assert caught.value.reason == "not seen to be continuous where the limit leads"


STEPS = {
    "w": "nonzero real", "a": "real", "b": "real", "m": "integer", "n": "integer", "z": "complex",
}  # fmt: skip
REFUTED = {
    "the sign of an exponent": ("int(exp(-I*w*t), t = 0..1)", "(exp(-I*w) - 1)/(I*w)"),
    "a range that is turned": ("int(exp(-I*w*t), t = 1..0)", "(1 - exp(-I*w))/(I*w)"),
    "another branch": ("int(I/(I*t - 1), t = -1..1)", "log(-1 + I) - log(-1 - I)"),
}
UNDECIDED = {
    "what may not converge": ("int(exp(-z*t), t = 0..oo)", "1/z"),
}
PROVED = {
    "a polynomial": ("I*int(t^2, t = 0..1)", "I/3"),
    "a wave": ("int(exp(-I*w*t), t = 0..1)", "(1 - exp(-I*w))/(I*w)"),
    "waves at right angles": ("int(exp(I*(m - n)*t), t = 0..2*pi)", "2*pi*1{m = n}"),
    "by parts": ("int(t*exp(-I*t), t = -pi..pi)", "-2*pi*I"),
    "a Fourier coefficient": ("int(cos(t)*exp(-I*t), t = 0..2*pi)", "pi"),
    "a complex parameter": ("int((t + z)^2, t = 0..a)", "((a + z)^3 - z^3)/3"),
    "a conjugate": ("int(conjugate(exp(I*n*t))*exp(I*n*t), t = 0..2*pi)", "2*pi"),
    "a modulus": ("int(abs(exp(I*t) - 1)^2, t = 0..2*pi)", "4*pi"),
    "to infinity": ("int(t^2*exp(-(w^2 + I*a)*t), t = 0..oo)", "2/(w^2 + I*a)^3"),
    "a real part": ("re(int(exp((a + I*b)*t), t = 0..w))", "int(exp(a*t)*cos(b*t), t = 0..w)"),
    "the conjugate of an integral": (
        "conjugate(int(exp(I*t^2), t = 0..a))",
        "int(exp(-I*t^2), t = 0..a)",
    ),
    "turned": ("int(exp(I*t^2), t = a..b)", "-int(exp(I*t^2), t = b..a)"),
    "split": ("int(exp(I*t^2), t = a..b)", "int(exp(I*t^2), t = a..0) + int(exp(I*t^2), t = 0..b)"),
    "a limit": ("lim((exp(I*t) + 1)^2, t -> 0)", "4"),
}
WORDS = ((REFUTED, "refuted"), (UNDECIDED, "undecided"), (PROVED, "proved"))


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [pytest.param(*step, word, id=name) for steps, word in WORDS for name, step in steps.items()],
)
def test_a_step(before: str, after: str, word: str) -> None:
    assert check_step(before, after, symbols=STEPS).name == word
