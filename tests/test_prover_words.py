"""Identities between arrays of symbolic size, by class, each with a wrong twin."""

from __future__ import annotations

from typing import Any

import pytest
from matrix_words import run

import derivcheck

SYMBOLS = {
    "n": "positive integer", "m": "positive integer", "c": "positive real", "t": "real",
    "A": "invertible real[n, n]", "B": "invertible real[n, n]", "C": "real[n, n]",
    "D": "invertible real[m, m]", "S": "symmetric real[n, n]", "P": "positive definite real[n, n]",
    "X": "real[n, m]", "Y": "real[m, n]", "x": "real[n]", "y": "real[n]", "z": "real[m]",
    "u": "real[n, 1]", "v": "real[n, 1]",
}  # fmt: skip
"""What the letters stand for."""

TRUE: dict[str, tuple[Any, ...]] = {
    # name: (before, after, a wrong after, assumptions)
    "transpose of a product": ("(A @ X).T", "X.T @ A.T", "X.T @ A"),
    "distributivity": ("(A + C) @ X", "A @ X + C @ X", "A @ X - C @ X"),
    "inverse of a product": ("inv(A @ B)", "inv(B) @ inv(A)", "inv(A) @ inv(B)"),
    "inverse of a transpose": ("inv(A.T)", "inv(A).T", "inv(A)"),
    "inverse of a multiple": ("inv(c*A)", "inv(A)/c", "c*inv(A)"),
    "symmetric": ("(A @ S @ A.T).T", "A @ S @ A.T", "A.T @ S @ A"),
    "power": ("A^3 @ inv(A)", "A @ A", "A"),
    "number between vectors": ("x.T @ C @ y", "y.T @ C.T @ x", "y.T @ C @ x"),
    "number in a product": ("(x @ y.T) @ x", "(x.T @ y)*x", "(x.T @ y)*y"),
    "trace is cyclic": ("tr(A @ C @ B)", "tr(B @ A @ C)", "tr(C @ A @ B)"),
    "trace of other shapes": ("tr(X @ Y)", "tr(Y @ X)", "tr(X @ X.T)"),
    "trace of an outer product": ("tr(x @ y.T)", "y.T @ x", "-(y.T @ x)"),
    "trace of a projection": ("tr(X @ inv(X.T @ X) @ X.T)", "m", "n"),
    "similarity": ("det(inv(A) @ C @ A)", "det(C)", "det(A @ C @ A)"),
    "determinant of a multiple": ("det(t*C)", "t^n*det(C)", "t*det(C)"),
    "difference of inverses": ("inv(A) - inv(B)", "inv(A) @ (B - A) @ inv(B)", "inv(A) @ (A - B) @ inv(B)"),
    "parallel sum": ("inv(inv(A) + inv(B))", "A @ inv(A + B) @ B", "A @ inv(A + B) @ A"),
    "push-through": ("inv(eye(n) + X @ Y) @ X", "X @ inv(eye(m) + Y @ X)", "X @ inv(eye(m) - Y @ X)"),
    "Woodbury": (
        "inv(A + X @ D @ Y)",
        "inv(A) - inv(A) @ X @ inv(inv(D) + Y @ inv(A) @ X) @ Y @ inv(A)",
        "inv(A) + inv(A) @ X @ inv(inv(D) + Y @ inv(A) @ X) @ Y @ inv(A)",
    ),
    "Sherman-Morrison": (
        "inv(A + x @ y.T)",
        "inv(A) - (inv(A) @ x @ y.T @ inv(A))/(1 + y.T @ inv(A) @ x)",
        "inv(A) - (inv(A) @ x @ y.T @ inv(A))/(1 - y.T @ inv(A) @ x)",
    ),
    "determinant lemma": ("det(A + x @ y.T)", "(1 + y.T @ inv(A) @ x)*det(A)", "(1 + x.T @ inv(A) @ y)*det(A)"),
    "Sylvester": ("det(eye(n) + X @ Y)", "det(eye(m) + Y @ X)", "det(eye(m) - Y @ X)"),
    "idempotent": ("C @ C @ C", "C", "C.T", ["C @ C = C"]),
    "complement": ("(eye(n) - C) @ (eye(n) - C)", "eye(n) - C", "eye(n) + C", ["C @ C = C"]),
    "determinant under a hypothesis": ("det(C)^2", "det(C)", "1", ["C @ C = C"]),
    "commuting with an inverse": ("inv(A) @ C", "C @ inv(A)", "C @ A", ["A @ C = C @ A"]),
    "orthogonal from the other side": ("C @ C.T", "eye(n)", "-eye(n)", ["C.T @ C = eye(n)"]),
    "norm under rotation": ("norm(C @ x)", "norm(x)", "2*norm(x)", ["C.T @ C = eye(n)"]),
    "eigenvector": ("C @ C @ x", "t^2*x", "2*t*x", ["C @ x = t*x"]),
    "eigenvalue of a form": ("x.T @ C @ x", "t*(x.T @ x)", "t^2*(x.T @ x)", ["C @ x = t*x"]),
    "eigenvectors of two values": (
        "x.T @ y", "0", "1", ["S @ x = c*x", "S @ y = t*y", "t != c"]),
    "form of an antisymmetric matrix": ("x.T @ C @ x", "0", "x.T @ x", ["C.T = -C"]),
    "Cayley transform": (
        "((eye(n) - C) @ inv(eye(n) + C)).T @ ((eye(n) - C) @ inv(eye(n) + C))", "eye(n)", "-eye(n)",
        ["C.T = -C", "det(eye(n) + C) != 0"]),
    "spectral decomposition": (
        "S @ S", "C @ diag(x .* x) @ C.T", "C @ diag(x) @ C.T",
        ["S = C @ diag(x) @ C.T", "C.T @ C = eye(n)"]),
    "squared eigenvalues": (
        "C @ diag(x) @ C.T @ C @ diag(x) @ C.T", "C @ diag(x.^2) @ C.T", "C @ diag(x) @ C.T",
        ["C.T @ C = eye(n)"]),
    "diagonals beside other facts": (
        "diag(x) @ diag(x)", "diag(x.^2)", "diag(x)", ["C.T @ C = eye(n)"]),
    "a shifted diagonal": (
        "det(diag(x) + t*eye(n))", "prod(x[i] + t, i = 1..n)", "t + prod(x[i], i = 1..n)", []),
    "inverse of three rows": (
        "inv([[1, t, c], [0, 1, t], [0, 0, 1]])", "[[1, -t, t^2 - c], [0, 1, -t], [0, 0, 1]]",
        "[[1, -t, c - t^2], [0, 1, -t], [0, 0, 1]]"),
    "inverse from one side": ("C", "inv(A)", "A", ["A @ C = eye(n)"]),
    "nilpotent": ("inv(eye(n) - C)", "eye(n) + C", "eye(n) - C", ["C @ C = zeros(n, n)"]),
    "square of a difference": ("norm(x - y)^2", "norm(x)^2 - 2*(x @ y) + norm(y)^2", "norm(x)^2 + norm(y)^2"),
    "inverse beside other determinants": (
        "(S + c^2*eye(n)) @ x", "y", "x", [
            "x = inv(S + c^2*eye(n)) @ y", "det(S + c^2*eye(n)) != 0", "det(inv(D) + Y @ inv(A) @ X) != 0",
            "det(A + X @ D @ Y) != 0", "1 + x @ inv(A) @ y != 0", "det(A + x @ y.T) != 0"]),
    "normal equations": ("X.T @ (x - X @ inv(X.T @ X) @ X.T @ x)", "zeros(m)", None),
}  # fmt: skip

