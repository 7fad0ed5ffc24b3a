"""Inequalities that are quadratic in arrays, by completing squares."""

from __future__ import annotations

import pytest

from derivcheck import check_step
from derivcheck.kernel.language.claims import Relation

SYMBOLS = {
    "n, m": "positive integer", "u, v, w": "real[n]", "b": "real[m]", "X, Y": "real[n, m]",
    "c, t": "real", "e": "positive real", "H": "positive definite real[n, n]",
    "S": "symmetric real[n, n]",
}  # fmt: skip
SHARE = ["0 <= t", "t <= 1"]
WRONG: dict[str, tuple[str, Relation, str, list[str]]] = {
    "a factor too small":      ("norm(u + v)^2", "<=", "(3/2)*norm(u)^2 + (3/2)*norm(v)^2", []),
    "too much between them":   ("norm(u)^2 + norm(v)^2 - 3*(u @ v)", ">=", "0", []),
    "a factor of either sign": ("c*norm(u)^2 + norm(v)^2", ">=", "0", []),
    "weights beyond 1":        ("norm(t*u + (1 - t)*v)^2", "<=", "t*norm(u)^2 + (1 - t)*norm(v)^2",
                                ["0 <= t"]),
    "not definite":            ("u @ S @ u", ">=", "0", []),
    "linear alone":            ("norm(u)^2 + v @ w", ">=", "0", []),
    "strictly, where zero is": ("norm(u - v)^2", ">", "0", []),
    "less than is left":       ("norm(u)^2/2 - u @ v", ">=", "1 - norm(v)^2/2", []),
    "more than a ridge":       ("(1 + e)*(u @ X @ inv(X.T @ X + e*eye(m)) @ X.T @ u)", "<=",
                                "norm(u)^2", []),
    "a gain without noise":    ("u @ H @ X @ X.T @ H @ u", "<=", "u @ H @ u", []),
}  # fmt: skip
RIGHT: dict[str, tuple[str, Relation, str, list[str]]] = {
    "two arrays":         ("norm(u + v)^2", "<=", "2*norm(u)^2 + 2*norm(v)^2", []),
    "three arrays":       ("norm(u + v + w)^2", "<=", "3*(norm(u)^2 + norm(v)^2 + norm(w)^2)", []),
    "Young":              ("u @ v", "<=", "e*norm(u)^2/2 + norm(v)^2/(2*e)", []),
    "weights":            ("norm(t*u + (1 - t)*v)^2", "<=", "t*norm(u)^2 + (1 - t)*norm(v)^2",
                           SHARE),
    "a least value":      ("norm(u)^2/2 - u @ v", ">=", "-norm(v)^2/2", []),
    "with room":          ("norm(u)^2/2 - u @ v", ">=", "-norm(v)^2/2 - e", []),
    "by a matrix":        ("u @ H @ u/2 - v @ u", ">=", "-(v @ inv(H) @ v)/2", []),
    "traces":             ("tr(X.T @ Y)", "<=", "tr(X.T @ X)/2 + tr(Y.T @ Y)/2", []),
    "from above":         ("2*norm(u - v)^2 + 2*norm(v - w)^2", ">=", "norm(u - w)^2", []),
    "tangents of a loss": ("norm(X.T @ u - b)^2", ">=",
                           "norm(X.T @ v - b)^2 + 2*((X.T @ v - b) @ X.T @ (u - v))", []),
    "strictly":           ("norm(u - v)^2 + e", ">", "0", []),
    "Mahalanobis":        ("(inv(H) @ (u - v)) @ (u - v)", ">=", "0", []),
    "a ridge":            ("u @ X @ inv(X.T @ X + e*eye(m)) @ X.T @ u", "<=", "norm(u)^2", []),
    "a gain":             ("u @ H @ X @ inv(X.T @ H @ X + e*eye(m)) @ X.T @ H @ u", "<=",
                           "u @ H @ u", []),
}  # fmt: skip


@pytest.mark.parametrize("row", WRONG.values(), ids=WRONG)
def test_wrong_inequalities_are_not_proved(row: tuple[str, Relation, str, list[str]]) -> None:
    before, relation, after, given = row
    found = check_step(before, after, relation=relation, symbols=SYMBOLS, assume=given)
    assert found.name == "refuted"


