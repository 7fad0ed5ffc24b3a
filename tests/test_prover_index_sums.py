"""Sums over ranges that depend on one another: first what is false, and what is no such sum."""

from __future__ import annotations

import pytest

from derivcheck.documents.rows import read_row
from derivcheck.kernel.checker.proof import Proved
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.terms import App, Sym, call
from derivcheck.provers.equations import index_sums
from derivcheck.provers.foundations.differences import Differences
from derivcheck.provers.foundations.limits import Limits

SYMBOLS = {
    "n": "positive integer", "m": "positive integer", "a": "real[n]", "b": "real[n]",
    "c": "real[n, n]", "d": "real[n, m]", "s": "symmetric real[n, n]", "p, q, l": "index of n",
}  # fmt: skip

FALSE = {
    "the other triangle":   ("sum(sum(c[i, j], j = i..n), i = 1..n)",
                             "sum(sum(c[i, j], j = 1..i), i = 1..n)"),
    "the diagonal lost":    ("sum(sum(c[i, j], j = i..n), i = 1..n)",
                             "sum(sum(c[i, j], i = 1..j-1), j = 1..n)"),
    "split at p twice":     ("sum(sum(c[i, j], j = 1..i), i = 1..n)",
                             "sum(sum(c[i, j], j = 1..i), i = 1..p)"
                             " + sum(sum(c[i, j], j = 1..i), i = p..n)"),
    "no symmetric matrix":  ("sum(sum(c[i, j]*a[j], j = i..n), i = 1..n)",
                             "sum(sum(c[j, i]*a[j], j = i..n), i = 1..n)"),
    "half of the square":   ("sum(sum(a[i]*a[j]*1{i <= j}, j = 1..n), i = 1..n)",
                             "sum(sum(a[i]*a[j], j = 1..n), i = 1..n)/2"),
    "one left out":         ("sum(sum(c[i, j], j = 1..n), i = 1..n)",
                             "sum(sum(c[i, j], j = 1..n), i = 1..q)"
                             " + sum(sum(c[i, j], j = 1..n), i = q+2..n)"),
    "the diagonal twice":   ("tr(c @ c.T)",
                             "sum(sum(c[i, j]^2, j = 1..i), i = 1..n)"
                             " + sum(sum(c[i, j]^2, j = i..n), i = 1..n)"),
    "a form not symmetric": ("a.T @ c @ a",
                             "sum(c[i, i]*a[i]^2, i = 1..n)"
                             " + 2*sum(sum(c[i, j]*a[i]*a[j], j = i+1..n), i = 1..n)"),
    "beside the range":     ("sum(sum(a[j], j = 1..i), i = 1..n)",
                             "sum(sum(a[j], j = 0..i), i = 1..n)"),
    "turned beside another": ("sum(sum(b[j]*c[k, j], k = j..n), j = 1..n)",
                             "sum(sum(b[j]*c[j+n-k, k], j = 1..k), k = 1..n)"),
    "turned too far":       ("sum(sum(a[i]*b[j], j = 1..n), i = 1..n)",
                             "sum(sum(a[k]*b[j], j = 1..n), k = 1..q)"
                             " + sum(1{q <= i}*sum(a[n+q-i]*b[j], j = 1..n), i = 1..n)"),
}  # fmt: skip
TRUE = {
    "the same triangle":    ("sum(sum(c[i, j], j = i..n), i = 1..n)",
                             "sum(sum(c[i, j], i = 1..j), j = 1..n)"),
    "a strict one":         ("sum(sum(c[i, j]*d[i, k], j = i + 1..n), i = 1..n)",
                             "sum(sum(1{i < j}*c[i, j]*d[i, k], i = 1..n), j = 1..n)"),
    "split at p":           ("sum(sum(c[i, j], j = 1..i), i = 1..n)",
                             "sum(sum(c[i, j], j = 1..i), i = 1..p)"
                             " + sum(sum(c[i, j], i = 1 + p..n, j <= i), j = 1..n)"),
    "three indices":        ("sum(sum(sum(a[i]*b[j]*c[k, j], k = j..n), j = 1..i-1), i = 1..n)",
                             "sum(sum(a[i]*sum(b[j]*c[k, j], j = 1..k, j < i), i = 1..n),"
                             " k = 1..n)"),
    "a symmetric matrix":   ("sum(sum(s[i, j]*a[j], j = i..n), i = 1..n)",
                             "sum(sum(s[k, i]*a[k], i = 1..k), k = 1..n)"),
    "moved and turned":     ("sum(sum(a[i]*d[j, k], j = 1..i), i = 1..n)",
                             "sum(sum(a[n - i]*d[j + 1, k], j = 0..n - i - 1), i = 0..n - 1)"),
    "collapsed":            ("sum(sum(sum(c[i, l]*1{l = j}*a[l], l = 1..n), j = i..n), i = 1..n)",
                             "sum(sum(c[i, j]*a[j], j = 1..n), i = 1..n)"
                             " - sum(sum(c[i, j]*a[j]*1{j < i}, i = 1..n), j = 1..n)"),
    "turned beside another": ("sum(sum(sum(d[l, i]*b[j]*s[k, j], k = j..n), j = 1..n), i = 1..m)",
                             "sum(sum(sum(d[l, i]*b[j]*s[j+n-k, j], j = 1..k), k = 1..n),"
                             " i = 1..m)"),
    "turned where it is cut": ("sum(sum(a[i]*b[j], j = 1..n), i = 1..n)",
                             "sum(sum(a[k]*b[j], j = 1..n), k = 1..q)"
                             " + sum(1{q < i}*sum(a[n+q-i+1]*b[j], j = 1..n), i = 1..n)"),
    "a slope of two":       ("sum(sum(a[j], j = 2*i..n), i = 1..n)",
                             "sum(sum(a[j], i = 1..n, 2*i <= j), j = 1..n)"),
    "in parts":             ("sum(a[i], i = 1..n)",
                             "sum(a[i], i = 1..q) + sum(a[i - 1], i = q+2..n+1)"),
    "parts of a rectangle": ("sum(sum(d[i, j], j = 1..m), i = 1..n)",
                             "sum(sum(sum(1{l = i}*d[l, j], l = 1..q)"
                             " + sum(1{l = i}*d[l, j], l = q+1..n), j = 1..m), i = 1..n)"),
    "the diagonal alone":   ("sum(sum(s[i, j], j = 1..i), i = 1..n)",
                             "(sum(sum(s[i, j], j = 1..n), i = 1..n) + sum(s[i, i], i = 1..n))/2"),
    "a square of entries":  ("sum(sum(a[i]*a[i]*b[j], j = i..n), i = 1..n)",
                             "sum(sum(a[i]^2, i = 1..j)*b[j], j = 1..n)"),
    "Lagrange's identity":  ("sum(sum((a[i]*b[j] - a[j]*b[i])^2, j = i+1..n), i = 1..n)",
                             "(a.T @ a)*(b.T @ b) - (a.T @ b)^2"),
    "deep conditions":      ("sum(sum(sum(b[i]*b[k], k = 1..i), j = i+1..n), i = 1..n)",
                             "sum(sum(sum(b[i+1]*b[k], k = 1..i+1), i = 0..j-2), j = 1..q)"
                             " + sum(sum(sum(b[i+1]*b[k], k = 1..i+1), i = 0..j-2), j = q+1..n)"),
    "a trace":              ("tr(c @ c.T)",
                             "sum(sum(c[i, j]^2, j = 1..i), i = 1..n)"
                             " + sum(sum(c[i, j]^2, j = i+1..n), i = 1..n)"),
    "a quadratic form":     ("a.T @ (c + c.T) @ a",
                             "2*sum(c[i, i]*a[i]^2, i = 1..n)"
                             " + 2*sum(sum((c[i, j] + c[j, i])*a[i]*a[j], j = i+1..n), i = 1..n)"),
    "numbers of the index": ("sum(sum(i*b[j]*1{i != q}, j = i..n), i = 1..n)",
                             "sum(sum(1{i+1 <= k}*(i+1)*b[k]*1{i+1 != q}, k = 1..n), i = 0..n-1)"),
}  # fmt: skip
ELSEWHERE = {
    "a rectangle":      ("sum(sum(c[i, j], j = 1..n), i = 1..n)",
                         "sum(sum(c[i, j], i = 1..n), j = 1..n)"),
    "a function":       ("sum(sum(exp(a[j]), j = 1..i), i = 1..n)",
                         "sum(sum(exp(a[j]), i = j..n), j = 1..n)"),
}  # fmt: skip


