"""Exceptional sets: which conditions may be listed, and which lose too much."""

from __future__ import annotations

from typing import Any

import pytest
from forms import (
    HALF,
    PI,
    VECTOR,
    binder,
    defined,
    eq,
    k,
    log,
    n,
    plane,
    real,
    rel,
    sin,
    t,
    total,
    x,
    y,
    z,
)

from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.proof import Proved
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.judge import Judgement, judge
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.evidence import Arithmetic, Domain
from derivcheck.kernel.language.sorts import BOOLEAN, INTEGER, Sort
from derivcheck.kernel.language.terms import (
    INFINITY,
    ONE,
    TRUE,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    number,
)

RARE = "not seen to fail on an exceptional set only"
positive = rel(">", x, 0)


def exp(u: Term) -> Term:
    return call("exp", u)


def listed(lost: Term, context: Context, point: dict[str, Any], *further: Term) -> Judgement:
    """What the judge says if all that a new term asks is listed, with one point for each."""
    at = tuple((a, number(v) if isinstance(v, int) else v) for a, v in point.items())
    facts = Facts(context)
    conditions = [c for c in definedness(lost, context) if not facts.holds(c)]
    after = ONE + 0 * lost
    rare = tuple((c, at) for c in (*conditions, *further))
    return judge(Claim(context, ONE, "=", after), Domain((), rare, Arithmetic(ONE, after)))


Row = tuple[Term, Context, dict[str, Any]]

LOST: dict[str, Row] = {
    "a name nobody declared": (1 / x, real(), {"x": 1, "q": 1}),
    "a half line": (log(x), real(), {"x": 1}),
    "a closed half line": (call("sqrt", x), real(), {"x": 1}),
    "a half line of another name": (log(x) / y, real(), {"x": 1, "y": 1}),
    "a point outside": (1 / (x - 5), real(positive), {"x": -1}),
    "a point without room": (1 / (x - 2), real(eq(x * y, 1)), {"x": 1, "y": 1}),
    "a point where it fails": (1 / x, real(), {"x": 0}),
    "a point without the name": (1 / x, real(), {"y": 1}),
    "a zero at every point": (1 / (x - x), real(), {"x": 1}),
    "a zero on a half line": (1 / (x - call("abs", x)), real(), {"x": -1}),
    "a half line behind a guard": (call("indicator", rel(">", y, 0)) * log(x), real(), {"x": 1, "y": 1}),
    "a half line under a sum": (total(log(x)), real(), {"x": 1, "k": 1}),
    "one of a sum, at a point with its name": (
        total(1 / (x - Sym("j"))), real(j=INTEGER), {"x": 7, "k": 1, "j": 1}),
    "half a whole number": (1 / (n - 1), real(), {"n": HALF}),
    "an array": (1 / Sym("a"), real(a=VECTOR), {"a": call("vector", 1, 1)}),
    "a square that vanishes on a half line": (log((x - call("abs", x)) ** 2), real(), {"x": -1}),
    "a square at its zero": (log(x**2), real(), {"x": 0}),
    "a base that vanishes on a half line": ((x - call("abs", x)) ** n, real(), {"x": -1, "n": -1}),
    "a base at its zero": (x**n, real(), {"x": 0, "n": 1}),
    "a half line beside a boolean": (log(x), real(Sym("p"), p=BOOLEAN), {"x": 1, "p": TRUE}),
    "a half line beside a denial": (log(-x), real(call("not", rel("<", x, 0))), {"x": 1}),
    "an absolute value over a number": (1 / (exp(call("abs", x) / 2) - 2), real(), {"x": 1}),
    "an absolute value under a number": (1 / (exp(1 / (1 + call("abs", x))) - 2), real(), {"x": 1}),
    "a square of an absolute value": (1 / (exp(call("abs", x) ** 2) - 2), real(), {"x": 1}),
    "an absolute value as an exponent": (1 / (number(2) ** call("abs", x) - 3), real(), {"x": 1}),
    "a logarithm of an absolute value of a name": (1 / (log(1 + call("abs", x)) - 1), real(), {"x": 1}),
    "a whole power of any base": (1 / (x**n - 2), real(rel("!=", x, 0)), {"x": 1, "n": 1}),
    "an essential singularity off the line": (1 / (exp(1 / (z**2 + 1)) - 2), plane(), {"z": 1}),
    "one of a sum": (total(1 / (x - Sym("j"))), real(), {"x": 7, "k": 1}),
    "a factor that vanishes on a half line": (1 / (y * (x - call("abs", x))), real(), {"x": -1, "y": 1}),
    "an absolute value of what vanishes": (1 / call("abs", x - call("abs", x)), real(), {"x": -1}),
    "a logarithm of an absolute value of what vanishes": (log(call("abs", x - call("abs", x))), real(), {"x": -1}),
    "a pole of gamma at the point": (call("gamma", x), real(), {"x": -1}),
    "poles of gamma at whole numbers": (call("gamma", n), real(), {"n": 1}),
    "poles of gamma of what may vanish": (call("gamma", x - call("abs", x)), real(), {"x": -HALF / 2}),
    "a tangent of an absolute value": (1 / call("tan", call("abs", x)), real(), {"x": 1}),
    "an essential singularity": (1 / (exp(1 / x) - 2), real(), {"x": 1}),
    "an essential singularity by a power": (1 / (exp(x ** number(-1)) - 2), real(), {"x": 1}),
    "two half lines of a logarithm": (1 / (log(x**2) - 1), real(), {"x": 1}),
    "two half lines of a root": (1 / (call("sqrt", x**2) - x), real(), {"x": -1}),
    "two half lines of a power": (1 / ((x**2) ** HALF - x), real(), {"x": -1}),
    "two quadrants of a logarithm": (1 / (log(x * y) - 1), real(rel(">", x * y, 0)), {"x": 1, "y": 1}),
    "two half lines of a quotient": (1 / (log(1 / x) - 1), real(positive), {"x": 1}),
    "a logarithm over the plane": (1 / (log(z) - 1), plane(), {"z": 1}),
    "a root over the plane": (1 / (call("sqrt", z) - 3), plane(), {"z": 1}),
    "a power over the plane": (1 / (z**HALF - 3), plane(), {"z": 1}),
    "an arctangent over the plane": (1 / (call("atan", z) - 1), plane(), {"z": 1}),
    "an absolute value over the plane": (1 / (call("abs", z) - 1), plane(), {"z": 2}),
    "a power of an unknown base": (1 / (x**y - 2), real(), {"x": 1, "y": 1}),
    "a floor": (1 / call("floor", x), real(), {"x": 1}),
    "a name of an array": (1 / call("index", Sym("a"), 1), real(a=VECTOR), {"a": call("vector", 1, 1)}),
    "zeros at every other number": (1 / call("cos", PI * n / 2), real(), {"n": 0}),
    "zeros at every number": (1 / sin(PI * n + x), real(), {"n": 0, "x": 1}),
    "turns of an exponential": (1 / (exp(call("I") * PI * n) + 1), plane(), {"n": 0}),
    "one of two closed half lines": (log(-x), real(call("or", rel("<", x, 0), rel(">=", x, 0))), {"x": -1}),
    "an integral": (binder("int", "t", 1 / (t - x), 0, 1), real(), {"x": 7}),
}  # fmt: skip


