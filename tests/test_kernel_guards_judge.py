"""The judge: what a claim, its evidence and its conditions must be, by the reason it gives."""

from __future__ import annotations

from typing import Any

import pytest
from forms import VECTOR, I, axiom, eq, every, hypothesis, j, log, real, rel, same, total, x, y

from derivcheck.kernel.checker.proof import Proved
from derivcheck.kernel.checker.signs import MAX_STEPS
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.judge import facts_of, judge
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Domain,
    Each,
    Enclosure,
    Evidence,
    Have,
    Hypothesis,
    Lemma,
    Point,
    Sign,
    Suppose,
)
from derivcheck.kernel.language.sorts import BOOLEAN
from derivcheck.kernel.language.terms import (
    FALSE,
    ONE,
    TRUE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    number,
)  # fmt: skip
from derivcheck.kernel.refutation.point import Refuted

MALFORMED = "the evidence or the claim is malformed"
SIDE = "a side condition is not known"
LOST = "the new side may be undefined where the old one is not"
RARE = "not seen to fail on an exceptional set only"
UNUSED = "not a condition under which the new side is defined"
FAILS = "the claim is not seen to fail at the point"

a, p, r = Sym("a"), Sym("p"), Sym("r")
positive = rel(">", x, 0)
nonzero = rel("!=", x, 0)
at_one = (("x", ONE),)
HIDDEN = call("indicator", FALSE) * x


def claim(before: Term, relation: Any, after: Term, context: Context | None = None) -> Claim:
    return Claim(context or real(), before, relation, after)


def chained(*pairs: tuple[Term, Term]) -> Domain:
    """Evidence that lists conditions, each with a point at which it holds."""
    return Domain((), tuple((c, (("x", v),)) for c, v in pairs), same(1))


REJECTED: dict[str, tuple[Claim, Any, str, Term | None]] = {
    "no evidence": (claim(x, "=", x), None, MALFORMED, None),
    "an enclosure of what has a name": (
        claim(TRUE, "implies", call("defined", HIDDEN)), Suppose(Enclosure(HIDDEN)), "no value is seen to be enclosed", HIDDEN),
    "a relation nobody knows": (claim(x, "~", x), same(x), MALFORMED, None),
    "cases without a when": (claim(x, "=", x), same(App("piecewise", (x, positive, -x))), MALFORMED, None),
    "a range of one end": (
        claim(x, "=", x), Have((Lemma(Bind("forall", "j", TRUE, (ONE,))),), same(x)), MALFORMED, None),
    "a statement as a number": (claim(x, "=", positive), same(x), MALFORMED, None),
    "a number as a statement": (claim(x + 1, "implies", positive), Suppose(None), MALFORMED, None),
    "an assumption that is no term": (
        claim(x, "=", x, Context({}, ("x",))), same(x), MALFORMED, None),  # type: ignore[arg-type]
    "lists of conditions for statements": (
        claim(positive, "implies", nonzero), Domain((), (), Suppose(None)), "Domain needs a goal", None),
    "the imaginary unit in a body, over the reals": (claim(total(j * I), "=", total(j * I)), same(1), MALFORMED, None),
    # --- conditions ---
    "a side that may be lost": (claim(ONE, "=", x / x), Arithmetic(ONE, x / x), LOST, nonzero),
    "a half line that may be lost": (
        claim(ONE, "=", 1 + 0 * log(x)), Domain((), ((positive, at_one),), Arithmetic(ONE, 1 + 0 * log(x))), RARE, positive),
    "a condition at a point where it fails": (
        claim(ONE, "=", x / x), Domain((), ((nonzero, (("x", ZERO),)),), Arithmetic(ONE, x / x)), RARE, nonzero),
    "a condition nobody needs": (
        claim(y, "=", y), Domain((), ((nonzero, at_one),), same(y)), UNUSED, nonzero),
    "a lemma that does not hold": (
        claim(ONE, "=", x / x), Domain((Lemma(nonzero),), (), Arithmetic(ONE, x / x)), SIDE, nonzero),
    "evidence that uses what nothing shows": (
        claim(ONE, "=", x / x, real(every(rel("!=", Sym("j"), 0)))), Domain((), (), Hypothesis(eq(ONE, x / x))), LOST, nonzero),
    # --- points ---
    "a conjunction without a value that is given": (
        claim(x, "=", x + 1), Point((*at_one, ("y", ZERO)), (Hypothesis(call("and", eq(1 / y, 1 / y), TRUE)),)),
        "a definedness condition is not known", rel("!=", y, 0)),
    "a point for a relation nobody knows": (claim(x, "~", x + 1), Point(at_one), MALFORMED, None),
    "a point where the sides agree": (claim(x**2, "=", x), Point(at_one), FAILS, None),
    "a point with an array that is given away": (
        claim(x, "=", x + 1, real(a=VECTOR)),
        Point((("x", ONE), ("a", call("vector", 1, 2))), (Hypothesis(eq(a, call("vector", 1, 2))),)),
        SIDE, eq(a, call("vector", 1, 2))),
    "a point with a boolean that is given away": (
        claim(x, "=", x + 1, real(p=BOOLEAN)), Point((*at_one, ("p", TRUE)), (Hypothesis(eq(p, TRUE)),)), SIDE, eq(p, TRUE)),
    "a point with a name nobody declared": (
        claim(x, "=", x + 1), Point((*at_one, ("r", ONE)), (Hypothesis(eq(r, 1)),)), "a name is not declared", r),
    "an assumption is not known at a point": (
        claim(x, "=", x + 1, real(positive)), Point(at_one, (Hypothesis(rel("<", x, 2)), Hypothesis(rel("<", y, 2)))),
        SIDE, rel("<", y, 2)),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "evidence", "reason", "needs"), REJECTED.values(), ids=REJECTED)
