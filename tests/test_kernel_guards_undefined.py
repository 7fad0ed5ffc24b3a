"""What has no value: statements that are false for it, and indicators that hide it.

A statement is false where a side has no value, so that no arithmetic is done with such a side; and
a factor 1{P} is zero where P fails, whatever stands beside it, so that arithmetic which divides by
what vanishes there shows nothing.
"""

from __future__ import annotations

import pytest
from forms import HALF, eq, every, j, n, one, real, rel, same, v, w, x, y, z

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Congruence,
    Evidence,
    Hypothesis,
    Point,
    Suppose,
)
from derivcheck.kernel.language.sorts import REAL, Sort
from derivcheck.kernel.language.terms import ONE, TRUE, ZERO, Bind, Sym, Term, call, number, whole
from derivcheck.kernel.refutation.point import Refuted

SIDE = "a side condition is not known"
UNEQUAL = "the two sides are not equal by exact arithmetic"
STATEMENTS = "statements are not rewritten by equations"
HIDDEN = "a lemma may divide by zero where an indicator hides it"
FAILS = "the claim is not seen to fail at the point"


def seeming_zero(u: Term, guard: str = "*", root: Term | None = None) -> Term:
    """2*u where u > 0, though arithmetic that divides by |u| - u as a root finds 0."""
    root, below = root or call("sqrt", u**2), rel("<", u, 0)
    hidden = 1 / (root - u)
    hidden = one(below) * hidden if guard == "*" else call("where", hidden, below)
    return call("+", hidden, root + u, -hidden)


def Q(u: Term) -> Term:  # noqa: N802  # the name of a predicate
    return call("apply", Sym("Q"), u)


def b(u: Term) -> Term:
    return call("index", Sym("b"), u)


FREE = real(Q=Sort("function", arity=1, codomain="boolean"), b=Sort("boolean", ((ONE, number(2)),)))
far, up = seeming_zero(x), rel(">", y, 0)
named = seeming_zero(x, root=v)
apart = call("implies", rel("<", x, 0), rel("!=", v - x, 0))
odd = 2 + seeming_zero(n) * HALF
at_one = (("x", ONE), ("y", number(-1)))


def equal(left: Term, right: Term) -> tuple[Claim, Evidence]:
    return Claim(FREE, left, "=", right), Arithmetic(left, right)


def follows(conclusion: Term, *known: Term) -> tuple[Claim, Evidence]:
    return Claim(real(*known), TRUE, "implies", conclusion), Suppose(None)


def by(*known: Term, given: tuple[Term, ...] = ()) -> tuple[Claim, Evidence]:
    context = real(*known, *given, z=REAL, v=REAL, w=REAL)
    return Claim(context, y, "=", z), Arithmetic(y, z, tuple(map(Hypothesis, known)))


def cases(p: Term) -> Term:
    return call("piecewise", 1, p, 0, TRUE)


