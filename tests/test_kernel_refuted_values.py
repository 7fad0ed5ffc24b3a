"""Refutation by the value of a side: what the kernel refuses, then what it takes."""

from __future__ import annotations

import pytest

from derivcheck import check_step
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Derivative,
    Evidence,
    Have,
    Hypothesis,
    Lemma,
    NewtonLeibniz,
    Point,
)
from derivcheck.kernel.language.sorts import REAL
from derivcheck.kernel.language.terms import ONE, ZERO, App, Bind, Num, Sym, Term, call, number
from derivcheck.kernel.refutation.point import Refuted

t, x = Sym("t"), Sym("x")
NAMES = Context({"x": REAL})
HARMONIC = Bind("sum", "j", ONE / Sym("j"), (ONE, App("oo", ())))


def area(body: Term) -> Bind:
    return Bind("int", "t", body, (ZERO, ONE))


def by(body: Term, primitive: Term) -> NewtonLeibniz:
    rate = Bind("diff", "y", primitive, (Sym("y"), Num(1)))
    return NewtonLeibniz(area(body), primitive, "y", Derivative(rate))


LINE = by(2 * t, Sym("y") ** 2)
TWICE, NOTHING = area(2 * t), HARMONIC - HARMONIC
STATED = call("=", TWICE, 0)
REFUSED: dict[str, tuple[Term, Evidence, str]] = {
    "a side without a value": (
        NOTHING, Have((), Arithmetic(NOTHING, ZERO)), "a definedness condition is not known"),
    "a value that is not proved": (
        TWICE, Have((), Arithmetic(TWICE, ZERO)),
        "the two sides are not equal by exact arithmetic"),
    "a value that is supposed": (
        TWICE, Have((Lemma(STATED),), Hypothesis(STATED)), "a side condition is not known"),
    "a primitive of something else": (
        TWICE, Have((), by(ONE + t, Sym("y"))), "a part of the evidence proves something else"),
    "no equation": (
        TWICE, Have((), Lemma(call("<", ZERO, ONE))), "an equation is needed"),
    "no evidence": (TWICE, Have((), None), "NoneType needs a goal"),
    "the value that is claimed": (
        TWICE + 4, Have((), LINE), "the claim is not seen to fail at the point"),
    "a name that nobody knows": (
        TWICE, Have((), Arithmetic(Sym("z"), ZERO)), "a name is not declared"),
}  # fmt: skip


@pytest.mark.parametrize(("side", "evidence", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_does_not_refute(side: Term, evidence: Evidence, reason: str) -> None:
    claim = Claim(NAMES, side, "=", number(5))
    found = judge(claim, Point((("x", ONE),), (evidence,)))
    assert isinstance(found, Rejected)
    assert found.reason == reason


def test_a_side_with_another_value() -> None:
    claim = Claim(NAMES, TWICE, "=", number(5))
    assert isinstance(judge(claim, Point((("x", ONE),), (Have((), LINE),))), Refuted)


WRONG = {
    "the root of a square": ("int(sqrt(x^2), x = -1..1)", "0"),
    "with a name": ("int(sqrt((x - a)^2), x = a - 1..a + 1)", "0"),
}
RIGHT = {"the root of a square": ("int(sqrt(x^2), x = -1..1)", "1")}


@pytest.mark.parametrize(("before", "after"), WRONG.values(), ids=WRONG)
def test_what_is_refuted(before: str, after: str) -> None:
    assert check_step(before, after, symbols={"a": "real"}).name == "refuted"


@pytest.mark.parametrize(("before", "after"), RIGHT.values(), ids=RIGHT)
def test_what_is_not(before: str, after: str) -> None:
    assert check_step(before, after, symbols={"a": "real"}).name == "proved"