@pytest.mark.parametrize(("lost", "context", "point"), LOST.values(), ids=LOST)
def test_what_loses_too_much(lost: Term, context: Context, point: dict[str, Any]) -> None:
    found = listed(lost, context, point)
    assert isinstance(found, Rejected) and found.reason == RARE


NEXT_TO_NOTHING: dict[str, Row] = {
    "a pole beside an array": (1 / x, real(a=VECTOR), {"x": 1, "a": call("vector", 1, 1)}),
    "a point": (1 / x, real(), {"x": 1}),
    "a point of a half line": (1 / (x - 5), real(positive), {"x": 1}),
    "a point behind a guard": (call("indicator", rel(">", y, 0)) * (1 / x), real(), {"x": 1, "y": 1}),
    "a point under a sum": (total(1 / x), real(), {"x": 1, "k": 1}),
    "two lines": (1 / (x * y), real(), {"x": 1, "y": 1}),
    "a line beside what is known": (1 / (x * y), real(rel(">", y, 0)), {"x": 1, "y": 1}),
    "a line beside an absolute value": (1 / (x * (1 + call("abs", y))), real(), {"x": 1, "y": 1}),
    "zeros of an exponential of whole numbers": (1 / (exp(n) - 2), real(), {"n": 1}),
    "zeros of a power of what may vanish": (1 / (x**HALF - 1), real(rel(">=", x, 0)), {"x": 4}),
    "a zero of an absolute value": (1 / call("abs", x), real(), {"x": 1}),
    "a zero of a root": (1 / call("sqrt", x), real(rel(">=", x, 0)), {"x": 1}),
    "a zero of a cube root": (1 / call("cbrt", x), real(), {"x": 1}),
    "a logarithm of an absolute value": (log(call("abs", x)), real(), {"x": 1}),
    "a logarithm of a square": (log(x**2), real(), {"x": 1}),
    "the lower end of a closed range": (call("asech", x**2), real(rel("<=", x**2, 1)), {"x": HALF}),
    "poles of gamma": (call("gamma", x), real(), {"x": HALF}),
    "poles of gamma of a polynomial": (call("gamma", x**2 - 3), real(), {"x": HALF}),
    "a base of a whole power": (x**n, real(), {"x": 1, "n": -1}),
    "poles of a tangent": (1 / call("tan", x), real(), {"x": 1}),
    "a zero of a hyperbolic tangent": (1 / call("tanh", x), real(), {"x": 1}),
    "zeros of a quotient": (1 / (x / y), real(), {"x": 1, "y": 1}),
    "zeros of a power": (1 / (x ** number(-1) + 1), real(), {"x": 1}),
    "zeros of an exponential": (1 / (exp(x) - 2), real(), {"x": 1}),
    "zeros of a bounded exponential": (1 / (exp(1 / (x**2 + 1)) - 2), real(), {"x": 0}),
    "zeros of a bounded power": (1 / (exp((x**2 + 1) ** number(-1)) - 2), real(), {"x": 0}),
    "zeros of a root": (1 / (call("sqrt", x) - 1), real(positive), {"x": 4}),
    "zeros of a power of a half": (1 / (x**HALF - 1), real(positive), {"x": 4}),
    "zeros of a logarithm": (1 / log(x), real(positive), {"x": 2}),
    "zeros of a logarithm of a multiple": (1 / log(2 * x), real(positive), {"x": 2}),
    "zeros of a logarithm of a part": (1 / log(x / 2), real(positive), {"x": 1}),
    "zeros of a logarithm of what is positive everywhere": (1 / (log(x**2 + 1) - 1), real(), {"x": 0}),
    "zeros of a power with two names": (1 / (x**y - 2), real(positive), {"x": 4, "y": 2}),
    "zeros of an arctangent": (1 / call("atan", x), real(), {"x": 1}),
    "zeros of a sine": (1 / sin(x), real(), {"x": 1}),
    "zeros of a sine over the plane": (1 / sin(z), plane(), {"z": 1}),
    "zeros of a polynomial of whole numbers": (1 / (n - 1), real(), {"n": 2}),
    "zeros of powers with whole exponents": (1 / (number(2) ** n - 1), real(), {"n": 1}),
    "zeros of a substitution": (1 / binder("subs", "t", t - 1, x), real(), {"x": 2}),
    "the end of a closed half line": (log(-x), real(call("or", rel("<", x, 0), eq(x, 0))), {"x": -1}),
}  # fmt: skip


