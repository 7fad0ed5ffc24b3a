"""Evidence that two lines stand for one family: what the kernel refuses, guard by guard."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from forms import SORTS, eq, log, rel, t, x, y

from derivcheck.kernel.checker.constancy import difference, missing_constant
from derivcheck.kernel.checker.proof import Proved
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.derivatives import derivative
from derivcheck.kernel.language.evidence import (
    Absurd,
    Arithmetic,
    Cases,
    Chain,
    Derivative,
    Domain,
    Evidence,
    Family,
    Hypothesis,
    Lemma,
    Suppose,
)  # fmt: skip
from derivcheck.kernel.language.sorts import INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import ONE, ZERO, Bind, Sym, Term, call, number, substitute

NOTHING = "an antiderivative means nothing there"
SINGLE = "a side is not seen to stand for a family"
FUNCTIONS = "families are compared by equations between functions over the reals"
VARIABLE = "antiderivatives, and nothing else, are compared by their variable"
REAL_ONLY = "families are compared by a derivative by a real variable"
NUMBER = "the sides are not seen to differ by a number"
RATE = "the sides are not seen to have the same derivative"
UNDEFINED = "a definedness condition is not known"
UNEQUAL = "the two sides are not equal by exact arithmetic"
LOST = "the new side may be undefined where the old one is not"
GOAL = "Family needs a goal"

C, D, n = Sym("C"), Sym("D"), Sym("n")
CONSTANT = replace(REAL, traits=frozenset(("constant",)))
WHOLE = replace(INTEGER, traits=frozenset(("constant",)))


def claim(
    before: Term, after: Term, *assumptions: Term, relation: Any = "=", **sorts: Sort
) -> Claim:
    context = Context({**SORTS, "C": CONSTANT, "D": CONSTANT, **sorts}, assumptions)
    return Claim(context, before, relation, after)


def anti(body: Term, name: str = "x", at: Term | None = None) -> Bind:
    return Bind("antiderivative", name, body, (Sym(name) if at is None else at,))


def rated(case: Claim, by: str = "x", lemmas: tuple[Evidence, ...] = ()) -> Family:
    """By the derivative of the difference, worked out by the table."""
    rate = Bind("diff", by, difference(case), (Sym(by), ONE))
    found = derivative(rate, case.context)
    assert found is not None
    return Family(by, Chain((Derivative(rate), Arithmetic(found[0], ZERO, lemmas))))


def number_apart(case: Claim, k: Term, *lemmas: Evidence) -> Family:
    """By a number, all constants being taken for added ones."""
    gap = substitute(case.before - case.after, {"C": ZERO, "D": ZERO})
    return Family("", Arithmetic(gap, k, lemmas))


def by_number(
    before: Term, after: Term, k: Term, *assumptions: Term, **more: Any
) -> tuple[Claim, Evidence]:
    case = claim(before, after, *assumptions, **more)
    return case, number_apart(case, k)


def by_rate(
    before: Term, after: Term, *assumptions: Term, by: str = "x", **more: Any
) -> tuple[Claim, Evidence]:
    case = claim(before, after, *assumptions, **more)
    return case, rated(case, by)


def plain(before: Term, after: Term, **more: Any) -> tuple[Claim, Evidence]:
    case = claim(before, after, **more)
    return case, Arithmetic(before, after)


def itself(t: Term) -> tuple[Claim, Evidence]:
    return plain(t, t)


def subs(body: Term, value: Term) -> Bind:
    return Bind("subs", "t", body, (value,))


floor, AT_X = call("floor", x), anti(x)
POSITIVE = call("indicator", rel(">", y, 0))

MINUS = number(-1)
TWICE, TWICE_APART = claim(x + C, 2 * x + C), (x + ZERO) - (2 * x + ZERO)
ABSURD = Absurd(Hypothesis(rel(">", MINUS, 0)))
"""What follows where the logarithm of -1 has a value."""

REJECTED: dict[str, tuple[tuple[Claim, Evidence], str]] = {
    # --- no family on a side ---
    "a constant for a number": (by_number(x, x + C, ZERO), SINGLE),
    "a number for a constant": (by_number(x + C, x, ZERO), SINGLE),
    "a constant that goes": (by_number(x + C, x + (C - C), ZERO), SINGLE),
    "a constant that goes by its factors": (
        by_number(x + C, x + (y * C / y - C), ZERO, rel("!=", y, 0)), SINGLE),
    "a factor that may be zero": (by_number(x + C, x + y * C, ZERO), SINGLE),
    "a factor of zero": (by_number(x + C, x + 0 * C, ZERO), SINGLE),
    "a constant of which something is known": (by_number(x + C, x + 2 * C, ZERO, rel(">", C, 0)), SINGLE),
    "a constant that is a whole number": (by_number(x + C, x + D, ZERO, D=WHOLE), SINGLE),
    "a constant that is an array": (
        by_number(x + C, x + D, ZERO, D=replace(CONSTANT, shape=((ONE, ONE),))), SINGLE),
    "a constant times x": (by_number(C * x, D * x, ZERO), SINGLE),
    "a constant added and times x": (by_number(C * x + C, C * x + D, ZERO), SINGLE),
    "a constant under a function": (by_number(x + call("exp", C), x + C, ZERO), SINGLE),
    "the square of a constant": (by_number(x + C**2, x + C, ZERO), SINGLE),
    "a constant times what is not zero": (by_number(C * x, D * x, ZERO, rel("!=", x, 0)), SINGLE),
    "a factor that depends on the variable": (by_rate(AT_X, x**2 / 2 + C * x), SINGLE),
    "a family for one function": (by_rate(x**2 / 2, AT_X), SINGLE),
    "nothing left of two antiderivatives": (plain(ZERO, AT_X - AT_X), SINGLE),
    "one function, whatever proves it": (plain(x + (AT_X - AT_X), x + 0 * C), SINGLE),
    "an antiderivative times zero": (by_rate(0 * AT_X, C), SINGLE),
    "one that goes by its factors": (by_rate((y - y) * AT_X, C), SINGLE),
    "one that is left out of the new side": (by_rate(AT_X, x**2 / 2 + 0 * AT_X), SINGLE),
    "one that is left out of the old side": (by_rate(x**2 / 2 + 0 * AT_X, AT_X), SINGLE),
    "a factor that is zero at half the points": (
        by_rate(POSITIVE * AT_X, POSITIVE * x**2 / 2 + C), SINGLE),
    "a factor that is assumed to be zero": (by_rate(y * AT_X, y * x**2 / 2 + C, eq(y, 0)), SINGLE),
    "a factor that comparisons make zero": (
        by_rate(y * AT_X, y * x**2 / 2 + C, rel("<=", y, 0), rel(">=", y, 0)), SINGLE),
    "a factor that is zero by what it is linked to": (
        by_rate(y * AT_X, y * x**2 / 2 + C, eq(y, n), eq(n, 0)), SINGLE),
    # --- where an antiderivative means nothing ---
    "a product": (plain(AT_X * AT_X, AT_X**2), NOTHING),
    "a product on the left": (plain(AT_X * AT_X - AT_X * AT_X, AT_X - AT_X), NOTHING),
    "a product on the right": (plain(AT_X - AT_X, AT_X * AT_X - AT_X * AT_X), NOTHING),
    "a factor with x": (plain(x * AT_X, AT_X * x), NOTHING),
    "an order": (
        (claim(AT_X, AT_X + 1, relation="<"), Arithmetic(ZERO, ZERO)), NOTHING),
    "differences": (
        (claim(AT_X, AT_X + 1, relation="!="), Arithmetic(ZERO, ZERO)), NOTHING),
    "a statement that orders": (
        (claim(rel("<", AT_X, 0), rel("<", AT_X, 0), relation="iff"), Arithmetic(ZERO, ZERO)), NOTHING),
    "one in another": (plain(anti(AT_X), anti(AT_X)), NOTHING),
    "a denominator": (itself(x / AT_X), NOTHING),
    "one at another": (itself(anti(x, at=AT_X)), NOTHING),
    "one put into another": (itself(subs(anti(t, "t"), AT_X)), NOTHING),
    "a product put in": (itself(subs(t * anti(t, "t"), x**2)), NOTHING),
    "one by another name put in": (itself(subs(anti(y, "y"), x**2)), NOTHING),
    "a derivative at one": (itself(Bind("diff", "t", anti(t, "t"), (AT_X, ONE))), NOTHING),
    "differentiated by another name": (
        plain(Bind("diff", "y", anti(x * y), (y, ONE)), Bind("diff", "y", anti(x * y), (y, ONE))), NOTHING),
    "differentiated with a factor": (
        plain(Bind("diff", "x", x * AT_X, (x, ONE)), Bind("diff", "x", x * AT_X, (x, ONE))), NOTHING),
    # --- by what they are compared ---
    "numbers": (by_number(C, C + 1, number(-1)), FUNCTIONS),
    "another relation": ((claim(x + C, x + D, relation="<="), Family("", Arithmetic(ZERO, ZERO))), FUNCTIONS),
    "over the complex numbers": (
        (Claim(Context({"x": REAL, "C": CONSTANT}, (), "complex"), x + C, "=", x + 2 * C),
         Family("", Arithmetic(x - x, ZERO))), FUNCTIONS),
    "antiderivatives by a number": (by_number(AT_X, AT_X + 1, number(-1)), VARIABLE),
    "constants by a derivative": (by_rate(x + y + C, x + C), VARIABLE),
    "another variable": (by_rate(AT_X + y, x**2 / 2 + C, by="y"), VARIABLE),
    "two variables": (by_rate(AT_X + anti(y, "y"), x**2 / 2 + anti(y, "y") + C), VARIABLE),
    "a factor with the variable under subs": (
        by_rate(x * anti(y, "y", x**2), x * anti(y, "y", x**2) + C), VARIABLE),
    "a variable nobody declared": (by_rate(anti(x, at=Sym("q")), C + x, by="q"), "the evidence or the claim is malformed"),
    "an integer": (by_rate(anti(x, at=n), n**2 / 2 + C, by="n"), REAL_ONLY),
    "a constant for a variable": (by_rate(anti(x, at=C), x + C**2 / 2 + D, by="C"), REAL_ONLY),
    # --- that they are one family ---
    "no number apart": (by_number(x + C, 2 * x + C, x - 2 * x), NUMBER),
    "a number without a value": (
        (TWICE, number_apart(TWICE, log(MINUS), Lemma(eq(TWICE_APART, log(MINUS)), ABSURD))),
        UNDEFINED,
    ),
    "a number of other lines": ((claim(x + C, 2 * x + C), Family("", Arithmetic(ZERO, ZERO))), NUMBER),
    "a number that is a parameter": (by_number(x + y + C, x + C, y), NUMBER),
    "another derivative": (
        (claim(AT_X, x**2 + C), Family("x", Arithmetic(ZERO, ZERO))), RATE),
    "a derivative that is not zero": (
        (claim(AT_X, x**2 + C), Family("x", Derivative(Bind("diff", "x", AT_X - (x**2 + ZERO), (x, ONE))))), RATE),
    "a jump": ((claim(anti(ZERO), floor + C), Family("x", Arithmetic(ZERO, ZERO))), UNDEFINED),
    "a kink": ((claim(anti(ZERO), call("abs", x) + C), Family("x", Arithmetic(ZERO, ZERO))), UNDEFINED),
    "half of the line": (by_rate(anti(1 / x), log(x) + C), LOST),
    # --- what is known at the point only ---
    "a value of the variable": (by_rate(AT_X, x + C, eq(x, 1)), UNEQUAL),
    "a parameter that the variable equals": (by_rate(AT_X, y * x + C, eq(x, y)), UNEQUAL),
    "a range of one point": (by_rate(AT_X, x + C, rel("<=", x, 1), rel(">=", x, 1)), UNEQUAL),
    "a fact that is absurd at the point only": (
        (claim(AT_X, x + C, eq(x, 1), eq(x, 2)),
         Family("x", Arithmetic(Bind("diff", "x", AT_X - (x + ZERO), (x, ONE)), ZERO), (Hypothesis(eq(x, 1)),))),
        "a side condition is not known"),
    # --- where it may stand ---
    "in a case": (
        (claim(AT_X, AT_X + 1), Cases(rel(">", y, 0), rated(claim(AT_X, AT_X + 1)), rated(claim(AT_X, AT_X + 1)))), GOAL),
    "from what is absurd": ((claim(AT_X, AT_X + 1), Absurd(rated(claim(AT_X, AT_X + 1)))), GOAL),
}  # fmt: skip


@pytest.mark.parametrize(("made", "reason"), REJECTED.values(), ids=REJECTED)
def test_what_shows_no_family(made: tuple[Claim, Evidence], reason: str) -> None:
    found = judge(*made)
    assert isinstance(found, Rejected)
    assert found.reason == reason


PROVED: dict[str, tuple[Claim, Evidence]] = {
    "a number more": by_number(x + C, x + C + 1, number(-1)),
    "another multiple": by_number(x + C, x + 2 * C, ZERO),
    "two constants": by_number(x + C + D, x + D, ZERO),
    "a factor known not to be zero": by_rate(AT_X, x**2 / 2 + y * C, rel("!=", y, 0)),
    "a factor that is zero at one value": by_rate(y * AT_X, y * x**2 / 2 + C),
    "a factor that is zero at one positive value": by_rate(
        log(y) * AT_X, log(y) * x**2 / 2 + C, rel(">", y, 0)),
    "a power": by_rate(AT_X, x**2 / 2 + C),
    "without a constant": by_rate(AT_X, x**2 / 2),
    "a parameter absorbed": by_rate(AT_X, x**2 / 2 + y + C),
    "a constant that stays": by_rate(anti(C * x), C * x**2 / 2 + D),
    "in a range": by_rate(anti(1 / x), log(x) + C, rel(">", x, 0)),
    "an antiderivative left": by_rate(anti(1 + x), x + AT_X),
    "with its domain": (claim(AT_X, x**2 / 2 + C), Domain((), (), rated(claim(AT_X, x**2 / 2 + C)))),
    "put in": itself(3 * subs(anti(t, "t"), x**2)),
    "an integrand with jumps": by_rate(anti(floor), anti(floor) + C),
    "what is known of a parameter": (
        claim(AT_X, y * x**2 / 2 + C, eq(y, 1)),
        rated(claim(AT_X, y * x**2 / 2 + C), lemmas=(Hypothesis(eq(y, 1)),)),
    ),
    "what holds all around": (
        claim(AT_X, x**2 / 2 + C, rel(">", x, 0)),
        replace(rated(claim(AT_X, x**2 / 2 + C)), near=(Hypothesis(rel(">", x, 0)),)),
    ),
    "a statement about one function": (
        claim(eq(AT_X, y), eq(y, AT_X), relation="implies"),
        Suppose(Arithmetic(y, AT_X, (Hypothesis(eq(AT_X, y)),))),
    ),
    "differentiated again": (
        claim(Bind("diff", "x", 3 * AT_X, (x, ONE)), 3 * x), Derivative(Bind("diff", "x", 3 * AT_X, (x, ONE)))),
}  # fmt: skip


@pytest.mark.parametrize(("case", "evidence"), PROVED.values(), ids=PROVED)
def test_what_shows_a_family(case: Claim, evidence: Evidence) -> None:
    assert isinstance(judge(case, evidence), Proved)


def test_a_constant_is_missing_beside_antiderivatives_only() -> None:
    missing = {
        (AT_X, x**2): True,
        (AT_X + C, x**2): True,
        (AT_X, x**2 + C): False,
        (AT_X, AT_X + 1): False,
        (x**2 + C, x**2): False,
        (x**2, x**2): False,
    }
    assert {sides: missing_constant(claim(*sides)) for sides in missing} == missing
    assert not missing_constant(claim(eq(AT_X, x), eq(x, x), relation="iff"))
