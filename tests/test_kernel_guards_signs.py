"""Signs: what follows from known bounds and from the written form, and what does not."""

from __future__ import annotations

import pytest
from forms import HALF, PI, I, area, eq, j, k, log, n, one, plane, real, rel, sin, total, x, y, z

from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.signs import MAX_STEPS
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.terms import INFINITY, ONE, ZERO, Bind, Term, call, number

up, down = rel(">", x, 0), rel("<", x, 0)
up_y, down_y = rel(">", y, 0), rel("<", y, 0)
least = rel(">=", x, 0)


root = call("sqrt", x**2)
hidden = one(down) * (1 / (root - x))


def exp(u: Term) -> Term:
    return call("exp", u)


def product(body: Term, low: Term = ONE, high: Term = k) -> Bind:
    return Bind("prod", "j", body, (low, high))


KNOWN: dict[str, tuple[Context, Term]] = {
    # --- bounds ---
    "a lower bound": (real(rel(">=", x, 1)), rel(">=", x, 1)),
    "above a lower bound": (real(rel(">=", x, 1)), up),
    "an open lower bound": (real(rel(">", x, 1)), rel(">", x, 1)),
    "an upper bound": (real(rel("<=", x, 1)), rel("<=", x, 1)),
    "below an upper bound": (real(rel("<=", x, 1)), rel("<", x, 2)),
    "an open upper bound": (real(rel("<", x, 1)), rel("<", x, 1)),
    "an exception": (real(rel("!=", x, 1)), rel("!=", x, 1)),
    "a bound that is not met": (real(rel(">=", x, 1), rel("!=", x, 1)), rel(">", x, 1)),
    "an upper bound that is not met": (real(rel("!=", x, 1), rel("<=", x, 1)), rel("<", x, 1)),
    "the greater of two": (real(up, rel(">", x, 1)), rel(">", x, 1)),
    "the greater of two, first": (real(rel(">", x, 1), up), rel(">", x, 1)),
    "a bound made strict": (real(rel(">=", x, 1), rel(">", x, 1)), rel(">", x, 1)),
    "a strict bound stays strict": (real(rel(">", x, 1), rel(">=", x, 1)), rel(">", x, 1)),
    "an upper bound made strict": (real(rel("<=", x, 1), rel("<", x, 1)), rel("<", x, 1)),
    "the smaller of two": (real(rel("<", x, 3), rel("<", x, 2)), rel("<", x, 2)),
    "an equation from below": (real(eq(x, 3)), rel(">=", x, 3)),
    "an equation from above": (real(eq(x, 3)), rel("<", x, 4)),
    "two bounds that meet": (real(rel(">=", x, 1), rel("<=", x, 1)), eq(x, 1)),
    "the double of an open lower bound": (real(rel(">", x, 1)), rel(">", 2 * x, 2)),
    "the double of an open upper bound": (real(rel("<", x, 1)), rel("<", 2 * x, 2)),
    "the double of the greater of two": (real(up, rel(">", x, 1)), rel(">", 2 * x, 2)),
    "the double of the greater of two, first": (real(rel(">", x, 1), up), rel(">", 2 * x, 2)),
    "the double of a bound made strict": (real(rel(">=", x, 1), rel(">", x, 1)), rel(">", 2 * x, 2)),
    "the double of a bound that stays strict": (real(rel(">", x, 1), rel(">=", x, 1)), rel(">", 2 * x, 2)),
    "a multiple": (real(rel(">", x + 1, 0)), rel(">", 2 * x + 2, 0)),
    "a negative multiple": (real(rel("<", x, 3 * HALF)), rel(">", 3 - 2 * x, 0)),
    "a negative multiple of an upper bound": (real(rel(">", x, 2)), rel("<", 3 - 2 * x, 0)),
    "a quotient": (real(rel(">", x / y, 0)), rel(">", 2 * x / y, 0)),
    "a difference": (real(rel(">", x, y)), rel("<", y - x, 0)),
    "whole numbers above zero": (real(rel(">", n, 0)), rel(">=", n, 1)),
    "whole numbers above a half": (real(rel(">", 2 * n, 1)), rel(">=", n, 1)),
    "whole numbers from a half": (real(rel(">=", 2 * n, 1)), rel(">=", n, 1)),
    "whole numbers below one": (real(rel("<", n, 1)), rel("<=", n, 0)),
    "whole numbers between": (real(rel(">", n, 0), rel("<", n, 2)), eq(n, 1)),
    # --- the written form ---
    "a number": (real(), rel(">", number(3), 0)),
    "zero": (real(), eq(ZERO, 0)),
    "a negation": (real(up), rel("<", -x, 0)),
    "a sum of a positive and another": (real(up, rel(">=", y, 0)), rel(">", x + y, 0)),
    "a sum of two that may vanish": (real(least, rel(">=", y, 0)), rel(">=", x + y, 0)),
    "a sum of negative numbers": (real(down, rel("<=", y, 0)), rel("<", x + y, 0)),
    "a product": (real(up, down_y), rel("<", x * y, 0)),
    "a product of negative numbers": (real(down, down_y), rel(">", x * y, 0)),
    "a product with zero": (real(eq(y, 0)), eq(exp(x) * y, 0)),
    "a product of three": (real(down, down_y), rel(">", exp(x) * x * y, 0)),
    "a quotient of negative numbers": (real(down, down_y), rel(">", x / y, 0)),
    "a quotient by anything": (real(up), rel("!=", x / y, 0)),
    "what a guard leaves": (real(up), rel(">=", call("where", x, up_y), 0)),
    "a square": (real(), rel(">=", x**2, 0)),
    "a square of what does not vanish": (real(rel("!=", x, 0)), rel(">", x**2, 0)),
    "a cube": (real(down), rel("<", x**3, 0)),
    "a reciprocal square": (real(), rel(">", x ** number(-2), 0)),
    "a reciprocal cube": (real(down), rel("<", x ** number(-3), 0)),
    "a reciprocal cube of anything": (real(), rel("!=", x ** number(-3), 0)),
    "a power zero": (real(), rel(">", x**0, 0)),
    "a power of a positive number": (real(up), rel(">", x**y, 0)),
    "a power of what may vanish": (real(least), rel(">=", x**y, 0)),
    "a square root by its exponent": (real(), rel(">=", x**HALF, 0)),
    "a reciprocal root": (real(), rel(">", x**-HALF, 0)),
    "a whole power of what does not vanish": (real(), rel("!=", (-ONE) ** n, 0)),
    "a sum of positive terms": (real(rel("<=", 1, k)), rel(">", total(exp(j)), 0)),
    "a sum of negative terms": (real(rel("<=", 1, k)), rel("<", total(-exp(j)), 0)),
    "a sum of positive terms that may be empty": (real(), rel(">=", total(exp(j)), 0)),
    "a sum of negative terms that may be empty": (real(), rel("<=", total(-exp(j)), 0)),
    "a sum of terms by their range": (real(rel("<=", 1, k)), rel(">", total(j), 0)),
    "a product of positive factors": (real(), rel(">", product(exp(j)), 0)),
    "a product of factors that may vanish": (real(), rel(">=", product(x**2), 0)),
    # --- closed terms ---
    "a closed term": (real(), rel(">", call("sqrt", 2) - 1, 0)),
    "a closed term of balls": (real(), rel("<", sin(number(4)), 0)),
    "a logarithm": (real(), rel("<", log(HALF), 0)),
    # --- the complex field ---
    "an exponential": (plane(), rel("!=", exp(z), 0)),
    "gamma": (plane(), rel("!=", call("gamma", z), 0)),
    "a product of exponentials": (plane(), rel("!=", exp(z) * call("gamma", z), 0)),
    "a root of an exponential": (plane(), rel("!=", call("sqrt", exp(z)), 0)),
    "a conjugate": (plane(rel("!=", z, 0)), rel("!=", call("conjugate", z), 0)),
    "a negation of an exponential": (plane(), rel("!=", -exp(z), 0)),
    "a quotient of an exponential": (plane(), rel("!=", exp(z) / z, 0)),
    "a power of an exponential": (plane(), rel("!=", exp(z) ** z, 0)),
    "an absolute value": (plane(), rel(">=", call("abs", z), 0)),
    "a complex number": (plane(), rel("!=", 1 + I, 0)),
    "a complex number by balls": (plane(), rel("!=", exp(I) + 1, 0)),
    "what is assumed of a complex number": (plane(rel("!=", z, 1)), rel("!=", z - 1, 0)),
}  # fmt: skip