COMPARISONS: dict[str, tuple[str, str, str, list[str]]] = {
    "Gram": ("x.T @ C.T @ C @ x", ">=", "0", []),
    "definite form": ("x.T @ P @ x", ">=", "0", []),
    "definite form of no zero": ("x.T @ P @ x", ">", "0", ["x != zeros(n)"]),
    "definite inverse": ("x.T @ inv(P) @ x", ">=", "0", []),
    "trace of a definite": ("tr(inv(P))", ">", "0", []),
    "determinant of a definite": ("det(P)", ">", "0", []),
    "determinant of a ridge": ("det(X.T @ X + eye(m))", ">", "0", []),
    "determinant of a definite sum": ("det(P + X @ X.T)", ">", "0", []),
    "form with an inverse of a sum": ("x.T @ inv(P + eye(n)) @ x", ">=", "0", []),
    "sum of forms": ("x.T @ P @ x + y.T @ y", ">=", "0", []),
    "Cauchy-Schwarz": ("(x.T @ y)^2", "<=", "(x.T @ x)*(y.T @ y)", []),
    "Cauchy-Schwarz with norms": ("|x.T @ y|", "<=", "norm(x)*norm(y)", []),
    "Cauchy-Schwarz without a modulus": ("x.T @ y", "<=", "norm(x)*norm(y)", []),
    "Cauchy-Schwarz of a definite form": ("(x.T @ P @ y)^2", "<=", "(x.T @ P @ x)*(y.T @ P @ y)", []),
    "diagonal entry of a definite": ("P[1, 1]", ">", "0", []),
    "entries of a definite": ("P[1, n]^2", "<=", "P[1, 1]*P[n, n]", []),
    "norm of a product": ("norm(C @ x)", "<=", "norm(C)*norm(x)", []),
    "triangle": ("norm(x + y)", "<=", "norm(x) + norm(y)", []),
    "form of a difference": ("(x - y) @ P @ (x - y)", ">=", "0", []),
    "form of a difference beside a number": ("t + 1/2*(x - y) @ P @ (x - y)", ">=", "t", []),
    "form of a sum of inverses": ("x @ inv(inv(P) + X @ X.T) @ x", ">=", "0", []),
    "form of a congruence": ("(x - y) @ A @ P @ A.T @ (x - y)", ">=", "0", []),
}  # fmt: skip
FALSE_COMPARISONS: dict[str, tuple[str, str, str, list[str]]] = {
    "form of any matrix": ("x.T @ C @ x", ">=", "0", []),
    "definite form of zero": ("x.T @ P @ x", ">", "0", []),
    "symmetric is not definite": ("x.T @ S @ x", ">=", "0", []),
    "determinant of a Gram matrix": ("det(X.T @ X)", ">", "0", []),
    "determinant of a difference": ("det(P - eye(n))", ">", "0", []),
    "determinant of an invertible": ("det(A)", ">", "0", []),
    "entry of a definite beside the diagonal": ("P[1, n]", ">", "0", []),
    "Cauchy-Schwarz of any form": ("(x.T @ S @ y)^2", "<=", "(x.T @ S @ x)*(y.T @ S @ y)", []),
    "form of a difference of any matrix": ("(x - y) @ S @ (x - y)", ">=", "0", []),
    "negative multiple of a form": ("-1/2*(x - y) @ P @ (x - y)", ">=", "0", []),
    "form between two vectors": ("(x - y) @ P @ (x + y)", ">=", "0", []),
    "square of a matrix of any kind": ("x @ C @ C @ x", ">=", "0", []),
    "Cauchy-Schwarz the other way": ("(x.T @ y)^2", ">=", "(x.T @ x)*(y.T @ y)", []),
}  # fmt: skip