def claim(before: str, after: str) -> Claim:
    symbols = SYMBOLS | {"k": "index of m"}
    found = read_row({"symbols": symbols, "from": before, "to": after, "relation": "="})
    assert isinstance(found, Claim)
    return found


@pytest.mark.parametrize(("before", "after"), FALSE.values(), ids=FALSE)
def test_what_is_false_is_not_shown(before: str, after: str) -> None:
    asked = claim(before, after)
    found = index_sums.prove(asked, Limits())
    assert found is None or not isinstance(judge(asked, found), Proved)


@pytest.mark.parametrize(("before", "after"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_other_sums_are_left_alone(before: str, after: str) -> None:
    assert index_sums.prove(claim(before, after), Limits()) is None


@pytest.mark.parametrize(("before", "after"), TRUE.values(), ids=TRUE)
def test_sums_over_polyhedra_are_equal(before: str, after: str) -> None:
    asked = claim(before, after)
    assert isinstance(judge(asked, index_sums.prove(asked, Limits())), Proved)


X, Y, Z = map(Sym, "xyz")


@pytest.mark.parametrize(
    ("known", "asked", "follows"),
    [
        ((call("<=", X, Y), call("<=", Y, Z)), call("<", X, Z), False),
        ((call("<=", X, Y), call("<=", Z, Y)), call("<=", X, Z), False),
        ((call("<", 2 * X, Y),), call("<", X, Y), False),
        ((call("!=", X, Y),), call("<=", X, Y), False),
        ((call("<=", X, Y), call("<=", Y, Z)), call("<=", X, Z), True),
        ((call("<", X, Y), call("<", Y, Z)), call("<=", X + 2, Z), True),
        ((App("in", (X, Sym("n"), Y)),), call("<=", Sym("n"), Y), True),
    ],
)
def test_bounds_on_differences_add_up(known, asked, follows: bool) -> None:
    assert (Differences.of(known).shown(asked) is not None) == follows
