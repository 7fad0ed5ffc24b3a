"""Lines with terms of an order: what a forger would hand the kernel, and the reason it gives."""

from __future__ import annotations

from typing import Any

import pytest
from forms import SORTS, eq, log, n, rel, sin, t, x, y

from derivcheck.kernel.checker.proof import Proved
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.evidence import (
    Absurd,
    Arithmetic,
    Asymptotics,
    Cases,
    Chain,
    Congruence,
    Domain,
    Evidence,
    Have,
    Hypothesis,
    Lemma,
    Linearity,
    Order,
    Point,
    Sign,
    Symmetry,
)
from derivcheck.kernel.language.sorts import COMPLEX, REAL, Sort
from derivcheck.kernel.language.terms import (
    INFINITY,
    ONE,
    TRUE,
    TWO,
    ZERO,
    App,
    Bind,
    Term,
    call,
    number,
)
from derivcheck.kernel.refutation.point import Refuted

ALONE = "terms of an order have a rule of their own"
UNDEFINED = "a definedness condition is not known"
ELSEWHERE = "it means nothing in this field"
MALFORMED = "the evidence or the claim is malformed"
NOWHERE = "terms of an order mean nothing there, or lead to different places"
SUMMAND = "there is no such summand with a term of an order"
NO_FACTOR = "a term of an order is no factor of a summand"
LARGER = "the difference is of no such order"
GROWS = "not more than an order of growth is known"
RELATED = "lines with terms of an order are related by equations"
VARIABLE = "the variable of an order is real, or an integer that goes to infinity"
GROWN = "an array grows with the variable of an order"
NEVER = "the variable is never near where it leads"
CANCELS = "what is known of a term cancels"
FAILS = "the claim is not seen to fail at the point"
ALLOWED = "the point is not seen to be allowed"
NEAR = "the variable is not seen to be near where it leads"
NUMBER = "a number stands for what is bounded"

exp, EXP = (lambda u: call("exp", u)), call("exp", x)
BY = Order(number(4), ZERO)


def o(h: Term, var: Term = x, to: Term = ZERO) -> App:
    return App("O", (h, var, to))


def lim(body: Term, to: Term = ZERO, head: str = "lim", var: str = "x") -> Bind:
    return Bind(head, var, body, (to,))


def claim(
    before: Term,
    after: Term,
    *assumed: Term,
    relation: Any = "=",
    field: Any = "real",
    **sorts: Sort,
) -> Claim:
    return Claim(Context({**SORTS, "a": REAL, **sorts}, assumed, field), before, relation, after)


SAME = claim(o(x) - o(x), ZERO)
TRUE_LINE = claim(EXP, 1 + x + o(x**2))

