"""Derivatives by arrays, and of what holds arrays, at a point: refusals first, then values."""

from __future__ import annotations

from typing import Any

import pytest

from derivcheck import check_step
from derivcheck.kernel.algebra.values import Undefined, Unknown
from derivcheck.kernel.enclosures.arrays import Array
from derivcheck.kernel.enclosures.evaluation import evaluate
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.sorts import INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import ONE, TWO, App, Bind, Sym, Term, call, number
from derivcheck.notation.values import show_value

v, A, n, j, x = map(Sym, "vAnjx")
PAIR, SQUARE = Sort("real", ((ONE, TWO),)), Sort("real", ((ONE, TWO), (ONE, TWO)))
BASED = Sort("real", ((number(0), ONE),))
CONTEXT = Context({"v": PAIR, "j": PAIR, "A": SQUARE, "n": INTEGER, "x": REAL, "b": BASED})


def vector(*entries: Any) -> Term:
    return App("vector", tuple(number(e) if isinstance(e, int) else e for e in entries))


POINT: dict[str, Term] = {
    "v": vector(2, 3), "j": vector(7, 11), "b": vector(2, 3), "n": number(2), "x": number(5),
    "A": vector(vector(1, 2), vector(3, 5)),
}  # fmt: skip


def by(name: str, body: Term, *indices: int, order: Term = ONE, at: Term | None = None) -> Term:
    return Bind("diff", name, body, (at or Sym(name), order, *map(number, indices)))


def matmul(*factors: Term) -> Term:
    return App("matmul", factors)


def of(head: str, t: Term) -> Term:
    return App(head, (t,))


def total(body: Term) -> Term:
    return Bind("sum", "j", body, (ONE, TWO))


square = matmul(v, v)
UNKNOWN: dict[str, Term] = {
    "two at once":                     by("v", square, order=TWO),
    "two at once, inside":             by("x", x * of("tr", by("v", v, order=TWO))),
    "a bound name called as an array": by("v", total(matmul(v, j))),
    "a power of a matrix":             by("A", of("tr", A ** 2)),
    "a product of unlike lengths":     by("v", matmul(v, vector(1, 2, 3))),
    "a trace of a vector":             by("v", of("tr", v)),
    "an unknown function of an array": by("v", call("exp", v)),
    "a corner":                        by("v", call("abs", matmul(v, v) - 13)),
}  # fmt: skip


@pytest.mark.parametrize("case", UNKNOWN)
def test_what_is_not_read_has_no_value(case: str) -> None:
    assert isinstance(evaluate(UNKNOWN[case], POINT, CONTEXT), Unknown)


UNDEFINED: dict[str, Term] = {
    "the inverse of a singular matrix": by("A", of("tr", of("inv", A - A))),
    "an entry out of range":            by("v", square, 3),
}  # fmt: skip


@pytest.mark.parametrize("case", UNDEFINED)
def test_what_is_undefined_stays_so(case: str) -> None:
    assert isinstance(evaluate(UNDEFINED[case], POINT, CONTEXT), Undefined)


VALUES: dict[str, tuple[Term, str]] = {
    "an inner product":           (by("v", square), "[4, 6]"),
    "an entry of it":             (by("v", square, 2), "6"),
    "a quadratic form":           (by("v", matmul(v, A, v)), "[19, 40]"),
    "a linear map":               (by("v", matmul(A, v)), "[[1, 2], [3, 5]]"),
    "a row of a matrix":          (by("A", matmul(App("index", (A, ONE)), v)), "[[2, 3], [0, 0]]"),
    "the array itself":           (by("v", v), "[[1, 0], [0, 1]]"),
    "a trace":                    (by("A", of("tr", A)), "[[1, 0], [0, 1]]"),
    "a trace of a product":       (by("A", of("tr", matmul(A, A))), "[[2, 6], [4, 10]]"),
    "against the transpose":      (by("A", of("tr", matmul(A, of("transpose", A)))),
                                   "[[2, 4], [6, 10]]"),
    "a determinant":              (by("A", of("det", A)), "[[5, -3], [-2, 1]]"),
    "of an inverse":              (by("A", of("tr", of("inv", A))), "[[-31, 18], [12, -7]]"),
    "of entries that are named":  (by("x", of("det", vector(vector(x, 2), vector(x, x)))), "8"),
    "a scaled array":             (by("x", of("tr", x ** 2 * A / 2)), "30"),
    "an array of other bases":    (by("b", matmul(Sym("b"), Sym("b"))), "[4, 6]"),
    "entries by their indices":   (by("v", Bind("sum", "k", App("index", (v, Sym("k"))) ** 2,
                                   (ONE, TWO))), "[4, 6]"),
    "at another point":           (by("v", square, at=2 * v), "[8, 12]"),
    "a second derivative":        (by("v", by("v", matmul(v, A, v))), "[[2, 5], [5, 10]]"),
    "of an entry of a gradient":  (by("v", by("v", matmul(v, A, v), 1)), "[2, 5]"),
    "of a gradient by a number":  (by("x", by("v", x ** 3 * square)), "[300, 450]"),
    "the trace of a Hessian":     (of("tr", by("v", by("v", square ** 2))), "208"),
    "a function of a number":     (by("v", square ** 2), "[104, 156]"),
}  # fmt: skip


@pytest.mark.parametrize("case", VALUES)
def test_derivatives_entry_by_entry(case: str) -> None:
    t, expected = VALUES[case]
    found = evaluate(t, POINT, CONTEXT)
    assert not isinstance(found, Undefined | Unknown)
    assert _shown(found) == expected


def _shown(found: Any) -> str:
    if isinstance(found, Array):
        return f"[{', '.join(map(_shown, found.entries))}]"
    return show_value(found)


SYMBOLS = {
    "m": "positive integer", "n": "positive integer", "i": "index of m", "j": "index of n",
    "X": "real[m, n]", "K": "real[m, n]", "y": "real[m]", "w": "real[n]",
    "P": "positive definite real[n, n]", "a": "real", "b": "real", "c": "real", "d": "real",
}  # fmt: skip
WRONG: dict[str, tuple[str, str]] = {
    "a factor of a gradient": ("diff((y - X @ w).T @ (y - X @ w), w)", "-X.T @ (y - X @ w)"),
    "a sign":                 ("diff(tr(K @ P @ K.T), K)", "-2*K @ P"),
    "the other indices":      ("diff(tr(P @ P), P[1, 1])", "P[1, 1]"),
    "a cofactor":             ("diff(det([[a, b], [c, d]]), b)", "c"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_wrong_gradients_are_refuted(case: str) -> None:
    before, after = WRONG[case]
    assert check_step(before, after, symbols=SYMBOLS).name == "refuted"