RIDGE = "diff((y - X @ z).T @ (y - X @ z) + z.T @ z, z) = zeros(m)"
LINKS: dict[str, tuple[str, str, str, str]] = {
    "terms on the other side": ("iff", "C @ x = t*x", "(C - t*eye(n)) @ x = zeros(n)", "C @ x = t*y"),
    "solved by an inverse": ("iff", "A @ x = y", "x = inv(A) @ y", "x = A @ y"),
    "solved from the other side": (
        "iff", "-2*S + 2*C @ P = zeros(n, n)", "C = S @ inv(P)", "C = inv(P) @ S"),
    "transposed": ("iff", "A @ C = eye(n)", "C.T @ A.T = eye(n)", "C.T @ A = eye(n)"),
    "an inverse drops out": ("iff", "inv(P) @ (x - y) = zeros(n)", "x = y", "x = P @ y"),
    "an eigenvector of a square": ("implies", "C @ x = t*x", "C @ C @ x = t^2*x", "C @ C @ x = t*x"),
    "normal equations": (
        "iff", RIDGE, "(X.T @ X + eye(m)) @ z = X.T @ y", "X.T @ X @ z = X.T @ y"),
    "a ridge": (
        "iff", RIDGE, "z = inv(X.T @ X + eye(m)) @ X.T @ y", "z = inv(X.T @ X) @ X.T @ y"),
    "a stationary form": (
        "iff", "diff(x.T @ P @ x/2 - y.T @ x, x) = zeros(n)", "x = inv(P) @ y", "x = P @ y"),
}  # fmt: skip


