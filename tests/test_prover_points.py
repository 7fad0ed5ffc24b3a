"""Points that meet assumptions which few points meet: false steps are refuted there.

The true step beside each false one is proved and has been sampled, at the same kind of point.
"""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from derivcheck.api import check_step
from derivcheck.verdicts.report import Verdict

SYMBOLS = {
    "a": "real", "b": "real", "c": "real", "d": "real", "f": "function", "g": "function",
    "h": "function real, real -> real", "n": "positive integer", "i": "index of n",
    "p": "real[n]", "q": "real[n]", "s": "real[n]", "x": "real", "y": "real", "z": "real",
    "A": "real[n, n]", "B": "real[n, n]", "M": "invertible real[n, n]", "S": "symmetric real[n, n]",
    "T": "real[n, n, n]", "j": "index of n",
}  # fmt: skip


def judged(assume: str, before: str, after: str) -> Verdict:
    statements = [p for p in assume.split("; ") if p]
    return check_step(before, after, symbols=SYMBOLS, assume=statements)


CASES: dict[str, tuple[str, str, str, str]] = {
    "a line and a hyperbola": ("x + y = 3; x*y = 1", "x^2 + y^2", "8", "7"),
    "the greater root": ("x + y = 3; x*y = 1; x > y", "(x - y)^2", "4", "5"),
    "a circle and a hyperbola": ("x^2 + y^2 = 3; x*y = 1", "x^4 + y^4", "8", "7"),
    "four linear equations": (
        "a + b + c + d = 10; a - b = -1; b - c = -1; c - d = -1",
        "a*b*c*d",
        "25",
        "24",
    ),
    "three symmetric functions": (
        "x + y + z = 6; x*y*z = 6; x^2 + y^2 + z^2 = 14",
        "x*y + y*z + z*x",
        "12",
        "11",
    ),
    "sines and cosines": ("sin(x) + cos(y) = 1; x + y = pi/2", "sin(x) + cos(y)", "2*cos(x)", "1"),
    "a conic through a corner": ("x^2 + x*y = 1; y^2 + x*y = 3", "(x + y)^2", "5", "4"),
    "a logarithm of an entry": ("log(p[1]) + a = 0; p[1] > 1", "a", "log(p[1])", "-log(p[1])"),
    "a logarithm of an entry of a matrix": (
        "log(A[1, 1]) + a = 0; A[1, 1] > 1",
        "a",
        "log(A[1, 1])",
        "-log(A[1, 1])",
    ),
    "a derivative by an entry": (
        "for all k = 1..n: p[k] > 0;"
        " diff(sum(p[k]*log(p[k]), k = 1..n) + a*(sum(p[k], k = 1..n) - 1), p[1]) = 0",
        "a",
        "1 - log(p[1])",
        "-log(p[1]) - 1",
    ),
    "two values": ("f(0) = 0; f(1) = 2", "f(0) + f(1)", "3", "2"),
    "a value and a slope": ("f(0) = 1; f'(0) = 3", "f(0)*f'(0)", "4", "3"),
    "an integral": ("f(0) = 0; int(f(t), t = 0..1) = 1", "f(0) + 2*int(f(t), t = 0..1)", "1", "2"),
    "values at names": ("f(a) = 0; f(b) = 1; a < b", "f(a) + f(b)", "2", "1"),
    "values of two arguments": ("h(0, 1) = 2; h(1, 0) = 3", "h(0, 1) + h(1, 0)", "h(1, 1)", "5"),
    "a geometric sequence": ("for all k: f(k + 1) = 2*f(k); f(0) = 3", "f(2)", "9", "12"),
    "an arithmetic sequence": ("for all k: f(k + 1) = f(k) + 5; f(0) = 1", "f(3)", "15", "16"),
    "the Fibonacci numbers": (
        "for all k: f(k + 2) = f(k + 1) + f(k); f(0) = 0; f(1) = 1",
        "f(3)",
        "3",
        "2",
    ),
    "triangular numbers": ("for all k: f(k + 1) = f(k) + k; f(0) = 0", "f(3)", "6", "3"),
    "signs in turn": ("for all k: f(k + 1) = -f(k); f(0) = 1", "f(3)", "1", "-1"),
    "an oscillation": (
        "for all t: f''(t) = -f(t); f(0) = 0; f'(0) = 2",
        "f''(0) + f'(0)",
        "1",
        "2",
    ),
    "a decay": ("for all t: 2*f'(t) = -f(t); f(0) = 1", "f''(x)", "f(x)/2", "f(x)/4"),
    "a forced equation": ("for all t: f'(t) + f(t) = t; f(0) = 1", "f'(0)", "1", "-1"),
    "a period": ("for all t: f(t + 2) = f(t)", "f(x + 2)", "f(x + 1)", "f(x)"),
    "a period between": ("for all t: f(t + 1) = f(t); f(0) = 1", "f(2)", "f(1/2)", "1"),
    "a frequency that has a name": (
        "for all t: f''(t) = -a^2*f(t); f(0) = 1; f'(0) = 0; a > 0",
        "f''(0)",
        "-a",
        "-a^2",
    ),
    "a rate that has a name": ("for all t: f'(t) = a*f(t); f(0) = 1", "f''(0)", "a", "a^2"),
    "an additive function": (
        "for all u: for all v: f(u + v) = f(u) + f(v); f(1) = 2",
        "f(3)",
        "5",
        "6",
    ),
    "an equation in two variables": (
        "for all u: for all v: f(u) + f(v) = f(u + v) - u*v - 1; f(1) = 1",
        "f(3)",
        "9",
        "8",
    ),
    "a vector by a formula": ("for all k = 1..n, s[k] = 2*k", "s[i]", "i + 1", "2*i"),
    "a vector by its entries": (
        "for all k = 1..n, s[k] = 2*k",
        "sum(s[k], k = 1..n)",
        "n^2",
        "n*(n + 1)",
    ),
    "a vector by recurrence": (
        "n >= 3; s[1] = 1; for all k = 1..n - 1, s[k + 1] = 2*s[k]",
        "s[3]",
        "5",
        "4",
    ),
    "two distributions": (
        "for all k = 1..n, p[k] > 0 and q[k] > 0; sum(p[k], k = 1..n) = 1; sum(q[k], k = 1..n) = 1",
        "sum(p[k] - q[k], k = 1..n)",
        "n - 1",
        "0",
    ),
    "a sum and a mean": (
        "sum(p[k], k = 1..n) = 1; sum(k*p[k], k = 1..n) = 2",
        "sum(k*p[k], k = 1..n)",
        "1",
        "2",
    ),
}
"""What is assumed, a term, what it is not always, and what it is."""