@pytest.mark.parametrize("row", RIGHT.values(), ids=RIGHT)
def test_inequalities_are_proved(row: tuple[str, Relation, str, list[str]]) -> None:
    before, relation, after, given = row
    found = check_step(before, after, relation=relation, symbols=SYMBOLS, assume=given)
    assert (found.name, found.conditions) == ("proved", ())


GIVEN = {
    "n, m": "positive integer", "x, y, z": "real[n]", "b": "real[m]", "A": "real[m, n]",
    "P, Q": "real[n, n]", "V": "real[n, m]", "H": "positive definite real[n, n]",
    "l": "positive real",
}  # fmt: skip
PROJECTION = ["P @ P = P", "P.T = P"]
NORMAL = ["A.T @ A @ x = A.T @ b"]
COLUMNS = ["V.T @ V = eye(m)"]
LOST: dict[str, tuple[str, Relation, str, list[str]]] = {
    "the other way round":  ("norm(A @ x - b)^2", ">=", "norm(A @ y - b)^2", NORMAL),
    "no projection":        ("norm(P @ x)", "<=", "norm(x)", ["P @ P = P"]),
    "not orthogonal":       ("norm(P @ x)^2 + norm(Q @ x)^2", "<=", "norm(x)^2",
                             [*PROJECTION, "Q @ Q = Q", "Q.T = Q"]),
    "another minimum":      ("x @ H @ x/2 - z @ x", "<=", "y @ H @ y/2 - z @ y", ["H @ x = -z"]),
    "strictly":             ("norm(V.T @ x)", "<", "norm(x)", COLUMNS),
}  # fmt: skip
FOUND: dict[str, tuple[str, Relation, str, list[str]]] = {
    "least squares":        ("norm(A @ x - b)^2", "<=", "norm(A @ y - b)^2", NORMAL),
    "ridge":                ("norm(A @ x - b)^2 + l*norm(x)^2", "<=",
                             "norm(A @ y - b)^2 + l*norm(y)^2",
                             ["(A.T @ A + l*eye(n)) @ x = A.T @ b"]),
    "a fit is no longer":   ("norm(A @ x)", "<=", "norm(b)", NORMAL),
    "nor is one that is drawn in": ("norm(A @ x)", "<=", "norm(b)",
                             ["(A.T @ A + l*eye(n)) @ x = A.T @ b"]),
    "orthonormal columns":  ("norm(V.T @ x)", "<=", "norm(x)", COLUMNS),
    "a projection":         ("x @ P @ x", "<=", "x @ x", PROJECTION),
    "its form":             ("x @ P @ x", ">=", "0", PROJECTION),
    "what is nearest":      ("norm(x - P @ x)^2", "<=", "norm(x - P @ y)^2", PROJECTION),
    "two projections":      ("norm(P @ x)^2 + norm(Q @ x)^2", "<=", "norm(x)^2",
                             [*PROJECTION, "Q @ Q = Q", "Q.T = Q", "P @ Q = 0"]),
    "the least solution":   ("norm(x)^2", "<=", "norm(y)^2",
                             ["A @ x = b", "A @ y = b", "x = A.T @ A @ z"]),
    "a definite form":      ("x @ H @ x/2 - z @ x", "<=", "y @ H @ y/2 - z @ y", ["H @ x = z"]),
    "equal lengths":        ("norm(V @ b)", "=", "norm(b)", COLUMNS),
    "symmetric, and a value": ("x @ P @ x - z @ x", "=", "0", ["P = P.T", "P @ x = z"]),
}  # fmt: skip


@pytest.mark.parametrize("row", LOST.values(), ids=LOST)
def test_wrong_inequalities_under_equations_are_refuted(
    row: tuple[str, Relation, str, list[str]],
) -> None:
    before, relation, after, given = row
    found = check_step(before, after, relation=relation, symbols=GIVEN, assume=given)
    assert found.name == "refuted"


@pytest.mark.parametrize("row", FOUND.values(), ids=FOUND)
def test_inequalities_under_equations_are_proved(
    row: tuple[str, Relation, str, list[str]],
) -> None:
    before, relation, after, given = row
    found = check_step(before, after, relation=relation, symbols=GIVEN, assume=given)
    assert (found.name, found.conditions) == ("proved", ())