REJECTED: dict[str, tuple[Claim, Evidence, str]] = {
    # --- any other evidence ---
    "a difference of two by arithmetic": (SAME, Arithmetic(SAME.before, ZERO), ELSEWHERE),
    "a difference of two as it is looked up": (SAME, Have((), None), ALONE),
    "in each of two cases": (SAME, Cases(rel(">", x, 0), Have((), None), Have((), None)), ALONE),
    "as a lemma": (SAME, Have((Lemma(eq(SAME.before, 0)),), None), ELSEWHERE),
    "as a hypothesis": (SAME, Hypothesis(eq(SAME.before, 0)), ELSEWHERE),
    "as a sign": (SAME, Sign(Arithmetic(SAME.before, ZERO)), UNDEFINED),
    "turned round": (claim(o(x), x), Symmetry(Arithmetic(x, o(x))), UNDEFINED),
    "a chain": (claim(o(x), x), Chain((Arithmetic(o(x), x),)), UNDEFINED),
    "a congruence": (claim(sin(o(x)), sin(x)), Congruence(sin(o(x)), sin(x), (Arithmetic(o(x), x),)), ELSEWHERE),
    "linearity of a limit": (
        claim(lim(o(ONE) - o(ONE)), ZERO), Linearity(lim(o(ONE) - o(ONE)), ((ONE, o(ONE)),)), ELSEWHERE),
    "an expansion": (claim(lim(x + o(x)), ZERO), Asymptotics(lim(x + o(x)), ZERO, number(4)), ELSEWHERE),
    "with a domain": (TRUE_LINE, Domain((), (), BY), UNDEFINED),
    "of a statement": (claim(TRUE, eq(EXP, 1 + o(x)), relation="implies"), BY, RELATED),
    "of another relation": (claim(EXP, 1 + o(x), relation="<="), BY, RELATED),
    "from what is absurd": (TRUE_LINE, Absurd(Lemma(eq(x, x))), "a side condition is not known"),
    # --- what is known holds none ---
    "assumed": (claim(x, y, eq(o(x), 0)), Arithmetic(x, y), MALFORMED),
    "a step of evidence through one": (
        claim(x, x + 1), Chain((Arithmetic(x, x + o(x)), Arithmetic(x + o(x), x + 1))), ELSEWHERE),
    # --- where one stands ---
    "of an order of an order": (claim(x, o(o(x))), BY, NOWHERE),
    "at another term than a name": (claim(x, o(x, x + 1)), BY, NOWHERE),
    "two places": (claim(x, o(x) + o(1 / x, x, INFINITY)), BY, NOWHERE),
    "two variables": (claim(x, o(x) + o(y, y)), BY, NOWHERE),
    "a place that moves": (claim(x, o(x, x, x)), BY, NOWHERE),
    "under a sum": (claim(x, Bind("sum", "k", o(x), (ONE, n))), BY, NOWHERE),
    "under a limit that leads elsewhere": (claim(lim(o(x, x, ONE)), ZERO), BY, NOWHERE),
    "under a limit of another name": (claim(lim(o(x), var="t"), ZERO), BY, NOWHERE),
    "in a statement": (claim(call("indicator", eq(o(x), 0)), o(ONE)), BY, NOWHERE),
    "of a name that is an integer": (claim(n, o(n, n)), BY, VARIABLE),
    "of a complex name": (claim(x, o(x), field="complex", x=COMPLEX), BY, NOWHERE),
    "of an array": (claim(ONE, o(x), x=Sort("real", ((ONE, TWO),))), BY, VARIABLE),
    "a variable that stays away": (claim(x, o(x), eq(x, 0)), BY, NEVER),
    "of an array that grows": (
        claim(call("index", y, 1), o(ONE, n, INFINITY), y=Sort("real", ((ONE, n),))), BY, GROWN),
    "an array that grows, in the new line": (
        claim(ONE, call("index", y, 1) * o(ONE, n, INFINITY), y=Sort("real", ((ONE, n),))), BY, GROWN),
    # --- the difference is larger, or not known ---
    "a term is missing": (claim(EXP, 1 + x + o(x**3)), BY, LARGER),
    "from right to left": (claim(o(x**2), o(x**3)), BY, GROWS),
    "a wave of an order": (claim(x * sin(1 / x), o(x**2)), BY, GROWS),
    "one that an order hides": (claim(x + o(x), 2 * x + o(x**2)), BY, GROWS),
    "a name that depends on the variable": (claim(y, o(x), eq(y, x)), BY, LARGER),
    "an infinite factor": (claim(1 / x, o(ONE)), BY, LARGER),
    "a line undefined on one side": (claim(log(x), o(log(x))), BY, "a logarithm may be of what is not positive"),
    "what an order is of may be undefined": (
        claim(x, o(x) + o(log(x))), BY, "a logarithm may be of what is not positive"),
    "a divisor of an order": (claim(ONE, o(x) / o(x)), BY, NO_FACTOR),
    "under a function, in the new line": (claim(1 + x, exp(o(x))), BY, NO_FACTOR),
    "under another function": (claim(sin(x), exp(o(x))), BY, NO_FACTOR),
    "under a function, of another argument": (claim(EXP, exp(o(x**2))), BY, LARGER),
    "another exponent as well": (claim((1 + x) ** 3, (1 + o(x)) ** 2), BY, NO_FACTOR),
    "an order under itself": (claim(o(x), o(x**2)), BY, GROWS),
    "an indicator of equal ones": (
        claim(call("indicator", eq(o(x), 0)), call("indicator", eq(o(x), 0))), BY, NOWHERE),
    "no such summand": (claim(EXP, 1 + x + o(x**2)), Order(number(4), ONE), SUMMAND),
    "no summand at all": (claim(o(x), x), BY, SUMMAND),
    "a summand by a term": (claim(EXP, 1 + x + o(x**2)), Order(number(4), x), SUMMAND),
    "a factor that is zero": (claim(x, x + o(x) * (x - x) ), BY, CANCELS),
    "too many terms": (TRUE_LINE, Order(number(99), ZERO), "so many terms are not expanded"),
    # --- limits ---
    "a limit of no more than an order": (claim(lim((x + o(x)) / x), ONE), BY, GROWS),
    "another limit": (claim(lim((x + o(x**2)) / x), TWO), Order(number(4), ZERO, Arithmetic(ONE, TWO)), None),
    "a limit that diverges": (claim(lim(1 / x**2 + o(1 / x)), ONE), BY, None),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "evidence", "reason"), REJECTED.values(), ids=REJECTED)
def test_what_is_refused(claim: Claim, evidence: Evidence, reason: str | None) -> None:
    found = judge(claim, evidence)
    assert isinstance(found, Rejected), found
    assert reason is None or found.reason == reason