MATRICES: dict[str, tuple[str, str, str]] = {
    "antisymmetric": ("A.T = -A", "A @ A", "A"),
    "idempotent": ("A @ A = A", "A.T", "A"),
    "idempotent and symmetric": ("S @ S = S", "tr(S)", "n"),
    "singular": ("det(A) = 0", "A", "0*A"),
    "nilpotent": ("A @ A = 0*A", "A", "0*A"),
    "an involution": ("A @ A = A @ inv(A)", "A", "inv(B) @ B"),
    "orthogonal": ("A.T @ A = A @ inv(A)", "A", "A.T"),
    "of determinant one": ("det(A) = 1", "tr(A)", "n"),
    "without a trace": ("tr(A) = 0", "det(A)", "0"),
    "a pair that commutes": ("A @ B = B @ A", "A", "B"),
    "given by its entries": ("for all k = 1..n, for all l = 1..n, A[k, l] = k + l", "tr(A)", "n^2"),
    "invertible": ("", "abs(det(M))", "det(M)"),
}
"""What is assumed of a matrix, and what does not follow."""


@pytest.mark.parametrize(("assume", "before", "wrong", "right"), CASES.values(), ids=CASES)
def test_points_meet_the_assumptions(assume: str, before: str, wrong: str, right: str) -> None:
    assert judged(assume, before, wrong).name == "refuted"
    verdict = judged(assume, before, right)
    assert (verdict.name, verdict.reasons) == ("proved", ())


REFUTED: dict[str, tuple[str, str, str]] = {
    "the law of the parallelogram": (
        "for all u: for all v: f(u + v) + f(u - v) = 2*f(u) + 2*f(v); f(1) = 3", "f(2)", "6",
    ),
    "an integral of a slope": ("", "int(f'(t), t = 0..x)", "f(x)"),
    "an integral of two functions": (
        "", "int(f(t)*g'(t), t = 0..x)", "f(x)*g(x) - int(f'(t)*g(t), t = 0..x)",
    ),
}  # fmt: skip
"""What is assumed, and what does not follow."""


@pytest.mark.parametrize(("assume", "before", "after"), REFUTED.values(), ids=REFUTED)
def test_wrong_steps_are_refuted(assume: str, before: str, after: str) -> None:
    assert judged(assume, before, after).name == "refuted"


@pytest.mark.parametrize(("assume", "before", "after"), MATRICES.values(), ids=MATRICES)
def test_matrices_meet_the_assumptions(assume: str, before: str, after: str) -> None:
    assert judged(assume, before, after).name == "refuted"


ORDERED = ["a = 4", "3*c = d", "d = -a"]


@pytest.mark.parametrize("assume", [*permutations(ORDERED)], ids="; ".join)
def test_the_order_of_the_assumptions_does_not_matter(assume: Any) -> None:
    verdict = check_step("c", "-4/3", symbols=SYMBOLS, assume=list(assume))
    assert (verdict.name, verdict.reasons) == ("proved", ())
    assert check_step("c", "4/3", symbols=SYMBOLS, assume=list(assume)).name == "refuted"


def test_an_array_of_three_axes_is_sampled() -> None:
    rate = "diff(sum(T[i, j, k]*p[k], k = 1..n), p[i])"
    verdict = judged("", rate, "T[i, j, i]")
    assert (verdict.name, verdict.reasons) == ("proved", ())
    assert judged("", rate, "T[j, i, i]").name == "refuted"


def test_points_are_simple() -> None:
    verdict = judged("f(0) = 0; f(1) = 2", "f(1/2)", "1")
    assert verdict.counterexample is not None
    assert verdict.counterexample.point == {"f": "s -> s + s^2"}