@pytest.mark.parametrize(("context", "statement"), KNOWN.values(), ids=KNOWN)
def test_signs_that_follow(context: Context, statement: Term) -> None:
    assert Facts(context).holds(statement)


UNKNOWN: dict[str, tuple[Context, Term]] = {
    # --- bounds ---
    "at a lower bound": (real(rel(">=", x, 1)), rel(">", x, 1)),
    "beyond a lower bound": (real(rel(">=", x, 1)), rel(">=", x, 2)),
    "under a lower bound": (real(rel(">=", x, 1)), rel("<", x, 2)),
    "at an upper bound": (real(rel("<=", x, 1)), rel("<", x, 1)),
    "beyond an upper bound": (real(rel("<=", x, 1)), rel("<=", x, 0)),
    "above an upper bound": (real(rel("<=", x, 1)), rel(">", x, 0)),
    "another exception": (real(rel("!=", x, 1)), rel("!=", x, 2)),
    "one side of an exception": (real(rel("!=", x, 1)), rel(">", x, 1)),
    "an exception elsewhere": (real(rel(">=", x, 1), rel("!=", x, 2)), rel(">", x, 1)),
    "an open bound below": (real(up, rel(">=", x, 1)), rel(">", x, 1)),
    "an open bound below, last": (real(rel(">=", x, 1), up), rel(">", x, 1)),
    "an open bound above": (real(rel("<", x, 2), rel("<=", x, 1)), rel("<", x, 1)),
    "a bound twice": (real(rel(">=", x, 1), rel(">=", x, 1)), rel(">", x, 1)),
    "a bound of real numbers": (real(up), rel(">=", x, 1)),
    "an upper bound of real numbers": (real(rel("<", x, 1)), rel("<=", x, 0)),
    "whole numbers beyond": (real(rel(">", n, 0)), rel(">=", n, 2)),
    "whole numbers from one": (real(rel(">=", n, 1)), rel(">", n, 1)),
    "whole numbers up to one": (real(rel("<=", n, 1)), rel("<", n, 1)),
    "halves of whole numbers": (real(rel(">", n / 2, 0)), rel(">=", n / 2, 1)),
    "a negative multiple": (real(rel("<", x, 3 * HALF)), rel("<", 3 - 2 * x, 0)),
    "a shifted bound": (real(rel(">", x, 1)), rel(">", x - 2, 0)),
    # --- the written form ---
    "a name": (real(), rel("!=", x, 0)),
    "a sum of two that may vanish": (real(least, rel(">=", y, 0)), rel(">", x + y, 0)),
    "a sum of opposite signs": (real(up, down_y), rel(">", x + y, 0)),
    "a product of one positive number": (real(up), rel(">", x * y, 0)),
    "a product of what may vanish": (real(up, rel(">=", y, 0)), rel(">", x * y, 0)),
    "a quotient of what may vanish": (real(up_y, least), rel(">", x / y, 0)),
    "a quotient by anything": (real(up), rel(">", x / y, 0)),
    "what a guard leaves": (real(up), rel(">", call("where", x, up_y), 0)),
    "what a guard leaves may vanish": (real(up), rel("!=", call("where", x, up_y), 0)),
    "a square may vanish": (real(), rel(">", x**2, 0)),
    "a cube": (real(), rel(">=", x**3, 0)),
    "a reciprocal cube": (real(), rel(">", x ** number(-3), 0)),
    "a power of a negative number": (real(down), rel(">=", x**n, 0)),
    "a power of anything": (real(), rel(">=", x**n, 0)),
    "a power of what may vanish": (real(least), rel(">", x**y, 0)),
    "a power of anything may vanish": (real(), rel("!=", x**n, 0)),
    "a square root may vanish": (real(), rel(">", x**HALF, 0)),
    "a sum of positive terms that may be empty": (real(), rel(">", total(exp(j)), 0)),
    "a sum of negative terms that may be empty": (real(), rel("<", total(-exp(j)), 0)),
    "a sum up to zero": (real(rel("<=", 0, k)), rel(">", total(exp(j)), 0)),
    "an infinite sum": (real(), rel(">", total(exp(-j), 1, INFINITY), 0)),
    "a sum from minus infinity": (real(), rel(">", total(exp(j), -INFINITY, 1), 0)),
    "a sum of anything": (real(), rel(">=", total(x), 0)),
    "a sum of what may vanish": (real(rel("<=", 1, k)), rel(">", total(x**2), 0)),
    "a product of factors that may vanish": (real(), rel(">", product(x**2), 0)),
    "a product of negative factors": (real(), rel("<", product(-exp(j)), 0)),
    "a product of anything": (real(), rel(">=", product(x), 0)),
    "an integral": (real(), rel(">", area(exp(x), 0, 1), 0)),
    "a function nobody knows": (real(), rel(">", sin(x), 0)),
    "what an indicator hides": (real(), eq(call("+", hidden, root + x, -hidden), 0)),
    "what contradicts the written form": (real(rel("<", exp(x), 0)), eq(exp(x), 0)),
    # --- closed terms ---
    "what contradicts a closed term": (real(rel("<", PI, 3)), rel(">=", PI, 3)),
    "a closed term that is zero": (real(), rel(">", sin(PI), 0)),
    "a closed term that has no value": (real(), rel(">", log(-ONE), 0)),
    "a closed term of the wrong sign": (real(), rel(">", 1 - call("sqrt", 2), 0)),
    # --- the complex field ---
    "a complex name": (plane(), rel("!=", z, 0)),
    "a product with a complex name": (plane(), rel("!=", z * exp(z), 0)),
    "a root of a complex name": (plane(), rel("!=", call("sqrt", z), 0)),
    "a sum of exponentials": (plane(), rel("!=", exp(z) + 1, 0)),
    "a square of a complex name": (plane(), rel(">=", z**2, 0)),
    "a power of a complex name": (plane(), rel("!=", z**2, 0)),
    "a quotient of a complex name": (plane(), rel("!=", z / exp(z), 0)),
    "a complex number that is zero": (plane(), rel("!=", exp(I * PI) + 1, 0)),
    "a complex number is ordered": (plane(), rel(">", 1 + I, 0)),
    "a real part of an exponential": (plane(), rel(">", exp(z), 0)),
    "an indicator": (real(), rel(">", one(up), 0)),
}  # fmt: skip


@pytest.mark.parametrize(("context", "statement"), UNKNOWN.values(), ids=UNKNOWN)
def test_signs_that_do_not_follow(context: Context, statement: Term) -> None:
    assert not Facts(context).holds(statement)


def test_what_is_known_of_many_terms_is_limited() -> None:
    facts = Facts(real(up))
    assert facts.holds(rel(">", sum((x**m for m in range(2, 40)), start=x), 0))
    many = call("+", *(x**m for m in range(2, MAX_STEPS + 2)))
    assert not facts.holds(rel(">", many, 0))