PROVED: dict[str, tuple[Claim, Evidence]] = {
    "an exponential": (TRUE_LINE, BY),
    "in each of two cases": (TRUE_LINE, Cases(rel(">", x, 0), BY, BY)),
    "from one side alone": (claim(call("sqrt", x + x**2), call("sqrt", x) + o(x), rel(">", x, 0)), BY),
    "a sum": (claim(o(x) + o(x**2), o(x)), BY),
    "a product": (claim(o(x) * o(x**2), o(x**3)), BY),
    "a difference of two": (claim(o(x) - o(x), o(x)), BY),
    "a product of sums": (claim(EXP * call("cos", x), (1 + x + o(x**2)) * (1 + o(x**2))), BY),
    "the second summand": (claim(x, o(x**2) + o(x)), Order(number(4), ONE)),
    "a wave": (claim(x * sin(1 / x), o(x)), BY),
    "far out": (claim(log(1 + 1 / n), 1 / n + o(1 / n**2, n, INFINITY)), BY),
    "a power of a line": (claim(sin(x) ** 2, (x + o(x**3)) ** 2), BY),
    "a function of a line": (claim(exp(sin(x)), exp(x + o(x**3))), BY),
    "a limit": (claim(lim((x + o(x**2)) / x), ONE), Order(number(4), ZERO, Arithmetic(ONE, ONE))),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "evidence"), PROVED.values(), ids=PROVED)
def test_what_is_proved(claim: Claim, evidence: Evidence) -> None:
    found = judge(claim, evidence)
    assert isinstance(found, Proved), found
    assert found.conditions == ()


def at(which: Term = ONE, *lemmas: Evidence, **values: Term) -> Point:
    return Point(tuple(values.items()), (*lemmas, Order(number(4), which)))


FALSE = claim(EXP, 1 + x + o(x**3))
NOT_REFUTED: dict[str, tuple[Claim, Point, str]] = {
    "a true line": (TRUE_LINE, at(), CANCELS),
    "a point, as of other lines": (FALSE, Point((("x", ONE),)), ALONE),
    "evidence behind it": (FALSE, Point((), (Order(number(4), ONE), Arithmetic(x, x))), ALONE),
    "a value of the variable": (FALSE, at(x=ONE), FAILS),
    "a name without a value": (claim(call("exp", y * x), 1 + o(x**2)), at(), ALLOWED),
    "a value that is not allowed": (claim(EXP, 1 + y * x + o(x**2), eq(y, 1)), at(y=TWO), ALLOWED),
    "a variable that stays away": (claim(EXP, 1 + o(x**2), rel(">", x, 1)), at(), NEAR),
    "a variable that stays at its place": (claim(x, o(x**2), eq(x, 0)), at(), NEAR),
    "a variable that is bounded": (claim(n, o(ONE, n, INFINITY), rel("<=", n, 5)), at(), NEAR),
    "what is assumed for all values": (
        claim(EXP, 1 + o(x**2), Bind("forall", "t", rel(">", t + x, t), (), "real")), at(), NEAR),
    "a factor that is not bounded": (claim(o(x**2), o(x**2)), at(1 / x), NUMBER),
    "a factor with an order": (claim(o(x**2), o(x**2)), at(o(ONE)), NUMBER),
    "another relation": (claim(EXP, 1 + x + o(x**3), relation="<="), at(), NUMBER),
    "a wave": (claim(x * sin(1 / x), o(x**2)), at(), CANCELS),
    "a lemma with an order": (FALSE, at(ONE, Lemma(eq(o(x), 0))), ELSEWHERE),
    "a limit that is right": (claim(lim((x + o(x**2)) / x), ONE), at(), FAILS),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "evidence", "reason"), NOT_REFUTED.values(), ids=NOT_REFUTED)
def test_what_does_not_refute(claim: Claim, evidence: Point, reason: str) -> None:
    found = judge(claim, evidence)
    assert isinstance(found, Rejected), found
    assert found.reason == reason


REFUTED: dict[str, tuple[Claim, Point]] = {
    "a term is missing": (FALSE, at()),
    "from right to left": (claim(o(x**2), o(x**3)), at()),
    "an order is not zero": (claim(o(x), ZERO), at()),
    "two of one order are not the same": (claim(o(x) - o(x), ZERO), at()),
    "by the choice of zero": (claim(x - x**2 + o(x**2), x + o(x**3)), at(ZERO)),
    "at a value of another name": (claim(EXP, 1 + y * x + o(x**2)), at(y=TWO)),
    "from one side alone": (claim(call("sqrt", x + x**2), call("sqrt", x) + o(x**2), rel(">", x, 0)), at()),
    "far out": (claim(log(1 + 1 / n), 1 / n + o(1 / n**3, n, INFINITY), rel(">=", n, 1)), at()),
    "another limit": (claim(lim((x + o(x**2)) / x), TWO), at()),
    "a limit that a choice moves": (claim(lim((x + o(x)) / x), ONE), at()),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "evidence"), REFUTED.values(), ids=REFUTED)
def test_what_refutes(claim: Claim, evidence: Point) -> None:
    assert isinstance(judge(claim, evidence), Refuted)
