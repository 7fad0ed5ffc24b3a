"""Limits by expansions: what a forger would hand in, what holds, and numbers beside it."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from flint import fmpq
from forms import PI, defined, eq, log, n, real, rel, sin, t, toward, x, y
from mpmath import mp

from derivcheck.documents.rows import read_row
from derivcheck.kernel.algebra.elementary import evaluate
from derivcheck.kernel.checker.asymptotics import limit_of
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.inference import infer, prove
from derivcheck.kernel.checker.proof import Proved
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.evidence import (
    Asymptotics,
    Chain,
    Continuity,
    Have,
    Lemma,
    Point,
    Symmetry,
)
from derivcheck.kernel.language.sorts import COMPLEX, REAL, Sort
from derivcheck.kernel.language.terms import (
    INFINITY,
    MINUS_INFINITY,
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    number,
)
from derivcheck.kernel.refutation.point import Refuted
from derivcheck.notation.values import show_value

FUNCTION = Sort("function", arity=1)


def exp(u: Term | int) -> Term:
    return call("exp", u)


def far(body: Term) -> Bind:
    return toward(body, INFINITY, "lim-")


def right(body: Term, at: Term | int = 0) -> Bind:
    return toward(body, at, "lim+")


def left(body: Term, at: Term | int = 0) -> Bind:
    return toward(body, at, "lim-")


def shown(whole: Term, value: Term | int, order: int = 6) -> Asymptotics:
    return Asymptotics(whole, number(value) if isinstance(value, int) else value, number(order))


ONLY = "not more than an order of growth is known"
CANCELS = "what is known of a term cancels"
SIDES = "the limits from both sides may differ"
POSITIVE = "a base may not be positive"
LOGARITHM = "a logarithm may be of what is not positive"
ZERO_MAYBE = "a coefficient may be zero"
GROWS = "the sign of what grows is not known"
EXPONENT = "the sign of an exponent is not known"
ELSEWHERE = "the expansion has another limit"
NEARBY = "a condition is not seen to hold nearby"
UNKNOWN = "nothing is known of its growth"
REALS, OF_LIMITS = "expansions are over the reals", "an expansion is of a limit"
MANY = "so many terms are not expanded"
DIVERGES = "what diverges has no value"
UNDEFINED = "a definedness condition is not known"

unknown = 1 / x

REFUSED: dict[str, tuple[Context, Asymptotics, str, Term | None]] = {
    "another value": (real(), shown(toward(sin(t) / t, 0), 2), ELSEWHERE, eq(1, 2)),
    "a value without a value": (real(), shown(far(1 / t), 0 * unknown), "a definedness condition is not known", rel("!=", x, 0)),
    "infinity as a value": (real(), shown(far(t), INFINITY), DIVERGES, None),
    "what grows, as a number": (real(), shown(far(t), 5), ELSEWHERE, eq(INFINITY, 5)),
    "no limit at all": (real(), shown(t / t, 1), "a name is not declared", t),
    "an integral": (real(), shown(Bind("int", "t", t, (ZERO, ONE)), 1), OF_LIMITS, None),
    "a sum of infinitely many terms": (real(), shown(far(1 / t), 0, 13), MANY, number(13)),
    "no terms": (real(), shown(far(1 / t), 0, 0), MANY, ZERO),
    "half a term": (real(), Asymptotics(far(1 / t), ZERO, ONE / 2), MANY, ONE / 2),
    "so many terms as a name says": (real(), Asymptotics(far(1 / t), ZERO, n), MANY, n),
    "a limit over the complex field": (
        Context({"x": REAL, "z": COMPLEX}, (), "complex"), shown(far(1 / t), 0), REALS, None),
    "from beyond infinity": (real(), shown(toward(1 / t, INFINITY, "lim+"), 0), "nothing lies beyond infinity", None),
    "from below minus infinity": (real(), shown(toward(1 / t, MINUS_INFINITY, "lim-"), 0), "nothing lies beyond infinity", None),
    "at a point that may not be there": (real(), shown(toward(ONE, unknown), 1), UNDEFINED, rel("!=", x, 0)),
    # --- both sides ---
    "two sides that differ": (real(), shown(toward(call("abs", t) / t, 0), 1), SIDES, eq(1, -ONE)),
    "two sides that go to infinity": (real(), shown(toward(1 / t, 0), 0), SIDES, eq(INFINITY, MINUS_INFINITY)),
    "a root on one side only": (real(), shown(toward(call("sqrt", t), 0), 0), POSITIVE, rel(">", -ONE, 0)),
    "a logarithm on one side only": (real(), shown(toward(t * log(t), 0), 0), LOGARITHM, rel(">", -ONE, 0)),
    "a root from the wrong side": (real(), shown(left(call("sqrt", t)), 0), POSITIVE, rel(">", -ONE, 0)),
    "a power from the wrong side": (real(), shown(left(t**t), 1), LOGARITHM, rel(">", -ONE, 0)),
    "what has a value nowhere": (real(), shown(far(log(-t) - log(-t)), 0), LOGARITHM, rel(">", -ONE, 0)),
    "a hidden division by zero": (real(), shown(far((t - t) / (t - t)), 1), CANCELS, None),
    "a division by what cancels": (real(), shown(far(1 / ((t + 1) ** 2 - t**2 - 2 * t - 1)), 0), CANCELS, None),
    "a part without a value": (real(), shown(far(1 / t + 0 * unknown), 0), UNDEFINED, rel("!=", x, 0)),
    # --- beyond the order ---
    "what cancels up to the order": (real(), shown(toward((sin(t) - t) / t**5, 0), 0, 2), ONLY, None),
    "what cancels, divided by": (real(), shown(toward(t**9 / (sin(t) - t), 0), 0, 2), CANCELS, None),
    "beyond all orders": (real(), shown(far((1 / (1 - exp(-t)) - 1) * exp(2 * t)), 0, 1), ONLY, None),
    "a growing error": (real(), shown(far(t * call("floor", t) - t**2), 0), ONLY, None),
    "a bounded error": (real(), shown(far(call("floor", t) - t), 0), ONLY, None),
    # --- oscillation ---
    "a sine far out": (real(), shown(far(sin(t)), 0), ONLY, None),
    "a sine of the reciprocal": (real(), shown(toward(sin(1 / t), 0), 0), ONLY, None),
    "a growing wave": (real(), shown(far(t * sin(t)), INFINITY), DIVERGES, None),
    "the reciprocal of a wave": (real(), shown(far(1 / (t * sin(t))), 0), CANCELS, None),
    "a root of a wave": (real(), shown(far(call("sqrt", sin(t)) / t), 0), CANCELS, None),
    "a tangent far out": (real(), shown(far(call("tan", t) / t), 0), CANCELS, None),
    "an alternating power": (real(), shown(far(number(-1) ** t), 0), ONLY, None),
    "an alternating power near a point": (real(), shown(toward(t * number(-1) ** t, 0), 0), POSITIVE, rel(">", -ONE, 0)),
    "an alternating power at halves": (real(), shown(far(number(-1) ** (t / 2) / t), 0), POSITIVE, rel(">", -ONE, 0)),
    "a power of zero that has no value": (real(rel("<", x, 1)), shown(far(x ** (-t) / t**t), 0), "a power of zero may have no value", None),
    "an alternating power that grows": (real(), shown(far(number(-2) ** t), INFINITY), DIVERGES, None),
    # --- parameters ---
    "a coefficient that may vanish": (real(), shown(toward(t / (x * t), 0), 1), ZERO_MAYBE, rel("!=", x, 0)),
    "growth of unknown sign": (real(), shown(far(x * t), 0), GROWS, rel(">", x, 0)),
    "a power of unknown sign": (real(), shown(far(t**x), 0), EXPONENT, rel(">", x, 0)),
    "a base of unknown size": (real(rel(">", x, 0)), shown(far(x**t), 0), EXPONENT, rel(">", log(x), 0)),
    "a base of unknown sign": (real(rel("<", x, 1)), shown(far(x**t), 0), EXPONENT, None),
    "a real power of what may be negative": (real(rel("!=", x, 0)), shown(toward((x + t) ** y, 0), 1), POSITIVE, rel(">", x, 0)),
    "an integer power of what may be zero": (real(), shown(toward((x + t) ** n, 0), 1), ZERO_MAYBE, rel("!=", x, 0)),
    "two powers, neither known to be larger": (real(), shown(far((t**x + t**y) / t), 0), EXPONENT, rel(">", x - y, 0)),
    "a logarithm of what may be negative": (real(), shown(toward(log(x + t), 0), 1), ZERO_MAYBE, rel("!=", x, 0)),
    # --- heads where they are not smooth ---
    "a kink, as if it were smooth": (real(), shown(toward(call("abs", x + t), 0), call("abs", x)), ZERO_MAYBE, rel("!=", x, 0)),
    "a sign at a jump": (real(), shown(toward(call("sign", t), 0), 0), SIDES, eq(1, -ONE)),
    "a floor at a jump": (real(), shown(toward(call("floor", t), 0), 0), SIDES, eq(-ONE, 0)),
    "a floor of any number": (real(), shown(toward(call("floor", t), x), call("floor", x)), ZERO_MAYBE, rel("!=", x - call("floor", x), 0)),
    "a floor of an order": (real(), shown(toward(call("floor", t * sin(1 / t)), 0), 0), CANCELS, None),
    "a floor below a whole number": (real(), shown(left(call("floor", t), 3), 3), ELSEWHERE, eq(2, 3)),
    "an arcsine at its end": (real(), shown(left(call("asin", t), 1), PI / 2), NEARBY, rel("<", ONE, 1)),
    "gamma at a pole": (real(), shown(right(t * call("gamma", t)), 1), UNDEFINED, None),
    "gamma far below": (real(), shown(far(1 / call("gamma", -t)), 0), LOGARITHM, None),
    "zeta, of which nothing is known": (real(), shown(far(call("zeta", t)), 1), "nothing is known of a function far out", None),
    "an indicator of the variable": (real(), shown(far(call("indicator", rel(">", t, 5))), 1), UNKNOWN, None),
    "an integral with the variable": (real(), shown(far(Bind("int", "s", Sym("s"), (ZERO, t))), 0), UNKNOWN, None),
    "a maximum of which one may be": (
        real(), shown(far(call("max", x, 1 / t)), x), ZERO_MAYBE, rel("!=", x, 0)),
}  # fmt: skip


@pytest.mark.parametrize(("context", "evidence", "reason", "needs"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(
    context: Context, evidence: Asymptotics, reason: str, needs: Term | None
) -> None:
    with pytest.raises(Rejected) as caught:
        infer(evidence, Facts(context))
    assert caught.value.reason == reason
    if needs is not None:
        assert caught.value.needs is not None
        key = Facts(context).field.key
        assert key(caught.value.needs) == key(needs)


f = Sym("f")
positive = rel(">", x, 0)
GIVEN: dict[str, tuple[Context, Bind, Term | int]] = {
    # --- at points ---
    "sin(t)/t": (real(), toward(sin(t) / t, 0), 1),
    "the next order": (real(), toward((t - sin(t)) / t**3, 0), number(1) / 6),
    "an arcsine": (real(), toward((call("asin", t) - t) / t**3, 0), number(1) / 6),
    "a root of a root": (real(), right(call("sqrt", call("sqrt", t) + t) / t ** (ONE / 4)), 1),
    "an odd root of what is negative": (real(), toward((call("cbrt", t) + 2) / (t + 8), -8), number(1) / 12),
    "a kink, from one side": (real(), left(call("abs", t) / t), -1),
    "a kink elsewhere": (real(), toward((call("abs", t) - 1) / (t - 1), 1), 1),
    "a parameter that is not zero": (real(rel("!=", y, 0)), toward(sin(x * t) / (y * t), 0), x / y),
    "a kink at a parameter": (real(rel("!=", x, 0)), toward(call("abs", x + t), 0), x * call("sign", x)),
    "an integer power": (real(rel("!=", x, 0)), toward(((x + t) ** n - x**n) / t, 0), n * x**n / x),
    "a real power": (real(positive), toward(((x + t) ** y - x**y) / t, 0), y * x**y / x),
    "a derivative": (real(f=FUNCTION), toward((App("apply", (f, x + t)) - App("apply", (f, x))) / t, 0), Bind("diff", "s", App("apply", (f, Sym("s"))), (x, ONE))),
    "t^t": (real(), right(t**t), 1),
    "beyond all orders": (real(), right(exp(-1 / t) / t**20), 0),
    "a wave that is squeezed": (real(), toward(t * sin(1 / t), 0), 0),
    "a pole that cancels": (real(), toward((t - PI / 2) * call("tan", t), PI / 2), -1),
    # --- far out ---
    "exp over powers": (real(), far(t**100 / exp(t)), 0),
    "powers over logarithms": (real(positive), far(log(t) ** 9 / t**x), 0),
    "a power below 1": (real(positive, rel("<", x, 1)), far(t**5 * x**t), 0),
    "towers": (real(), far(exp(exp(t + exp(-t))) / exp(exp(t))), exp(1)),
    "a constant in an exponent": (real(), far((1 + x / t) ** t), exp(x)),
    "a root of a sum of powers": (real(), far((number(3) ** t + number(5) ** t) ** (1 / t)), exp(log(number(5)))),
    "down to minus infinity": (real(), toward(t / call("sqrt", t**2 + 1), MINUS_INFINITY, "lim+"), -1),
    "an arctangent": (real(), far(t * (PI / 2 - call("atan", t))), 1),
    "an error function": (real(), far(call("erf", t) + call("floor", t) / t), 2),
    "a factorial": (real(), far(call("factorial", t) / t**t), 0),
    "Stirling's formula": (real(), far(call("factorial", t) * exp(t) / (t**t * call("sqrt", t))), exp(log(2 * PI) / 2)),
    "a maximum": (real(), far(call("max", x, t) / t), 1),
    "an alternating power, squeezed": (real(), far(number(-1) ** t / t), 0),
    "a power of what may be negative": (real(), far(x**t / call("factorial", t)), 0),
    "a nested logarithm": (real(), far(log(t + log(t)) / log(t)), 1),
}  # fmt: skip


@pytest.mark.parametrize(("context", "whole", "value"), GIVEN.values(), ids=GIVEN)
def test_what_is_given(context: Context, whole: Bind, value: Term | int) -> None:
    """A limit has the value, and no other."""
    facts, wrong = (
        Facts(context),
        shown(whole, (number(value) if isinstance(value, int) else value) + 1),
    )
    infer(shown(whole, value), facts)
    prove(defined(whole), shown(whole, value), facts)
    for goal in (lambda: infer(wrong, facts), lambda: prove(defined(whole), wrong, facts)):
        with pytest.raises(Rejected) as caught:
            goal()
        assert caught.value.reason == ELSEWHERE


def test_a_value_is_of_the_limit_of_which_the_evidence_is() -> None:
    with pytest.raises(Rejected, match="the evidence is of something else"):
        prove(defined(far(t)), shown(far(1 / t), 0), Facts(real()))


INFINITE_CLAIMS: dict[str, tuple[Context, Term, Term, object, str]] = {
    "up": (real(), far(t**2 - t), INFINITY, shown(far(t**2 - t), INFINITY), ""),
    "down": (real(), right(log(t)), MINUS_INFINITY, shown(right(log(t)), MINUS_INFINITY), ""),
    "on both sides": (real(), toward(1 / t**2, 0), INFINITY, shown(toward(1 / t**2, 0), INFINITY), ""),
    "with a parameter": (real(positive), far(x * t), INFINITY, shown(far(x * t), INFINITY), ""),
    "by a lemma": (
        real(), far((x**2 + 1) * t), INFINITY,
        Have((Lemma(rel(">", x**2 + 1, 0)),), shown(far((x**2 + 1) * t), INFINITY)), ""),
    "up instead of down": (real(), far(-t), INFINITY, shown(far(-t), INFINITY), ELSEWHERE),
    "a number": (real(), far(1 / t), INFINITY, shown(far(1 / t), INFINITY), ELSEWHERE),
    "one that does not exist": (real(), far(t * sin(t)), INFINITY, shown(far(t * sin(t)), INFINITY), ONLY),
    "evidence of another": (
        real(), far(-t), INFINITY, shown(far(t), INFINITY), "the evidence does not show that it diverges"),
    "evidence of another kind": (
        real(), far(t), INFINITY, Continuity(far(t)), "the evidence does not show that it diverges"),
    "a name": (real(), x, INFINITY, shown(x, INFINITY), OF_LIMITS),
}  # fmt: skip


@pytest.mark.parametrize(
    ("context", "side", "value", "evidence", "reason"),
    INFINITE_CLAIMS.values(),
    ids=INFINITE_CLAIMS,
)
def test_a_line_that_diverges(
    context: Context, side: Term, value: Term, evidence: object, reason: str
) -> None:
    """Stands beside what it goes to, on either side."""
    for claim in (Claim(context, side, "=", value), Claim(context, value, "=", side)):
        if not reason:
            assert isinstance(judge(claim, evidence), Proved)
            continue
        found = judge(claim, evidence)
        assert isinstance(found, Rejected)
        assert found.reason == reason


def test_what_diverges_is_nobody_s_value() -> None:
    """Two limits that go to infinity are not shown to be the same number by that."""
    one, other = far(t), far(2 * t)
    links = Chain((shown(one, INFINITY), Symmetry(shown(other, INFINITY))))
    found = judge(Claim(real(), one, "=", other), links)
    assert isinstance(found, Rejected)
    assert found.reason == "the new side may be undefined where the old one is not"


NEAR: dict[str, Callable[[Any], Any]] = {
    "exp(x)": mp.exp, "sin(x)": mp.sin, "cos(x)": mp.cos, "x": lambda u: u, "(x^2)": lambda u: u**2,
    "log(1 + x)": lambda u: mp.log(1 + u), "(1/(1 + x))": lambda u: 1 / (1 + u), "tan(x)": mp.tan,
    "sqrt(1 + x)": lambda u: mp.sqrt(1 + u), "atan(x)": mp.atan, "sinh(x)": mp.sinh, "asin(x)": mp.asin,
    "exp(-x)": lambda u: mp.exp(-u), "(1 + 2*x)": lambda u: 1 + 2 * u, "cos(2*x)": lambda u: mp.cos(2 * u),
    "((1 + x)^(1/3))": lambda u: mp.cbrt(1 + u), "(x*log(x))": lambda u: u * mp.log(u), "sqrt(x)": mp.sqrt,
}  # fmt: skip
FAR: dict[str, Callable[[Any], Any]] = {
    "exp(x)": mp.exp, "x": lambda u: u, "(x^2)": lambda u: u**2, "log(x)": mp.log, "sqrt(x)": mp.sqrt,
    "exp(-x)": lambda u: mp.exp(-u), "(1/x)": lambda u: 1 / u,
    "atan(x)": mp.atan, "tanh(x)": mp.tanh, "sqrt(x^2 + x)": lambda u: mp.sqrt(u**2 + u),
    "log(1 + exp(x))": lambda u: mp.log1p(mp.exp(u)), "exp(1/x)": lambda u: mp.exp(1 / u),
    "(x^(1/3))": mp.cbrt, "erf(x)": mp.erf, "(x^x)": lambda u: u**u,
}  # fmt: skip
SHAPES: dict[str, Callable[..., Any]] = {
    "({} - {})/({} - {})": lambda a, b, c, d: (a - b) / (c - d),
    "({} + {})*{}/({})": lambda a, b, c, d: (a + b) * c / d,
    "exp(({} - {})/({}))*{}": lambda a, b, c, d: mp.exp((a - b) / c) * d,
    "log(2 + ({})^2)*{}/({} + {})": lambda a, b, c, d: mp.log(2 + a**2) * b / (c + d),
    "({})/({}) - ({})/({})": lambda a, b, c, d: a / b - c / d,
}


def test_random_limits_beside_numbers() -> None:
    """What is said of random limits, beside values ever nearer to where they lead."""
    dice, said = random.Random(18), 0
    for _ in range(60):
        atoms, at, ends = dice.choice(((NEAR, "0, +", (-3, -9, -27)), (FAR, "oo", (1, 2, 3))))
        shape, parts = dice.choice(list(SHAPES)), dice.choices(list(atoms), k=4)
        text = f"lim({shape.format(*parts)}, x -> {at})"
        found = value_of(text)
        if found is None:
            continue
        with mp.workdps(60):
            points = [mp.mpf(10) ** k for k in ends]
            near = [SHAPES[shape](*(atoms[name](u) for name in parts)) for u in points]
        assert tends(near, found), (text, found, near)
        said += 1
    assert said > 30


def value_of(text: str) -> Any:
    """The limit by the kernel, as a number of mpmath; None if it does not say."""
    claim = read_row({"id": "", "from": text, "to": "0"})
    assert isinstance(claim.before, Bind)
    try:
        value = limit_of(claim.before, 6, Facts(Context()))
    except Rejected:
        return None
    if value in (INFINITY, MINUS_INFINITY):
        return mp.inf if value == INFINITY else -mp.inf
    found = evaluate(value, Context())
    return (
        mp.mpf(int(found.p)) / int(found.q)
        if isinstance(found, fmpq)
        else mp.mpf(found.str(30, radius=False))
    )


def tends(near: list[Any], goal: Any) -> bool:
    """Whether numbers come nearer, or grow; slowly is enough, for logarithms are slow."""
    if abs(goal) == mp.inf:
        side = mp.sign(goal)
        return bool(side * near[2] > side * near[1])
    gaps = [abs(u - goal) for u in near]
    return bool(gaps[2] < mp.mpf("1e-9") or gaps[2] < 0.97 * gaps[1])


def ways(body: Term, at: Term | int = 0) -> tuple[Asymptotics, Asymptotics]:
    """Evidence of the limits of 1/t, or what has like ones, from both sides."""
    below, above = (MINUS_INFINITY, INFINITY)
    return shown(left(body, at), below), shown(right(body, at), above)


quotient = call("abs", t) / t
sides = (shown(left(quotient), -1), shown(right(quotient), 1))
REFUTED: dict[str, tuple[Claim, Point, tuple[str, str]]] = {
    "a number beside what diverges": (
        Claim(real(), far(t), "=", number(5)), Point((), (shown(far(t), INFINITY),)), ("oo", "5")),
    "infinity beside a number": (
        Claim(real(), far(t ** (1 / t)), "=", INFINITY), Point((), (shown(far(t ** (1 / t)), 1),)), ("1", "oo")),
    "up instead of down": (
        Claim(real(), far(t), "=", MINUS_INFINITY), Point((), (shown(far(t), INFINITY),)), ("oo", "-oo")),
    "different sides": (Claim(real(), toward(quotient, 0), "=", ONE), Point((), sides), ("undefined", "1")),
    "different sides, as the new line": (
        Claim(real(), ONE, "=", toward(quotient, 0)), Point((), sides), ("1", "undefined")),
    "different sides, said to be infinite": (
        Claim(real(), toward(1 / t, 0), "=", INFINITY), Point((), ways(1 / t)), ("undefined", "oo")),
    "an order of what has no value": (
        Claim(real(), far(t), "<", number(5)), Point((), (shown(far(t), INFINITY),)), ("oo", "5")),
    "growth by a parameter": (
        Claim(Context({"x": REAL}, (positive,)), far(x * t), "=", number(7)),
        Point((("x", number(2)),), (shown(far(x * t), INFINITY),)), ("oo", "7")),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "evidence", "sides"), REFUTED.values(), ids=REFUTED)
def test_what_goes_elsewhere_is_refuted(
    claim: Claim, evidence: Point, sides: tuple[str, str]
) -> None:
    found = judge(claim, evidence)
    assert isinstance(found, Refuted)
    assert (
        tuple("undefined" if u is None else show_value(u) for u in (found.before, found.after))
        == sides
    )


FAILS = "the claim is not seen to fail at the point"
only_x = Context({"x": REAL})
NOT_REFUTED: dict[str, tuple[Claim, Point, str]] = {
    "what diverges to what it is said to": (
        Claim(real(), far(t), "=", INFINITY), Point((), (shown(far(t), INFINITY),)), FAILS),
    "two that diverge alike": (
        Claim(real(), far(t), "=", far(2 * t)),
        Point((), (shown(far(t), INFINITY), shown(far(2 * t), INFINITY))), FAILS),
    "a value that is lost at the point only": (
        Claim(only_x, far(x * t), "=", ZERO), Point((("x", ONE),), (shown(far(x * t), INFINITY),)), GROWS),
    "sides that differ at the point only": (
        Claim(only_x, toward(x * quotient, 0), "=", ZERO),
        Point((("x", ONE),), (shown(left(x * quotient), -x), shown(right(x * quotient), x))), FAILS),
    "a point that is not allowed": (
        Claim(Context({"x": REAL}, (positive,)), far(x * t), "=", INFINITY),
        Point((("x", -ONE),), (shown(far(x * t), INFINITY),)), FAILS),
    "one side only": (Claim(real(), toward(quotient, 0), "=", ONE), Point((), sides[:1]), FAILS),
    "both sides of something else": (
        Claim(real(), toward(quotient + t, 0), "=", ONE), Point((), sides), FAILS),
    "sides that agree": (
        Claim(real(), toward(call("abs", t), 0), "=", ONE * 0),
        Point((), (shown(left(call("abs", t)), 0), shown(right(call("abs", t)), 0))), FAILS),
    "an order with infinity": (Claim(real(), far(t), "<", INFINITY), Point((), (shown(far(t), INFINITY),)), DIVERGES),
    "a number beside what has no value": (
        Claim(real(), far(t), "=", ONE / ZERO), Point((), (shown(far(t), INFINITY),)), FAILS),
    "a wave": (Claim(real(), far(sin(t)), "=", ZERO), Point((), (shown(far(sin(t)), 1),)), ONLY),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "evidence", "reason"), NOT_REFUTED.values(), ids=NOT_REFUTED)
def test_what_is_not_refuted(claim: Claim, evidence: Point, reason: str) -> None:
    found = judge(claim, evidence)
    assert isinstance(found, Rejected)
    assert found.reason in (reason, DIVERGES)