def test_what_is_rejected(
    claim: Claim, evidence: Evidence, reason: str, needs: Term | None
) -> None:
    assert judge(claim, evidence) == Rejected(reason, needs)


product = eq(x * y, 1)

PROVED: dict[str, tuple[Claim, Evidence, tuple[Term, ...]]] = {
    "an implication the other way round": (claim(nonzero, "implied by", positive), Suppose(None), ()),
    "an equivalence": (
        claim(eq(x, 1), "iff", eq(x + 1, 2)), Each((Suppose(None), Suppose(Arithmetic(x, ONE, (Hypothesis(eq(x + 1, 2)),))))), ()),
    "a condition of the old side": (claim(x / x, "=", ONE), Arithmetic(x / x, ONE), (nonzero,)),
    "a condition of both sides": (claim(x / x, "=", 2 / x * x - 1), Arithmetic(x / x, 2 / x * x - 1), ()),
    "a condition that a lemma shows": (
        claim(x / x, "=", ONE, real(product)), Domain((axiom("nonzero_factor", u=x, v=y),), (), Arithmetic(x / x, ONE)), ()),
    "a condition that a lemma shows, beside one that fails": (
        claim(x / x, "=", 2 * x / x - 1 + 0 / y, real(product)),
        Domain((axiom("nonzero_factor", u=y, v=x),), (), Arithmetic(x / x, 2 * x / x - 1 + 0 / y)), ()),
    "a condition that the assumptions show": (
        claim(x / x, "=", ONE, real(positive)), Arithmetic(x / x, ONE), ()),
    "a condition that is listed": (
        claim(ONE, "=", x / x), Domain((), ((nonzero, at_one),), Arithmetic(ONE, x / x)), (nonzero,)),
    "a condition that is listed twice": (
        claim(1 / y, "=", x / x / y), Domain((), ((nonzero, (*at_one, ("y", ONE))),) * 2, Arithmetic(1 / y, x / x / y)), (nonzero,)),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "evidence", "conditions"), PROVED.values(), ids=PROVED)
def test_what_is_proved(claim: Claim, evidence: Evidence, conditions: tuple[Term, ...]) -> None:
    assert judge(claim, evidence) == Proved(claim, conditions)


def test_a_lost_side_is_refuted_at_the_point() -> None:
    wrong, at = claim(log(x**2), "=", 2 * log(x)), (("x", number(-1)),)
    assert judge(wrong, Point(at)) == Refuted(wrong, at, 0, None)


def test_what_is_given_at_a_point_may_use_its_numbers() -> None:
    wrong = claim(rel("<", x, 2), "implies", rel("<", x, 1))
    assert judge(wrong, Point(at_one, (hypothesis(eq(x, 1)),))) == Refuted(
        wrong, at_one, True, False
    )


def test_what_was_asked_before_changes_no_answer() -> None:
    step, cube = claim(x**3, ">", ZERO, Context(real().sorts, (positive,))), rel(">", x**3, 0)
    searching = facts_of(step)
    for n in range(MAX_STEPS):
        searching.signs.sign(x * number(n))
    assert not searching.holds(cube)  # it has seen enough
    assert isinstance(judge(step, Sign(same(x**3))), Proved)
