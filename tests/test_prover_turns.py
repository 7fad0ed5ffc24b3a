"""Powers and sums of complex exponentials, and distances: first what is false, then what holds."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {
    "n": "integer in [2, oo)", "p": "positive integer", "m": "integer", "t": "real",
    "k": "integer", "l": "integer",
    "x": "complex[0..p - 1]", "z": "complex", "w": "complex", "v": "complex",
}  # fmt: skip
APART = ("0 <= k", "k < p", "0 <= l", "l < p")
EXCHANGED = "sum(sum(x[j]*exp(2*pi*I*m*(k - j)/p), j = 0..p - 1), m = 0..p - 1)"
INVERSE = "sum(x[j]*sum(exp(2*pi*I*m*(k - j)/p), m = 0..p - 1), j = 0..p - 1)"
INSIDE = ("0 < m", "m < n")
WRONG = {
    "a turn too many":       ("sum(exp(2*pi*I*k/n), k = 0..n)", "=", "0", ()),
    "only one root":         ("sum(exp(2*pi*I*k/p), k = 0..p - 1)", "=", "0", ()),
    "whole turns":           ("sum(exp(2*pi*I*m*k/n), k = 0..n - 1)", "=", "0", ()),
    "indices that may be n apart": ("sum(exp(2*pi*I*j*(k + l)/p), j = 0..p - 1)", "=",
                              "p*1{k + l = p}", APART),
    "one term too many":     ("sum(exp(2*pi*I*j*(k - l)/p), j = 0..p)", "=", "p*1{k = l}", APART),
    "the conjugate of a turn": ("conjugate(exp(2*pi*I/p))", "=", "exp(2*pi*I/p)", ()),
    "the other way round":   ("(cos(t) - I*sin(t))^p", "=", "cos(p*t) + I*sin(p*t)", ()),
    "a root that is none":   ("exp(pi*I/n)^n", "=", "1", ()),
    "a triangle turned":     ("abs(z + w)", ">=", "abs(z) + abs(w)", ()),
    "strictly":              ("abs(z + w)", "<", "abs(z) + abs(w)", ()),
    "without the third side": ("abs(z - w)", "<=", "abs(z - v)", ()),
}  # fmt: skip
RIGHT = {
    "de Moivre":             ("exp(I*t)^m", "=", "exp(I*m*t)", ()),
    "a root of unity":       ("exp(2*pi*I*m/n)^n", "=", "1", ()),
    "that is not 1":         ("exp(2*pi*I/n)", "!=", "1", ()),
    "their sum":             ("sum(exp(2*pi*I/n)^k, k = 0..n - 1)", "=", "0", ()),
    "of their powers":       ("sum(exp(2*pi*I*m*k/n), k = 0..n - 1)", "=", "0", INSIDE),
    "a turn backwards":      ("exp(2*pi*I*m/n)", "!=", "1", ("-n < m", "m < 0")),
    "a turn either way":     ("exp(2*pi*I*(k - l)/p)", "!=", "1", (*APART, "k != l")),
    "orthogonality":         ("sum(exp(2*pi*I*j*(k - l)/p), j = 0..p - 1)", "=", "p*1{k = l}",
                              APART),
    "of products":           ("sum(exp(2*pi*I*j*k/p)*exp(-2*pi*I*j*l/p), j = 0..p - 1)", "=",
                              "p*1{k = l}", APART),
    "of powers of a root":   ("sum(exp(2*pi*I/p)^(j*(k - l)), j = 0..p - 1)", "=", "p*1{k = l}",
                              APART),
    "sums exchanged":        (EXCHANGED, "=", INVERSE, APART),
    "the inverse transform": (INVERSE, "=", "p*x[k]", APART),
    "conjugate exponentials": ("conjugate(exp(2*pi*I/p))", "=", "exp(-2*pi*I/p)", ()),
    "Dirichlet's kernel":    ("sum(exp(I*k*t), k = 0..p)", "=",
                              "(1 - exp(I*(p + 1)*t))/(1 - exp(I*t))", ("0 < t", "t < 2*pi")),
    "two sides":             ("abs(z + w)", "<=", "abs(z) + abs(w)", ()),
    "three sides":           ("abs(z + w + v)", "<=", "abs(z) + abs(w) + abs(v)", ()),
    "by a point":            ("abs(z - w)", "<=", "abs(z - v) + abs(v - w)", ()),
    "the other side":        ("abs(z) - abs(w)", "<=", "abs(z - w)", ()),
}  # fmt: skip
ROWS = ("before", "relation", "after", "assume")


@pytest.mark.parametrize(ROWS, WRONG.values(), ids=WRONG)
def test_wrong_turns_are_refuted(
    before: str, relation: str, after: str, assume: tuple[str, ...]
) -> None:
    verdict = check_step(before, after, relation=relation, symbols=SYMBOLS, assume=assume)
    assert verdict.name == "refuted"


@pytest.mark.parametrize(ROWS, RIGHT.values(), ids=RIGHT)
def test_turns_are_proved(before: str, relation: str, after: str, assume: tuple[str, ...]) -> None:
    verdict = check_step(before, after, relation=relation, symbols=SYMBOLS, assume=assume)
    assert (verdict.name, verdict.conditions) == ("proved", ())
