"""Kronecker products, stacked columns and blocks, by class, each with a wrong twin."""

from __future__ import annotations

from typing import Any

import pytest

import derivcheck

SYMBOLS = {
    "n": "positive integer", "m": "positive integer", "c": "real", "t": "real",
    "A": "invertible real[n, n]", "B": "real[n, n]", "C": "real[n, n]",
    "D": "invertible real[m, m]", "E": "real[m, m]", "S": "symmetric real[n, n]",
    "X": "real[n, m]", "Y": "real[m, n]", "x": "real[n]", "z": "real[m]",
}  # fmt: skip

TRUE: dict[str, tuple[Any, ...]] = {
    # name: (before, after, a wrong after, assumptions)
    "products of Kronecker": ("kron(A, D) @ kron(B, E)", "kron(A @ B, D @ E)", "kron(B @ A, D @ E)"),
    "products of three": ("kron(A, D) @ kron(inv(A), E) @ kron(B, D)", "kron(B, D @ E @ D)", "kron(B, D @ D @ E)"),
    "Kronecker of sums": ("kron(A + 2*B, D)", "kron(A, D) + 2*kron(B, D)", "kron(A, D) + kron(B, 2*E)"),
    "Kronecker of units": ("kron(eye(n), eye(m))", "eye(n*m)", "2*eye(n*m)"),
    "Kronecker transposed": ("kron(A, X).T", "kron(A.T, X.T)", "kron(A, X.T)"),
    "Kronecker inverted": ("inv(kron(A, D))", "kron(inv(A), inv(D))", "kron(A, D)"),
    "Kronecker is associative": ("kron(kron(A, X), D)", "kron(A, kron(X, D))", "kron(A, kron(X, E))"),
    "mixed transposes": ("kron(A, D).T @ kron(A, D)", "kron(A.T @ A, D.T @ D)", "kron(A @ A.T, D.T @ D)"),
    "trace of Kronecker": ("tr(kron(A, D) @ kron(B, E))", "tr(A @ B)*tr(D @ E)", "tr(A @ B) + tr(D @ E)"),
    "determinant of Kronecker": ("det(kron(A, D))", "det(A)^m*det(D)^n", "det(A)^n*det(D)^m"),
    "Kronecker under a hypothesis": (
        "kron(B, D) @ kron(B, D)", "kron(B, D @ D)", "kron(B, D)", ["B @ B = B"]),
    "columns of a product": ("vec(A @ X @ D)", "kron(D.T, A) @ vec(X)", "kron(A, D.T) @ vec(X)"),
    "columns of an equation of Lyapunov": (
        "vec(A @ B + B @ A.T)", "(kron(eye(n), A) + kron(A, eye(n))) @ vec(B)",
        "(kron(eye(n), A) + kron(A.T, eye(n))) @ vec(B)"),
    "columns and traces": ("vec(X).T @ vec(A @ X)", "tr(X.T @ A @ X)", "tr(X.T @ X)"),
    "a form of columns": (
        "vec(X).T @ kron(E, B) @ vec(X)", "tr(X.T @ B @ X @ E.T)", "tr(X.T @ B @ X @ E)"),
    "norm of columns": ("norm(vec(X))", "norm(X)", "2*norm(X)"),
    "columns on the left": ("vec(X).T @ kron(E, B)", "vec(B.T @ X @ E).T", "vec(B @ X @ E).T"),
    "block transposed": ("block([[A, X], [Y, D]]).T", "block([[A.T, Y.T], [X.T, D.T]])", "block([[A.T, X], [Y, D.T]])"),
    "sum of blocks": (
        "2*block([[A, X], [Y, D]]) - block([[B, X], [Y, E]])", "block([[2*A - B, X], [Y, 2*D - E]])",
        "block([[2*A - B, X], [Y, 2*D + E]])"),
    "product of blocks": (
        "block([[A, X], [Y, D]]) @ block([[B], [Y]])", "block([[A @ B + X @ Y], [Y @ B + D @ Y]])",
        "block([[A @ B + X @ Y], [D @ Y]])"),
    "a row of blocks times a column": ("block([[A, X]]) @ block([[B], [Y]])", "A @ B + X @ Y", "A @ B - X @ Y"),
    "unit of blocks": ("block([[eye(n), zeros(n, m)], [zeros(m, n), eye(m)]])", "eye(n + m)", "2*eye(n + m)"),
    "trace of a block": ("tr(block([[A, X], [Y, D]]))", "tr(A) + tr(D)", "tr(A)*tr(D)"),
    "triangular inverse": (
        "inv(block([[A, X], [zeros(m, n), D]]))",
        "block([[inv(A), -inv(A) @ X @ inv(D)], [zeros(m, n), inv(D)]])",
        "block([[inv(A), inv(A) @ X @ inv(D)], [zeros(m, n), inv(D)]])"),
    "determinant above": ("det(block([[B, X], [zeros(m, n), E]]))", "det(B)*det(E)", "det(B) + det(E)"),
    "determinant below": ("det(block([[B, zeros(n, m)], [Y, E]]))", "det(B)*det(E)", "det(B) - det(E)"),
    "Schur complement": ("det(block([[A, X], [Y, E]]))", "det(A)*det(E - Y @ inv(A) @ X)", "det(A)*det(E + Y @ inv(A) @ X)"),
    "twice the same blocks": ("det(block([[B, C], [C, B]]))", "det(B + C)*det(B - C)", "det(B)^2 - det(C)^2"),
    "a block in a function": ("exp(tr(block([[A, X], [Y, D]])))", "exp(tr(A))*exp(tr(D))", "exp(tr(A)) + exp(tr(D))"),
}  # fmt: skip


def verdict(before: str, after: str, assume: Any = ()) -> str:
    return derivcheck.check_step(before, after, "=", SYMBOLS, assume).name


@pytest.mark.parametrize("name", TRUE)
def test_wrong_twins_are_refuted(name: str) -> None:
    before, _, wrong, *assume = TRUE[name]
    assert verdict(before, wrong, *assume) == "refuted"


@pytest.mark.parametrize("name", TRUE)
def test_identities_are_proved(name: str) -> None:
    before, after, _, *assume = TRUE[name]
    assert verdict(before, after, *assume) == "proved"
