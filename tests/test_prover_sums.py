"""Sums and products of symbolic length: wrong twins first, then what holds."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {
    "n": "positive integer", "m": "nonnegative integer",
    "a": "real[n]", "b": "real[n]", "t": "real[n+1]",
    "s": "positive real[n]", "p": "positive real[n]", "q": "positive real[n]",
    "A": "real[n, n]", "B": "real[n, n]", "C": "real[n, n]",
    "i": "index of n", "k": "index of n", "l": "index of n", "f": "function real, real -> real",
    "x": "real", "y": "real", "c": "real", "g": "positive real", "h": "real in (0, 1)",
}  # fmt: skip
AVERAGE = ("sum(p[j], j = 1..n) = 1",)
BOTH = (*AVERAGE, "sum(q[j], j = 1..n) = 1")
Row = tuple[tuple[str, ...], str, str, str, str]
"""What is assumed, before, relation, after, and another after that is wrong."""

TRIPLE = "sum(sum(sum({}[i, j]*{}[j, k]*{}[k, i], k = 1..n), j = 1..n), i = 1..n)"
PRODUCTS = "sum(sum(1{i < j}*a[i]*a[j], j = 1..n), i = 1..n)"

ROWS: dict[str, Row] = {
    "the order of three sums": (
        (), TRIPLE.format("A", "B", "C"), "=", TRIPLE.format("C", "A", "B"),
        TRIPLE.format("B", "A", "C")),
    "a square under a sum": (
        (), "sum(sum(b[j]*A[i, j], j = 1..n)^2, i = 1..n)", "=",
        "sum(sum(b[j]*b[k]*sum(A[i, j]*A[i, k], i = 1..n), k = 1..n), j = 1..n)",
        "sum(sum(b[j]*b[k]*sum(A[i, j]*A[k, i], i = 1..n), k = 1..n), j = 1..n)"),
    "a term of a sum that is told": (AVERAGE, "p[i]", "<=", "1", "1/2"),
    "the entropy": (AVERAGE, "sum(p[j]*log(p[j]), j = 1..n)", "<=", "0", "-1"),
    "Markov": (
        ("c > 0",), "sum(1{s[j] >= c}*p[j], j = 1..n)", "<=", "sum(s[j]*p[j], j = 1..n)/c",
        "sum(s[j]*p[j], j = 1..n)/(2*c)"),
    "Chebyshev": (
        ("c > 0",), "sum(1{abs(a[j] - x) >= c}*p[j], j = 1..n)", "<=",
        "sum((a[j] - x)^2*p[j], j = 1..n)/c^2", "sum(a[j]^2*p[j], j = 1..n)/c^2"),
    "a variance, shifted and scaled": (
        AVERAGE, "sum(p[k]*(c*a[k] + x - sum(p[j]*(c*a[j] + x), j = 1..n))^2, k = 1..n)", "=",
        "c^2*sum(p[k]*(a[k] - sum(p[j]*a[j], j = 1..n))^2, k = 1..n)",
        "c*sum(p[k]*(a[k] - sum(p[j]*a[j], j = 1..n))^2, k = 1..n)"),
    "weighted binomials, from 0 on": (
        (), "sum(j*binomial(m, j), j = 0..m)", "=", "m*2^(m - 1)", "m*2^m"),
    "alternating binomials": (
        (), "sum((-1)^j*binomial(n, j), j = 0..n)", "=", "0", "1{n = 2}"),
    "a hockey stick of one place": (
        ("m <= n",), "sum(binomial(j, m), j = m..n)", "=", "binomial(n + 1, m + 1)",
        "binomial(n + 1, m)"),
    "within another, shifted by its name": (
        (), "sum(sum(2/(j - i + 1), j = i + 1..n), i = 1..n)", "=",
        "sum(sum(2/(j + 1), j = 1..n - i), i = 1..n)",
        "sum(sum(2/(j + 1), j = 1..n - i + 1), i = 1..n)"),
    "a short range from a name": (
        (), "sum(f(j, j), j = m..m + 2)", "=", "f(m, m) + f(m + 1, m + 1) + f(m + 2, m + 2)",
        "f(m, m) + f(m + 1, m + 1)"),
    "a telescope of entries": (
        (), "sum(t[j + 1] - t[j], j = 1..n)", "=", "t[n + 1] - t[1]", "t[n] - t[1]"),
    "fractions over powers of one denominator": (
        (), "sum(a[j]/(a[j]^2 + 1)^2, j = 1..n) + sum(a[j]^3/(a[j]^2 + 1)^2, j = 1..n)", "=",
        "sum(a[j]/(a[j]^2 + 1), j = 1..n)", "sum(a[j]/(a[j]^2 + 1)^2, j = 1..n)"),
    "fractions over powers of two denominators": (
        (), "c*sum(a[j]*s[j]/((s[j] + 1)^2*(b[j]^2 + 1)), j = 1..n)", "=",
        "sum(c*a[j]/((s[j] + 1)*(b[j]^2 + 1)) - c*a[j]/((s[j] + 1)^2*(b[j]^2 + 1)), j = 1..n)",
        "sum(c*a[j]/((s[j] + 1)*(b[j]^2 + 1)) + c*a[j]/((s[j] + 1)^2*(b[j]^2 + 1)), j = 1..n)"),
    "Cauchy's inequality with weights": (
        (), "sum(p[j]*a[j]*b[j], j = 1..n)^2", "<=",
        "sum(p[j]*a[j]^2, j = 1..n)*sum(p[j]*b[j]^2, j = 1..n)",
        "sum(p[j]*a[j]^2, j = 1..n)*sum(p[j]*b[j]^2, j = 1..n)/2"),
    "summation by parts": (
        (), "sum(t[j]*(t[j + 1] - t[j]), j = 1..n)", "=",
        "t[n + 1]^2 - t[1]^2 - sum(t[j + 1]*(t[j + 1] - t[j]), j = 1..n)",
        "t[n + 1]^2 - t[1]^2 - sum(t[j]*(t[j + 1] - t[j]), j = 1..n)"),
    "turned round": (
        (), "sum(j*a[n + 1 - j], j = 1..n)", "=", "sum((n + 1 - j)*a[j], j = 1..n)",
        "sum((n - j)*a[j], j = 1..n)"),
    "a triangle": (
        (), "sum(sum(f(i, j), j = 1..i), i = 1..n)", "=", "sum(sum(f(i, j), i = j..n), j = 1..n)",
        "sum(sum(f(i, j), i = 1..j), j = 1..n)"),
    "a triangle without its diagonal": (
        (), "sum(a[i]*sum(b[j], j = i + 1..n), i = 1..n)", "=",
        "sum(b[j]*sum(a[i], i = 1..j - 1), j = 1..n)", "sum(b[j]*sum(a[i], i = 1..j), j = 1..n)"),
    "half of a square": (
        (), PRODUCTS, "=", "(sum(a[i], i = 1..n)^2 - sum(a[i]^2, i = 1..n))/2",
        "(sum(a[i], i = 1..n)^2 + sum(a[i]^2, i = 1..n))/2"),
    "a sum of tails": (
        (), "sum(sum(a[k], k = j..n), j = 1..n)", "=", "sum(k*a[k], k = 1..n)",
        "sum((k - 1)*a[k], k = 1..n)"),
    "divided at a name": (
        (), "sum(a[j], j = 1..n)", "=", "sum(a[j], j = 1..i) + sum(a[j], j = i + 1..n)",
        "sum(a[j], j = 1..i) + sum(a[j], j = i..n)"),
    "cut by an indicator": (
        (), "sum(1{j <= i}*a[j], j = 1..n)", "=", "sum(a[j], j = 1..i)", "sum(a[j], j = i..n)"),
    "a derivative by an entry": (
        (), "diff(sum(A[i, j]*a[j], j = 1..n), A[k, l])", "=", "1{i = k}*a[l]", "1{i = k}*a[i]"),
    "a derivative of divergences": (
        (), "diff(sum(p[j]*log(p[j]/q[j]), j = 1..n), q[i])", "=", "-p[i]/q[i]", "p[i]/q[i]"),
    "the same by the other": (
        (), "diff(sum(p[j]*log(p[j]/q[j]), j = 1..n), p[i])", "=", "log(p[i]/q[i]) + 1",
        "log(p[i]/q[i])"),
    "a product but for one factor": (
        (), "prod(a[j], j = 1..n)", "=", "a[i]*prod(a[j], j = 1..n, j != i)",
        "a[i]*prod(a[j], j = 1..n, j != k)"),
    "a product divided at a name": (
        (), "prod(a[j], j = 1..n)", "=", "prod(a[j], j = 1..i)*prod(a[j], j = i + 1..n)",
        "prod(a[j], j = 1..i)*prod(a[j], j = i..n)"),
    "a product by one of its factors": (
        (), "diff(prod(a[j], j = 1..n), a[i])", "=", "prod(a[j], j = 1..n, j != i)",
        "prod(a[j], j = 1..n)"),
    "a positive product by one of its factors": (
        (), "diff(prod(s[j], j = 1..n), s[i])", "=", "prod(s[j], j = 1..n)/s[i]",
        "prod(s[j], j = 1..n)*s[i]"),
    "a mean by one of its factors": (
        (), "diff(prod(s[j], j = 1..n)^(1/n), s[i])", "=",
        "prod(s[j], j = 1..n)^(1/n)/(n*s[i])", "prod(s[j], j = 1..n)^(1/n)/s[i]"),
    "a logarithmic derivative": (
        (), "diff(prod(1 + a[j]^2*x^2, j = 1..n), x)", "=",
        "prod(1 + a[j]^2*x^2, j = 1..n)*sum(2*a[j]^2*x/(1 + a[j]^2*x^2), j = 1..n)",
        "prod(1 + a[j]^2*x^2, j = 1..n)*sum(a[j]^2*x/(1 + a[j]^2*x^2), j = 1..n)"),
    "a score": (
        ("c > 0",), "diff(log(prod(c*exp(-c*s[j]), j = 1..n)), c)", "=",
        "n/c - sum(s[j], j = 1..n)", "1/c - sum(s[j], j = 1..n)"),
    "a power of a product": (
        (), "prod(a[j]^2, j = 1..n)", "=", "prod(a[j], j = 1..n)^2",
        "prod(a[j], j = 1..n)^3"),
    "exponentials": (
        (), "prod(exp(a[j]), j = 1..n)", "=", "exp(sum(a[j], j = 1..n))",
        "sum(exp(a[j]), j = 1..n)"),
    "a logarithm of a product": (
        (), "log(prod(s[j]^c, j = 1..n))", "=", "c*sum(log(s[j]), j = 1..n)",
        "sum(log(s[j]), j = 1..n)^c"),
    "powers of what may vanish": ((), "x^(n - 1)*x", "=", "x^n", "x^(n - 1)"),
    # --- binomials ---
    "all subsets": ((), "sum(binomial(m, j), j = 0..m)", "=", "2^m", "2^m - 1"),
    "the binomial theorem": (
        (), "sum(binomial(m, j)*x^j*y^(m - j), j = 0..m)", "=", "(x + y)^m", "(x - y)^m"),
    "a hockey stick": (
        (), "sum(binomial(2 + j, j), j = 0..m)", "=", "binomial(m + 3, m)", "binomial(m + 2, m)"),
    # --- inequalities ---
    "positive terms":      ((), "sum(s[j], j = 1..n)", ">", "0", "n"),
    "term by term": (
        ("for all j = 1..n: a[j] <= b[j]",), "sum(a[j], j = 1..n)", "<=", "sum(b[j], j = 1..n)",
        "b[1]"),
    "a triangle inequality": (
        (), "|sum(a[j], j = 1..n)|", "<=", "sum(|a[j]|, j = 1..n)", "|sum(a[j]/2, j = 1..n)|"),
    "Cauchy": (
        (), "sum(a[j]*b[j], j = 1..n)^2", "<=", "sum(a[j]^2, j = 1..n)*sum(b[j]^2, j = 1..n)",
        "sum(a[j]^2*b[j]^2, j = 1..n)"),
    "Cauchy, a constant": (
        (), "sum(a[j], j = 1..n)^2", "<=", "n*sum(a[j]^2, j = 1..n)", "sum(a[j]^2, j = 1..n)"),
    "a variance": (
        AVERAGE, "sum(p[j]*a[j]^2, j = 1..n)", ">=", "sum(p[j]*a[j], j = 1..n)^2",
        "sum(a[j], j = 1..n)^2"),
    "Jensen": (
        AVERAGE, "exp(sum(p[j]*a[j], j = 1..n))", "<=", "sum(p[j]*exp(a[j]), j = 1..n)",
        "sum(p[j]*a[j], j = 1..n)"),
    "Jensen, a logarithm": (
        AVERAGE, "sum(p[j]*log(s[j]), j = 1..n)", "<=", "log(sum(p[j]*s[j], j = 1..n))",
        "log(sum(p[j]*s[j], j = 1..n)) - 1"),
    "a logarithm that is bounded": (
        ("log(s[i]^2/p[i]^2) <= s[i]^2/p[i]^2 - 1",), "log(p[i]/s[i])", ">=",
        "1/2 - s[i]^2/(2*p[i]^2)", "3/2 - s[i]^2/(2*p[i]^2)"),
    "a cross entropy": (
        BOTH, "-sum(p[j]*log(p[j]), j = 1..n)", "<=", "-sum(p[j]*log(q[j]), j = 1..n)",
        "-sum(q[j]*log(q[j]), j = 1..n)"),
    "falling powers of a positive base": (
        (), "sum(g^(n - j), j = 1..n)", "=", "sum(g^j, j = 0..n-1)", "sum(g^j, j = 1..n)"),
    "a geometric sum that falls": (
        (), "(1 - h)*sum(h^(n - j), j = 1..n)", "=", "1 - h^n", "1 - h^(n + 1)"),
    "a geometric sum of exponentials": (
        (), "sum(exp(-g*j), j = 0..n-1)", "=", "(1 - exp(-g*n))/(1 - exp(-g))",
        "(1 - exp(-g*n))/(1 + exp(-g))"),
    "a binomial beyond its range": (("m > n",), "binomial(n, m)", "=", "0", "1"),
    "a hockey stick from 0": (
        (), "sum(binomial(j, l), j = 0..m)", "=", "binomial(m + 1, l + 1)", "binomial(m + 1, l)"),
    "binomials but for the first": (
        (), "sum(binomial(n, j), j = 1..n)", "=", "2^n - 1", "2^n"),
    "binomials over j + 1": (
        (), "sum(binomial(n, j)/(j + 1), j = 0..n)", "=", "(2^(n + 1) - 1)/(n + 1)",
        "2^(n + 1)/(n + 1)"),
    "Gibbs": (BOTH, "sum(p[j]*log(p[j]/q[j]), j = 1..n)", ">=", "0", "1"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("assume", "before", "relation", "after", "wrong"), ROWS.values(), ids=ROWS
)
def test_a_wrong_twin_is_refuted(
    assume: tuple[str, ...], before: str, relation: str, after: str, wrong: str
) -> None:
    found = check_step(before, wrong, relation, symbols=SYMBOLS, assume=assume)
    assert found.name == "refuted"


@pytest.mark.parametrize(
    ("assume", "before", "relation", "after", "wrong"), ROWS.values(), ids=ROWS
)
def test_what_holds_is_proved(
    assume: tuple[str, ...], before: str, relation: str, after: str, wrong: str
) -> None:
    found = check_step(before, after, relation, symbols=SYMBOLS, assume=assume)
    assert found.name == "proved"
    assert not found.conditions


def test_the_variable_of_a_difference_is_no_place() -> None:
    """b[j] and a[j + 1] have no common place to begin at: both forms are the same sum."""
    before, after = "sum(a[j]*b[n + 1 - j], j = 1..n)", "sum(a[n + 1 - j]*b[j], j = 1..n)"
    assert check_step(before, after, symbols=SYMBOLS).name == "proved"