REJECTED: dict[str, tuple[tuple[Claim, Evidence], str, Term | None]] = {
    # --- what an indicator hides ---
    "a sum that seems to be zero": (equal(far, ZERO), UNEQUAL, None),
    "the sign of what seems to be zero": (follows(rel("<=", far, 0)), SIDE, rel("<=", far, 0)),
    "a bound beside what seems to be zero": (follows(up, rel(">", y + far, 0)), SIDE, up),
    "a power that seems to be even": (
        follows(rel(">", y**odd, 0), rel("!=", y, 0), whole(odd)), SIDE, rel(">", y**odd, 0)),
    "what seems to differ by a whole number": (follows(whole(y + far), whole(y)), SIDE, whole(y + far)),
    "an equation beside what seems to be zero": (by(eq(y + far, z)), HIDDEN, None),
    "an equation beside what seems to be zero until a root has a name": (
        by(eq(y + far, z), eq(call("sqrt", x**2), w)), HIDDEN, None),
    "an equation beside what seems to be zero once a name is a root": (
        by(eq(y + named, z), eq(v, call("sqrt", x**2)), given=(apart,)), HIDDEN, None),
    # --- statements without a value ---
    "a predicate of what has no value": (equal(one(Q(x / x)), one(Q(ONE))), UNEQUAL, None),
    "an entry of what has no value": (equal(one(b(x / x)), one(b(ONE))), UNEQUAL, None),
    "a range to what has no value": (
        equal(one(every(rel(">", j * y, 0), 1, x / x)), one(every(rel(">", j * y, 0), 1, 1))), UNEQUAL, None),
    "a predicate of what has no value, for all": (
        equal(one(every(Q(j * x / x), 1, 2)), one(every(Q(j), 1, 2))), UNEQUAL, None),
    "a predicate of what has no value, denied": (
        equal(one(call("not", Q(x / x))), one(call("not", Q(ONE)))), UNEQUAL, None),
    "a predicate of what has no value, as a guard": (
        equal(call("where", y, Q(x / x)), call("where", y, Q(ONE))), UNEQUAL, None),
    "a predicate of what has no value, as a case": (equal(cases(Q(x / x)), cases(Q(ONE))), UNEQUAL, None),
    "a predicate by congruence": (
        (Claim(FREE, one(Q(x / x)), "=", one(Q(ONE))),
         Congruence(one(Q(x / x)), one(Q(ONE)), (Congruence(Q(x / x), Q(ONE), (None, Arithmetic(x / x, ONE))),))),
        STATEMENTS, None),
    "a guard by congruence": (
        (Claim(FREE, call("where", y, Q(x / x)), "=", call("where", y, Q(ONE))),
         Congruence(call("where", y, Q(x / x)), call("where", y, Q(ONE)),
                    (None, Congruence(Q(x / x), Q(ONE), (None, Arithmetic(x / x, ONE)))))),
        STATEMENTS, None),
    # --- points ---
    "a side that is lost at one number": (
        (Claim(real(), ONE, "=", 1 + 0 / (seeming_zero(x, "where") * (x - 1))), Point(at_one)), FAILS, None),
}  # fmt: skip


@pytest.mark.parametrize(("step", "reason", "needs"), REJECTED.values(), ids=REJECTED)
def test_what_is_rejected(step: tuple[Claim, Evidence], reason: str, needs: Term | None) -> None:
    assert judge(*step) == Rejected(reason, needs)


FALSE: dict[str, tuple[Claim, tuple[tuple[str, Term], ...]]] = {
    "a bound beside what seems to be zero": (follows(up, rel(">", y + far, 0))[0], at_one),
    "an equation beside what seems to be zero": (by(eq(y + far, z))[0], (*at_one, ("z", ONE))),
    "an equation beside what seems to be zero once a name is a root": (
        by(eq(y + named, z), eq(v, call("sqrt", x**2)), given=(apart,))[0], (*at_one, ("z", ONE), ("v", ONE))),
    "a power that seems to be even": (
        follows(rel(">", y**odd, 0), rel("!=", y, 0), whole(odd))[0], (("n", ONE), ("y", number(-1)))),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "point"), FALSE.values(), ids=FALSE)
def test_what_is_rejected_is_false(claim: Claim, point: tuple[tuple[str, Term], ...]) -> None:
    assert isinstance(judge(claim, Point(point)), Refuted)


def test_what_seems_to_be_a_number_is_none() -> None:
    assert Field(real()).constant(2 + far) is None
    assert Field(real()).constant(2 + call("+", far, -far)) is None
    assert Field(real()).constant(2 + 0 * far) is None
    assert Field(real()).constant(2 + x - x) == 2


KNOWN: dict[str, tuple[Context, Term]] = {
    "a predicate of what has a value": (Context(FREE.sorts, (Q(x + x),)), Q(2 * x)),
    "a predicate of what has no value, as it is written": (Context(FREE.sorts, (Q(x / x),)), Q(x / x)),
    "for all, as it is written": (
        Context(FREE.sorts, (every(Q(1 / j), 1, 2),)), Bind("forall", "i", Q(1 / Sym("i")), (ONE, number(2)))),
    "the cases of a statement": (real(), eq(call("piecewise", x + x, up, 0, TRUE), call("piecewise", 2 * x, up, 0, TRUE))),
}  # fmt: skip


@pytest.mark.parametrize(("context", "statement"), KNOWN.values(), ids=KNOWN)
def test_what_is_known(context: Context, statement: Term) -> None:
    assert Facts(context).holds(statement)


def test_a_part_that_is_no_statement_may_be_rewritten() -> None:
    left, right = call("where", y + 0, Q(x)), call("where", y, Q(x))
    by = Congruence(left, right, (Arithmetic(y + 0, y), None))
    assert not isinstance(judge(Claim(FREE, left, "=", right), by), Rejected)
    assert not isinstance(judge(Claim(FREE, left, "=", left), same(left)), Rejected)
