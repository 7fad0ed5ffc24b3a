"""Lines that stand for families: which points refute them in the kernel, and which do not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from forms import SORTS, eq, log, rel, sin, x, y

from derivcheck.kernel.checker.proof import Proved
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.evidence import (
    Absurd,
    Arithmetic,
    Each,
    Evidence,
    Hypothesis,
    Point,
    Suppose,
)
from derivcheck.kernel.language.sorts import REAL, Sort
from derivcheck.kernel.language.terms import ONE, ZERO, Bind, Sym, Term, call, number
from derivcheck.kernel.refutation.point import Refuted

SAME = "lines that change at different rates may be the same family"
FAILS = "the claim is not seen to fail at the point"

C = Sym("C")
CONSTANT = replace(REAL, traits=frozenset(("constant",)))
TWO, MINUS = number(2), number(-1)


def context(*assumptions: Term, **sorts: Sort) -> Context:
    return Context({**SORTS, "C": CONSTANT, **sorts}, assumptions)


def claim(before: Term, after: Term, *assumptions: Term, relation: Any = "=") -> Claim:
    return Claim(context(*assumptions), before, relation, after)


def anti(body: Term, name: str = "x") -> Bind:
    return Bind("antiderivative", name, body, (Sym(name),))


def at(by: str, **values: Term) -> Point:
    return Point(tuple({"x": TWO, "y": TWO, "C": ZERO, **values}.items()), by=by)


REJECTED: dict[str, tuple[Claim, Point, str]] = {
    # --- the same family, or one that may be the same ---
    "a number more": (claim(x + C, x + C + 1), at(""), FAILS),
    "a number more, by its rate": (claim(x + C, x + C + 1), at("x"), FAILS),
    "another multiple": (claim(x + C, x + 2 * C), at("x"), FAILS),
    "constants of other parameters": (claim(anti(x), x**2 / 2 + y + C), at("y"), SAME),
    "another variable of integration": (claim(anti(x), x**2 / 2 + y + C), at("x"), FAILS),
    "one antiderivative of two by the other's": (claim(anti(x) + anti(y, "y"), x**2 / 2 + C), at("x"), SAME),
    "a factor of the constant": (claim(C * x, 2 * C * x), at("x"), SAME),
    "a constant under a function": (claim(sin(x + C), sin(x + 2 * C)), at("x"), SAME),
    "a domain that the constant moves": (claim(C + log(x), log(x * y) + log(C)), at("", C=MINUS), FAILS),
    "an integrand that jumps": (claim(anti(call("indicator", eq(x, 2))), C), at("x"), FAILS),
    "a jump of the new side": (claim(anti(ZERO), call("floor", x) + C), at("x"), FAILS),
    "a rate that is lost, not its line": (
        claim(x + C, x + 0 * call("abs", x - 2) + C), at("x"), FAILS),
    "a rate that is lost on half the line": (
        claim(x + C, x + 0 * log(call("abs", x) + x + 1) + C), at("x", x=MINUS), FAILS),
    "a line that a constant loses, by its rate": (
        claim(x + C, x + C + 0 * log(C + 1)), at("x", C=MINUS), FAILS),
    # --- what is allowed is no neighbourhood ---
    "a line on which x is fixed": (claim(x + C, 2 + C, eq(x, 2)), at("x"), SAME),
    "a curve": (claim(x + C, 4 - y + C, eq(x + y, 4)), at("x"), SAME),
    "a range of one point": (
        claim(x + C, 2 + C, rel("<=", x, 2), rel(">=", x, 2)), at("x"), FAILS),
    "a step of the range": (claim(x + C, 2 + C, rel(">", call("floor", x), 1)), at("x"), SAME),
    # --- names ---
    "by a constant": (claim(x + C, x + 2 * C), at("C"), SAME),
    "by a name nobody declared": (claim(x + C, 2 * x + C), at("q"), SAME),
    "by an integer": (claim(Sym("n") + C, 2 * Sym("n") + C), Point(at("").values, by="n"), SAME),
    "another relation": (claim(x + C, 2 * x + C, relation="<="), at("x"), SAME),
    "a statement": (claim(eq(x, C), eq(x, 2 * C), relation="iff"), at("x"), SAME),
    "a statement, at a point": (claim(eq(x, C), eq(x, C + 1), relation="iff"), at("", C=TWO), FAILS),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "evidence", "reason"), REJECTED.values(), ids=REJECTED)
def test_what_does_not_refute(claim: Claim, evidence: Point, reason: str) -> None:
    found = judge(claim, evidence)
    assert isinstance(found, Rejected)
    assert found.reason == reason


REFUTED: dict[str, tuple[Claim, Point, Any, Any]] = {
    "a wrong antiderivative": (claim(anti(x), x**2 + C), at("x"), 2, 4),
    "a wrong antiderivative without a constant": (claim(anti(x), x**2), at("x"), 2, 4),
    "other rates": (claim(x**2 + C, 3 * x + C), at("x"), 4, 3),
    "inside a range": (claim(x**2 + C, 3 * x + C, rel(">=", x, 1), rel("<", x, 3)), at("x"), 4, 3),
    "a range of another name": (claim(x**2 + C, 3 * x + C, eq(y, 2)), at("x"), 4, 3),
    "a line lost for every constant": (claim(x + C, x + 0 * log(x) + C), at("", x=MINUS), -1, None),
    "a line lost for every constant, by its rate": (
        claim(x + C, x + 0 * log(x) + C), at("x", x=MINUS), 1, None),
    "half of an antiderivative": (claim(anti(1 / x), log(x) + C), at("x", x=MINUS), -1, None),
    "a wrong one of two": (claim(2 * anti(x), anti(x**2) + C), at("x", x=ONE), 2, 1),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "evidence", "before", "after"), REFUTED.values(), ids=REFUTED)
def test_what_refutes(claim: Claim, evidence: Point, before: Any, after: Any) -> None:
    found = judge(claim, evidence)
    assert isinstance(found, Refuted)
    assert (found.before, found.after) == (before, after)


MANY = "of several antiderivatives that are supposed each is one of many"
F, ONE_MORE = anti(x), eq(anti(x), anti(x) + 1)
FIXED, SHIFTED = eq(y + F, F), eq(y + F, F + 1)


def by(left: Term, right: Term, *known: Term) -> Evidence:
    return Arithmetic(left, right, tuple(map(Hypothesis, known)))


SUPPOSED: dict[str, tuple[Claim, Evidence]] = {
    "two of one integrand": (
        claim(FIXED, eq(y, 0), relation="implies"), Suppose(by(y, ZERO, FIXED))),
    "two that differ by one": (
        claim(ONE_MORE, eq(ZERO, 1), relation="implies"), Suppose(Absurd(Hypothesis(ONE_MORE)))),
    "the other way": (
        claim(eq(y, 0), FIXED, relation="implied by"), Suppose(by(y, ZERO, FIXED))),
    "in both directions": (
        claim(eq(y, 0), FIXED, relation="iff"),
        Each((Suppose(by(y + F, F, eq(y, 0))), Suppose(by(y, ZERO, FIXED))))),
    "assumed": (claim(y, ZERO, FIXED), by(y, ZERO, FIXED)),
    "one assumed, one supposed": (
        claim(eq(F, 2), eq(y, 2), eq(y, F), relation="implies"), Suppose(by(y, TWO, eq(y, F), eq(F, 2)))),
    "supposed in a part": (
        claim(call("true"), call("and", call("true"), call("implies", FIXED, eq(y, 0))), relation="implies"),
        Suppose(Each((Hypothesis(call("true")), Suppose(by(y, ZERO, FIXED)))))),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "evidence"), SUPPOSED.values(), ids=SUPPOSED)
def test_several_antiderivatives_are_not_supposed(claim: Claim, evidence: Evidence) -> None:
    found = judge(claim, evidence)
    assert isinstance(found, Rejected)
    assert found.reason == MANY


ALONE: dict[str, tuple[Claim, Evidence]] = {
    "one supposed": (
        claim(eq(y, F), eq(y + 1, F + 1), relation="implies"), Suppose(by(y + 1, F + 1, eq(y, F)))),
    "what is differentiated again": (
        claim(eq(y, Bind("diff", "x", F + F, (x, ONE))), eq(y + 1, 1 + Bind("diff", "x", F + F, (x, ONE))),
              relation="implies"),
        Suppose(by(y + 1, 1 + Bind("diff", "x", F + F, (x, ONE)), eq(y, Bind("diff", "x", F + F, (x, ONE)))))),
}  # fmt: skip


@pytest.mark.parametrize(("claim", "evidence"), ALONE.values(), ids=ALONE)
def test_one_antiderivative_is_supposed(claim: Claim, evidence: Evidence) -> None:
    assert isinstance(judge(claim, evidence), Proved)