@pytest.mark.parametrize("name", LINKS)
def test_equations_of_arrays_lead_to_others(name: str) -> None:
    relation, before, after, wrong = LINKS[name]
    assert verdict(before, wrong, relation) == "refuted"
    assert verdict(before, after, relation) == "proved"


def verdict(before: str, after: str, relation: str = "=", assume: Any = ()) -> str:
    return derivcheck.check_step(before, after, relation, SYMBOLS, assume).name  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [name for name, row in TRUE.items() if row[2] is not None])
def test_wrong_twins_are_refuted(name: str) -> None:
    before, _, wrong, *assume = TRUE[name]
    assert verdict(before, wrong, "=", *assume) == "refuted"


@pytest.mark.parametrize("name", FALSE_COMPARISONS)
def test_wrong_comparisons_are_refuted(name: str) -> None:
    before, relation, after, assume = FALSE_COMPARISONS[name]
    assert verdict(before, after, relation, assume) == "refuted"


@pytest.mark.parametrize("name", TRUE)
def test_identities_are_proved(name: str) -> None:
    before, after, _, *assume = TRUE[name]
    assert verdict(before, after, "=", *assume) == "proved"


@pytest.mark.parametrize("name", COMPARISONS)
def test_comparisons_are_proved(name: str) -> None:
    before, relation, after, assume = COMPARISONS[name]
    assert verdict(before, after, relation, assume) == "proved"


ENTRIES = {
    "n, m": "positive integer", "R": "positive real[n, m]", "X": "real[n, m]", "i": "index of n",
    "j": "index of m",
}  # fmt: skip


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("R[i, j]", "proved"),
        ("R[i, 1]", "proved"),
        ("sum(R[k, j], k = 1..n)", "proved"),
        ("X[i, j]", "refuted"),
        ("sum(X[k, j]*R[k, j], k = 1..n)", "refuted"),
    ],
)
def test_entries_of_a_positive_matrix_are_positive(before: str, expected: str) -> None:
    assert derivcheck.check_step(before, "0", ">", ENTRIES).name == expected


def test_random_words() -> None:
    """A few of the steps of `python tests/matrix_words.py`."""
    tally = run(seed=3, count=8)
    assert not tally.wrong
    assert tally.verdicts[True, "proved"] == 8
    assert tally.verdicts[False, "refuted"] == 8


FACTORS = ["U.T @ U = eye(m)", "V.T @ V = eye(m)", "X = U @ diag(s) @ V.T"]


@pytest.mark.parametrize(
    ("after", "expected"),
    [("V @ diag(s)^2", "proved"), ("V @ diag(s)", "refuted"), ("U @ diag(s)^2", "refuted")],
)
def test_diagonal_matrices_are_symmetric_in_words(after: str, expected: str) -> None:
    symbols = {"n, m": "positive integer", "U, V": "real[n, m]", "X": "real[n, n]"}
    symbols["s"] = "positive real[m]"
    found = derivcheck.check_step("X.T @ X @ V", after, symbols=symbols, assume=FACTORS)
    assert found.name == expected