@pytest.mark.parametrize(
    ("lost", "context", "point"), NEXT_TO_NOTHING.values(), ids=NEXT_TO_NOTHING
)
def test_what_loses_next_to_nothing(lost: Term, context: Context, point: dict[str, Any]) -> None:
    found = listed(lost, context, point)
    facts = Facts(context)
    assert isinstance(found, Proved), found
    assert set(found.conditions) == {c for c in definedness(lost, context) if not facts.holds(c)}


BY_HAND: dict[str, tuple[Term, Term, bool]] = {
    "two conditions in one": (call("and", rel("!=", x, 0), rel("!=", y, 0)), 1 / x / y, True),
    "a condition beside what is known": (call("and", rel("!=", x, 0), rel(">", call("abs", y) + 1, 0)), 1 / x, True),
    "a product at its zero": (rel("!=", x * y, 1), 1 / (x * y - 1), False),
    "an absolute value at its zero": (rel("!=", call("abs", x), 1), 1 / (call("abs", x) - 1), False),
    "an absolute value above one": (rel(">", call("abs", x), 1), log(call("abs", x) - 1), False),
    "a floor of one": (call("or", rel(">", x, 5), rel("!=", call("floor", x), 0)), 1 / call("floor", x), False),
    "a half line among two conditions": (call("and", rel("!=", x, 0), rel(">", y, 0)), log(y) / x, False),
    "a conclusion": (call("implies", rel(">", y, 0), rel("!=", x, 0)), 1 / x, True),
    "a half line as a conclusion": (call("implies", rel(">", y, 0), positive), log(x), False),
    "for all": (binder("forall", "j", rel("!=", x, 0), 1, k), 1 / x, True),
    "for all, a half line": (binder("forall", "j", positive, 1, k), log(x), False),
    "one of an alternative": (call("or", positive, call("or", rel("!=", x, 0), rel(">", y, 0))), 1 / x, True),
    "no alternative": (call("or", positive, call("or", rel(">", x, -1), rel(">", y, 0))), log(x), False),
    "something opaque": (defined(binder("lim", "t", call("floor", t), x)), 1 / x, False),
}  # fmt: skip


@pytest.mark.parametrize(("condition", "lost", "rare"), BY_HAND.values(), ids=BY_HAND)
def test_a_condition_that_is_listed_beside(condition: Term, lost: Term, rare: bool) -> None:
    after = ONE + 0 * lost
    at = (("x", ONE), ("y", ONE), ("k", ONE))
    domain = Domain((), ((condition, at),), Arithmetic(ONE, after))
    found = judge(Claim(real(), ONE, "=", after), domain)
    assert (found == Rejected(RARE, condition)) == (not rare)


def of(name: str, u: Term) -> Term:
    return App("apply", (Sym(name), u))


def rate(u: Term) -> Term:
    return Bind("diff", "t", u, (y, Num(1)))


FLAT = Bind("int", "t", x**2 * exp(-(x**2) * t), (number(0), INFINITY))
"""1, but 0 where x is."""
ROUGH = {
    "c": Sort("function", arity=1, traits=frozenset(("C0",))),
    "w": Sort("function", arity=1, codomain="integer"),
}

THIN: dict[str, Term] = {
    "a root of what is never positive": call("sqrt", -(x**2)),
    "a root of what is positive elsewhere": call("sqrt", -(x**2) - y**2),
    "a root where it is looked at": call("indicator", rel("<", x, 3)) * call("sqrt", -(x**2)),
    "an entry out of range": call("index", Sym("a"), x),
    "a limit": binder("lim-", "t", t * x, INFINITY),
    "a series": total(x * Sym("j"), 1, INFINITY),
    "roots that meet": call("sqrt", x) + call("sqrt", -x),
    "a quotient by a jump": 1 / (1 - call("sign", x) ** 2),
    "a quotient by what is 1 at 0 alone": 1 / call("indicator", rel("=", x, 0)),
    "a quotient by a whole part": 1 / call("floor", 1 - x**2),
    "a quotient by cases": 1 / call("piecewise", 1, rel("=", x, 0), 0, TRUE),
    "a quotient by a power of 0": 1 / call("^", 0, call("abs", x)),
    "a logarithm of a jump": log(HALF - call("sign", x) ** 2),
    "a remainder by a jump": call("mod", 1, 1 - call("sign", x) ** 2),
    "a pole at a jump": call("gamma", 1 - 2 * call("sign", x) ** 2),
    "a quotient by an integral that jumps": 1 / (1 - FLAT),
    "a quotient by a function with whole values": 1 / (1 - of("w", x) ** 2),
    "a derivative of what need have none": rate(x * of("c", t)),
    "a derivative of what may jump anywhere": rate(x * of("w", t)),
}  # fmt: skip
"""Lines that have a value next to nowhere: to lose 0 is to lose all."""
ROOM: dict[str, Term] = {
    "a root": call("sqrt", x),
    "a root of what may be zero": call("sqrt", x**2 + y),
    "roots of other names": call("sqrt", -(y**2)),
    "a quotient": 1 / (x - 1),
    "a logarithm": log(x),
    "a limit that exists": binder("lim", "t", t * x, 1),
    "an integral that exists": binder("int", "t", t * x, 0, 1),
}  # fmt: skip


def lost_at_zero(before: Term) -> Judgement:
    after = x / x * before
    rare = Domain(
        (), ((rel("!=", x, 0), (("x", number(2)), ("y", number(1)))),), Arithmetic(before, after)
    )
    return judge(Claim(real(a=VECTOR, **ROUGH), before, "=", after), rare)


@pytest.mark.parametrize("before", THIN.values(), ids=THIN)
def test_nothing_is_listed_where_the_old_side_has_values_next_to_nowhere(before: Term) -> None:
    found = lost_at_zero(before)
    assert isinstance(found, Rejected)
    assert found.reason == RARE


def test_a_derivative_over_the_complex_numbers_leaves_no_room() -> None:
    before = Bind("diff", "t", call("abs", t) ** 2, (z, ONE))  # at 0 alone
    after = z / z * before
    rare = Domain((), ((rel("!=", z, 0), (("z", number(2)),)),), Arithmetic(before, after))
    found = judge(Claim(plane(), before, "=", after), rare)
    assert getattr(found, "reason", "") == RARE


@pytest.mark.parametrize("before", ROOM.values(), ids=ROOM)
def test_what_is_lost_where_the_old_side_has_room_is_listed(before: Term) -> None:
    found = lost_at_zero(before)
    assert isinstance(found, Proved)
    assert found.conditions == (rel("!=", x, 0),)
