"""Spellings of arrays: the value of each by numpy at small sizes, and its form in SymPy.

The wrong shapes come first, each with the message that names both shapes.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from flint import acb, arb, fmpq

from derivcheck import check_step
from derivcheck.diagnostics import Diagnosis
from derivcheck.kernel.algebra.values import Undefined, Unknown
from derivcheck.kernel.enclosures.arrays import Array
from derivcheck.kernel.enclosures.evaluation import evaluate
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.terms import App, Bind, Num, Sym, Term, number
from derivcheck.notation import plain
from derivcheck.notation.scope import Scope
from derivcheck.notation.sorts import read_declaration
from derivcheck.notation.sympy import from_sympy
from derivcheck.notation.sympy_to import to_sympy

SYMBOLS = {
    "n": "positive integer", "m": "positive integer", "k": "positive integer",
    "x": "real[n]", "y": "real[n]", "z": "real[m]", "A": "real[n, n]", "B": "real[n, n]",
    "X": "real[n, m]", "Y": "real[n, m]", "W": "real[m, n]", "D": "real[m, m]", "r": "real[1, n]",
    "S": "real[m, n, n]", "a": "real", "b": "real", "i": "index of n", "j": "index of m",
    "f": "function", "L": "function real[n] -> real", "G": "function real[n] -> real[m]",
}  # fmt: skip


def declared(symbols: dict[str, str], scope: Scope | None = None) -> Scope:
    scope = scope or Scope()
    for name, text in symbols.items():
        sort, stated = read_declaration(name, text, scope)
        scope = scope.declare(name, sort, *stated)
    return scope


SCOPE = declared(SYMBOLS)
CONTEXT = Context(SCOPE.names)
NUMBERS: dict[str, Any] = {
    "n": 3, "m": 2, "k": 2, "a": 2, "b": -3, "i": 2, "j": 1,
    "x": [1, -2, 3], "y": [2, 5, -1], "z": [4, -1],
    "A": [[2, 1, 0], [-1, 3, 1], [1, 0, 4]], "B": [[1, 2, -1], [0, 1, 3], [2, 0, 1]],
    "X": [[1, 2], [0, -1], [3, 1]], "Y": [[2, 0], [1, 1], [-1, 4]],
    "W": [[1, 0, 2], [3, -1, 1]], "D": [[2, 1], [1, 3]], "r": [[1, 0, 2]],
}  # fmt: skip
AT = SimpleNamespace(**{name: np.array(v, dtype=float) for name, v in NUMBERS.items()})


def closed(value: Any) -> Term:
    return App("vector", tuple(map(closed, value))) if isinstance(value, list) else number(value)


POINT: dict[str, Term] = {
    **{name: closed(v) for name, v in NUMBERS.items()},
    "f": Bind("lambda", "t", Sym("t") ** Num(2) + Num(1), ()),
}
Values = Callable[[Any], Any]
inverse, det, norm = np.linalg.inv, np.linalg.det, np.linalg.norm


# --- wrong shapes --------------------------------------------------------------------------------

WRONG: dict[str, tuple[str, str, str]] = {
    # text: (code, what the message says, what the hint says)
    "x @ z": ("DC204", "`x` is a vector of size n and `z` is a vector of size m", "u @ v.T"),
    "X @ x": ("DC204", "`X` is a matrix of size n x m and `x` is a vector of size n", "rows of"),
    "A @ W": ("DC204", "`A` is a matrix of size n x n and `W` is a matrix of size m x n", "W.T"),
    "x @ A": ("DC204", "vectors are columns: `x` is a vector of size n and `A` is", "x.T @"),
    "x.T @ A @ z": ("DC204", "`A` is a matrix of size n x n and `z` is a vector of size m", ""),
    "A + x": ("DC204", "`A` is a matrix of size n x n and `x` is a vector of size n", "same shape"),
    "X + W": ("DC204", "`X` is a matrix of size n x m and `W` is a matrix of size m x n", ""),
    "x + x.T": ("DC204", "`x.T` is a matrix of size 1 x n", "leave out .T or add it"),
    "x + 1": ("DC204", "`x` is a vector of size n and `1` is a number", "a*ones(n)"),
    "X = 1": ("DC204", "`X` is a matrix of size n x m and `1` is a number", ""),
    "X + 0 = X": ("DC204", "`X` is a matrix of size n x m and `0` is a number", "zeros(n, m)"),
    "cross(x, x) = 0": ("DC204", "two vectors of three entries", "real[3]"),
    "cross(A, A) = 0": ("DC204", "two vectors of three entries", "real[3]"),
    "cross(a, x) = 0": ("DC204", "two vectors of three entries", "real[3]"),
    "A + a*I": ("DC204", "`a*I` is a number", "eye(n)"),
    "X = W": ("DC204", "`X` is a matrix of size n x m and `W` is a matrix of size m x n", ""),
    "A @ 2": ("DC204", "`2` is a number", "2*A"),
    "a @ x": ("DC204", "`a` is a number", "2*A"),
    "x @ (x @ y)": ("DC204", "`x @ y` is a number", "2*A"),
    "(x.T @ y) @ z": ("DC204", "`x.T @ y` is a number", "2*A"),
    "A*2*B": ("DC204", "numbers stand between matrices", "2*A*B"),
    "x/y": ("DC204", "`y` is a vector of size n", "A ./ B"),
    "1/A": ("DC204", "`A` is a matrix of size n x n", "inv(B) for 1/B"),
    "x^2": ("DC204", "`x` is a vector of size n", "v .^ 2"),
    "2^A": ("DC204", "`A` is a matrix of size n x n", ".^"),
    "X^2": ("DC204", "`X` is a matrix of size n x m", "as many rows as columns"),
    "A^a": ("DC204", "whole powers only", "A .^ 2"),
    "exp(A)": ("DC204", "an array stands where a number is expected", "exp.(v)"),
    "|x|": ("DC204", "an array stands where a number is expected", "norm(x)"),
    "inv(X)": ("DC204", "`X` is a matrix of size n x m", "as many rows"),
    "det(X)": ("DC204", "`X` is a matrix of size n x m", "as many rows"),
    "tr(X)": ("DC204", "`X` is a matrix of size n x m", "as many rows"),
    "det(a)": ("DC204", "`a` is a number", "real[n, n]"),
    "diag(X)": ("DC204", "`X` is a matrix of size n x m", "as many rows"),
    "norm(a)": ("DC204", "`a` is a number", "abs(x)"),
    "norm(S)": ("DC204", "`S` is an array of size m x n x n", ""),
    "A .* X": ("DC204", "`A` is a matrix of size n x n and `X` is a matrix of size n x m", ""),
    "A .* 2": ("DC204", "`2` is a number", "2*A"),
    "x ./ z": ("DC204", "`x` is a vector of size n and `z` is a vector of size m", ""),
    "max.(x, z)": ("DC204", "`x` is a vector of size n and `z` is a vector of size m", ""),
    "exp.(a)": ("DC204", "the dot is for the entries of arrays", "without the dot"),
    "kron(x, y)": ("DC204", "`x` is a vector of size n", "outer(u, v)"),
    "vec(x)": ("DC204", "`x` is a vector of size n", "real[n, n]"),
    "eye(a)": ("DC210", "the size `a` is not an integer", "positive integer"),
    "eye(0)": ("DC203", "never in range", "from 1"),
    "zeros(x)": ("DC204", "a number is expected", ""),
    "block([[A, X], [X, A]])": ("DC204", "`A` is a matrix of size n x n and `X` is", "columns"),
    "block([[A, W]])": ("DC204", "`A` is a matrix of size n x n and `W` is", "rows"),
    "block([[A, X], [W]])": ("DC204", "different numbers of blocks", "zeros(n, m)"),
    "block([[A, x]])": ("DC204", "a block is a matrix, and `x` is a vector of size n", "v.T"),
    "block([[A, 0], [0, A]])": ("DC204", "`0` is a number", "zeros(n, m)"),
    "block(A)": ("DC105", "a list of rows", "[[A, B], [C, D]]"),
    "A[1, 2, 3]": ("DC202", "takes 2 indices, not 3", "A[i, j]"),
    "A[i, :, :]": ("DC105", "rows and columns", "A[:, j]"),
    "X[:, 0]": ("DC203", "never in range", "from 1 to m"),
    "x[:, 1]": ("DC204", "`x` is a vector of size n", ""),
    "W^T": ("DC101", "no transpose", "write W.T"),
    "W^H": ("DC101", "no transpose", "write W.H"),
    "A @ I": ("DC204", "`I` is a number", "eye(n)"),
    "nrom(x)": ("DC201", "not declared", "norm"),
    "L(z)": ("DC204", "is a vector of size n and `z` is a vector of size m", ""),
    "L(a)": ("DC204", "`a` is a number", ""),
    "L(x) + G(x)": ("DC204", "`G(x)` is a vector of size m and `L(x)` is a number", ""),
    "f(x)": ("DC204", "an array stands where a number is expected", ""),
    "x < y": ("DC204", "an array stands where a number is expected", "for all"),
    "[[1, 2], [3]]": ("DC204", "is a vector of size 2 and `[3]` is a vector of size 1", ""),
    "grad(x)": ("DC205", "takes an expression and a name", "grad(f, x)"),
    "a ± b": ("DC105", "two cases", "x = ±a"),
    "a in {1": ("DC103", "never closed", "}"),
    "a in (1, 2, 3)": ("DC105", "two ends", "{a, b, c}"),
    "max(x[i], i = 1..n, i != 2)": ("DC105", "takes no condition", ""),
}  # fmt: skip


@pytest.mark.parametrize("text", WRONG)
def test_wrong_shapes_are_told(text: str) -> None:
    code, message, hint = WRONG[text]
    with pytest.raises(Diagnosis) as refusal:
        plain.read(text, SCOPE)
    found = refusal.value.diagnostic
    assert (found.code, message in found.message, hint in found.hint) == (code, True, True), found


# --- spellings -----------------------------------------------------------------------------------

SPELLED: list[tuple[str, Values, str | None]] = [
    # products
    ("x.T @ y",            lambda e: e.x @ e.y,                     "Trace(x.T*y)"),
    ("x @ y",              lambda e: e.x @ e.y,                     "Trace(x.T*y)"),
    ("dot(x, y)",          lambda e: e.x @ e.y,                     "Trace(x.T*y)"),
    ("inner(x, y)",        lambda e: e.x @ e.y,                     "Trace(x.T*y)"),
    ("x*y",                lambda e: e.x @ e.y,                     "Trace(x.T*y)"),
    ("x.T*y",              lambda e: e.x @ e.y,                     "Trace(x.T*y)"),
    ("(x @ x)*(y @ y)",    lambda e: (e.x @ e.x) * (e.y @ e.y),     "Trace(x.T*x)*Trace(y.T*y)"),
    ("2/(x @ x)*x",        lambda e: 2 / (e.x @ e.x) * e.x,         "(2/Trace(x.T*x))*x"),
    ("x/(x.T @ x)",        lambda e: e.x / (e.x @ e.x),             None),
    ("(x @ y)^2",          lambda e: (e.x @ e.y) ** 2,              "Trace(x.T*y)**2"),
    ("exp(-(x @ x)/20)",   lambda e: np.exp(-(e.x @ e.x) / 20),     None),
    ("sqrt(x @ x)",        lambda e: np.sqrt(e.x @ e.x),            "sqrt(Trace(x.T*x))"),
    ("x @ y + a",          lambda e: e.x @ e.y + e.a,               None),
    ("x @ z.T",            lambda e: np.outer(e.x, e.z),            "x*z.T"),
    ("outer(x, z)",        lambda e: np.outer(e.x, e.z),            "x*z.T"),
    ("x @ x.T @ y",        lambda e: np.outer(e.x, e.x) @ e.y,      "x*x.T*y"),
    ("x @ (x.T @ A)",      lambda e: np.outer(e.x, e.x @ e.A),      None),
    ("x.T @ y @ y.T @ x",  lambda e: (e.x @ e.y) ** 2,              "Trace(x.T*y*y.T*x)"),
    ("A @ x",              lambda e: e.A @ e.x,                     "A*x"),
    ("A*x",                lambda e: e.A @ e.x,                     "A*x"),
    ("2*A*B*x",            lambda e: 2 * e.A @ e.B @ e.x,           None),
    ("A @ B",              lambda e: e.A @ e.B,                     "A*B"),
    ("matmul(A, B)",       lambda e: e.A @ e.B,                     "A*B"),
    ("x.T @ A",            lambda e: (e.x @ e.A)[None, :],          "x.T*A"),
    ("x.T @ A @ y",        lambda e: e.x @ e.A @ e.y,               "Trace(x.T*A*y)"),
    ("x @ A @ y",          lambda e: e.x @ e.A @ e.y,               "Trace(x.T*A*y)"),
    ("x.T @ (A @ y)",      lambda e: e.x @ e.A @ e.y,               None),
    ("(x.T @ A) @ y",      lambda e: e.x @ e.A @ e.y,               None),
    ("(A @ x).T @ y",      lambda e: (e.A @ e.x) @ e.y,             None),
    ("r @ x",              lambda e: (e.r @ e.x)[0],                None),
    ("-2*X.T @ (x - X @ z)", lambda e: -2 * e.X.T @ (e.x - e.X @ e.z), None),
    ("a*x.T @ y",          lambda e: e.a * (e.x @ e.y),             None),
    # transposes, inverses, powers
    ("X.T",                lambda e: e.X.T,                         "X.T"),
    ("Transpose(X)",       lambda e: e.X.T,                         "X.T"),
    ("transpose(X)",       lambda e: e.X.T,                         "X.T"),
    ("x.T",                lambda e: e.x[None, :],                  "x.T"),
    ("x.T.T",              lambda e: e.x,                           None),
    ("X.T.T",              lambda e: e.X,                           None),
    ("X.H",                lambda e: e.X.T,                         "Adjoint(X)"),
    ("inv(A)",             lambda e: inverse(e.A),            "A**(-1)"),
    ("Inverse(A)",         lambda e: inverse(e.A),            "A**(-1)"),
    ("A^(-1)",             lambda e: inverse(e.A),            "A**(-1)"),
    ("A^-1",               lambda e: inverse(e.A),            "A**(-1)"),
    ("A^2",                lambda e: e.A @ e.A,                     "A**2"),
    ("A**3",               lambda e: e.A @ e.A @ e.A,               "A**3"),
    ("A^0",                lambda e: np.eye(3),                     "A**0"),
    ("A^k",                lambda e: e.A @ e.A,                     "A**k"),
    ("A^(-2)",             lambda e: inverse(e.A @ e.A),      None),
    ("(A + B)^2",          lambda e: (e.A + e.B) @ (e.A + e.B),     None),
    ("inv(X.T @ X)",       lambda e: inverse(e.X.T @ e.X),    None),
    ("X @ inv(X.T @ X) @ X.T", lambda e: e.X @ inverse(e.X.T @ e.X) @ e.X.T, None),
    # numbers from matrices
    ("tr(A)",              lambda e: np.trace(e.A),                 "Trace(A)"),
    ("Trace(A)",           lambda e: np.trace(e.A),                 "Trace(A)"),
    ("trace(A @ B)",       lambda e: np.trace(e.A @ e.B),           "Trace(A*B)"),
    ("tr(x.T @ A @ x)",    lambda e: e.x @ e.A @ e.x,               "Trace(x.T*A*x)"),
    ("tr(x @ y)",          lambda e: e.x @ e.y,                     None),
    ("det(A)",             lambda e: det(e.A),            "Determinant(A)"),
    ("Determinant(A)",     lambda e: det(e.A),            "Determinant(A)"),
    ("det([[a, b], [b, a]])", lambda e: e.a**2 - e.b**2,            None),
    ("norm(x)",            lambda e: norm(e.x),           None),
    ("||x||",              lambda e: norm(e.x),           None),
    ("||x - y||^2",        lambda e: norm(e.x - e.y) ** 2, None),
    ("||x||*||y||",        lambda e: norm(e.x) * norm(e.y), None),
    ("norm(X)",            lambda e: norm(e.X),           None),
    ("norm(x.T)",          lambda e: norm(e.x),           None),
    ("||a| - |b||",        lambda e: abs(abs(e.a) - abs(e.b)),      None),
    ("||a||",              lambda e: abs(e.a),                      None),
    # matrices by name
    ("eye(n)",             lambda e: np.eye(3),                     "I"),
    ("Identity(n)",        lambda e: np.eye(3),                     "I"),
    ("eye(2)",             lambda e: np.eye(2),                     "I"),
    ("A @ eye(n)",         lambda e: e.A,                           None),
    ("zeros(n)",           lambda e: np.zeros(3),                   "0"),
    ("zeros(n, m)",        lambda e: np.zeros((3, 2)),              "0"),
    ("ZeroMatrix(n, m)",   lambda e: np.zeros((3, 2)),              "0"),
    ("ones(n)",            lambda e: np.ones(3),                    "1"),
    ("ones(m, n)",         lambda e: np.ones((2, 3)),               "1"),
    ("OneMatrix(m, n)",    lambda e: np.ones((2, 3)),               "1"),
    ("ones(n).T @ x",      lambda e: e.x.sum(),                     None),
    ("ones(n) @ ones(m).T", lambda e: np.ones((3, 2)),              None),
    ("diag(x)",            lambda e: np.diag(e.x),                  "DiagMatrix(x)"),
    ("diag(A)",            lambda e: np.diag(e.A),                  "DiagonalOf(A)"),
    ("diag(diag(A))",      lambda e: np.diag(np.diag(e.A)),         None),
    ("A + a*eye(n)",       lambda e: e.A + e.a * np.eye(3),         None),
    # entry by entry
    ("hadamard(A, B)",     lambda e: e.A * e.B,                     "HadamardProduct(A, B)"),
    ("HadamardProduct(A, B)", lambda e: e.A * e.B,                  "HadamardProduct(A, B)"),
    ("A .* B",             lambda e: e.A * e.B,                     "HadamardProduct(A, B)"),
    ("A ⊙ B",              lambda e: e.A * e.B,                     "HadamardProduct(A, B)"),
    ("x .* y",             lambda e: e.x * e.y,                     None),
    ("x .* x .* y",        lambda e: e.x * e.x * e.y,               None),
    ("2*x .* y",           lambda e: 2 * e.x * e.y,                 None),
    ("A ./ (B .* B + ones(n, n))", lambda e: e.A / (e.B**2 + 1),    None),
    ("x ./ y",             lambda e: e.x / e.y,                     None),
    ("1 ./ x",             lambda e: 1 / e.x,                       "Lambda(t, 1/t).(x)"),
    ("x ./ a",             lambda e: e.x / e.a,                     None),
    ("A .^ 2",             lambda e: e.A**2,                        "Lambda(t, t**2).(A)"),
    ("x .^ k",             lambda e: e.x**2,                        "Lambda(t, t**k).(x)"),
    ("2 .^ x",             lambda e: 2**e.x,                        None),
    ("exp.(x)",            lambda e: np.exp(e.x),                   "Lambda(t, exp(t)).(x)"),
    ("exp.(X @ z)",        lambda e: np.exp(e.X @ e.z),             None),
    ("tanh.(A)",           lambda e: np.tanh(e.A),                  None),
    ("abs.(x)",            lambda e: np.abs(e.x),                   None),
    ("log.(x .^ 2)",       lambda e: np.log(e.x**2),                None),
    ("f.(x)",              lambda e: e.x**2 + 1,                    "Lambda(t, f(t)).(x)"),
    ("f'.(x)",             lambda e: 2 * e.x,                       None),
    ("max.(0, x)",         lambda e: np.maximum(0, e.x),            "Lambda(t, Max(0, t)).(x)"),
    ("max.(x, y)",         lambda e: np.maximum(e.x, e.y),          None),
    ("min.(x, a)",         lambda e: np.minimum(e.x, e.a),          None),
    ("max.(x, y, 0)",      lambda e: np.maximum(np.maximum(e.x, e.y), 0), None),
    ("1 ./ (ones(n) + exp.(-x))", lambda e: 1 / (1 + np.exp(-e.x)), None),
    ("each(t -> t^2 + a, x)", lambda e: e.x**2 + e.a,               "Lambda(t, a + t**2).(x)"),
    ("exp.(x)/sum(exp(x[l]), l = 1..n)", lambda e: np.exp(e.x) / np.exp(e.x).sum(), None),
    # larger matrices
    ("kron(A, X)",         lambda e: np.kron(e.A, e.X),             "KroneckerProduct(A, X)"),
    ("KroneckerProduct(D, X)", lambda e: np.kron(e.D, e.X),         "KroneckerProduct(D, X)"),
    ("det(kron(D, D))",    lambda e: det(np.kron(e.D, e.D)), None),
    ("vec(X)",             lambda e: e.X.T.ravel(),                 None),
    ("vec(A @ X)",         lambda e: (e.A @ e.X).T.ravel(),         None),
    ("kron(B.T, A) @ vec(B)", lambda e: np.kron(e.B.T, e.A) @ e.B.T.ravel(), None),
    ("block([[A, X], [X.T, D]])", lambda e: np.block([[e.A, e.X], [e.X.T, e.D]]), None),
    ("BlockMatrix([[A, X], [W, D]])", lambda e: np.block([[e.A, e.X], [e.W, e.D]]), None),
    ("block([A, X])",      lambda e: np.block([e.A, e.X]),          None),
    ("block([[A], [W]])",  lambda e: np.block([[e.A], [e.W]]),      None),
    ("det(block([[A, X], [zeros(m, n), D]]))", lambda e: det(e.A) * det(e.D), None),
    ("[[a, b], [b, a]]",   lambda e: np.array([[e.a, e.b], [e.b, e.a]]), None),
    ("Matrix([[a, b], [b, a]])", lambda e: np.array([[e.a, e.b], [e.b, e.a]]), None),
    ("[a, b, 1]",          lambda e: np.array([e.a, e.b, 1]),       None),
    ("[[cos(a), -sin(a)], [sin(a), cos(a)]] @ [1, 0]",
                           lambda e: np.array([np.cos(e.a), np.sin(e.a)]), None),
    # parts
    ("A[1, 2]",            lambda e: e.A[0, 1],                     "A[1, 2]"),
    ("A[i, j]",            lambda e: e.A[1, 0],                     "A[i, j]"),
    ("X[i]",               lambda e: e.X[1],                        None),
    ("X[i, :]",            lambda e: e.X[1],                        None),
    ("X[:, j]",            lambda e: e.X[:, 0],                     None),
    ("X[:, 2]",            lambda e: e.X[:, 1],                     None),
    ("x[:]",               lambda e: e.x,                           None),
    ("X[i] @ z",           lambda e: e.X[1] @ e.z,                  None),
    ("(A @ B)[i, j]",      lambda e: (e.A @ e.B)[1, 0],             None),
    ("(X @ z)[i]",         lambda e: (e.X @ e.z)[1],                "(X*z)[i - 1, 0]"),
    ("inv(A)[j, i]",       lambda e: inverse(e.A)[0, 1],      None),
    ("A.T[i, j]",          lambda e: e.A[0, 1],                     None),
    ("x.T[1, i]",          lambda e: e.x[1],                        None),
    ("eye(n)[i, j]",       lambda e: 0,                             None),
    ("sum(X[l] @ X[l].T, l = 1..n)", lambda e: e.X.T @ e.X,         None),
    ("sum(X[:, l] @ X[:, l].T, l = 1..m)", lambda e: e.X @ e.X.T,   None),
    ("max(x[l], l = 1..n)", lambda e: e.x.max(),                    None),
    ("min(x[l]^2, l = 1..n)", lambda e: (e.x**2).min(),             None),
    # derivatives
    ("grad(x @ x, x)",     lambda e: 2 * e.x,                       None),
    ("diff(x.T @ A @ x, x)", lambda e: (e.A + e.A.T) @ e.x,       "Derivative(Trace(x.T*A*x), x)"),
    ("grad(norm(x - y)^2, x)", lambda e: 2 * (e.x - e.y),           None),
    ("grad(norm(x), x)",   lambda e: e.x / norm(e.x),     None),
    ("jac(A @ x, x)",      lambda e: e.A,                           "Derivative(A*x, x)"),
    ("jac(f.(x), x)",      lambda e: np.diag(2 * e.x),              None),
    ("jac(exp.(X @ z), z)", lambda e: np.diag(np.exp(e.X @ e.z)) @ e.X, None),
    ("hess(x.T @ A @ x, x)", lambda e: e.A + e.A.T,                 None),
    ("diff(tr(A), A)",     lambda e: np.eye(3),                     None),
    ("diff(tr(A @ B), A)", lambda e: e.B.T,                         None),
    ("diff(tr(A^2), A)",   lambda e: 2 * e.A.T,                     None),
    ("diff(det(A), A)",    lambda e: det(e.A) * inverse(e.A).T, None),
    ("diff(log(det(A)), A[i, j])", lambda e: inverse(e.A)[0, 1], None),
    ("diff(log(det(A + a*eye(n))), a)", lambda e: np.trace(inverse(e.A + 2 * np.eye(3))), None),
    ("diff(sum((X @ z)[l]^2, l = 1..n), z)", lambda e: 2 * e.X.T @ e.X @ e.z, None),
    ("diff(tr(kron(D, D)), D)", lambda e: 2 * np.trace(e.D) * np.eye(2), None),
    ("diff(x @ diag(y) @ x, y)", lambda e: e.x**2,                  None),
    ("diff(sum(log(1 + exp(x[l])), l = 1..n), x)", lambda e: 1 / (1 + np.exp(-e.x)), None),
]  # fmt: skip


def as_floats(value: Any) -> Any:
    match value:
        case Array(entries):
            return [as_floats(x) for x in entries]
        case fmpq() | arb():
            return float(arb(value).mid())
        case acb():
            return complex(value.mid())
    raise AssertionError(value)


def value_of(text: str, scope: Scope = SCOPE, point: dict[str, Term] | None = None) -> Any:
    term = plain.read(text, scope).term
    found = evaluate(term, point or POINT, Context(scope.names, (), scope.field))
    assert not isinstance(found, Undefined | Unknown), found
    return np.array(as_floats(found))


@pytest.mark.parametrize(("text", "value"), [s[:2] for s in SPELLED], ids=[s[0] for s in SPELLED])
def test_a_spelling_has_its_value(text: str, value: Values) -> None:
    found, expected = value_of(text), np.asarray(value(AT), dtype=float)
    assert found.shape == expected.shape
    assert np.allclose(found, expected)


@pytest.mark.parametrize("text", [s[0] for s in SPELLED])
def test_a_spelling_is_written_as_it_is_read(text: str) -> None:
    term = plain.read(text, SCOPE).term
    assert plain.read(plain.show(term), SCOPE).term == term


IN_SYMPY = [(text, form) for text, _, form in SPELLED if form is not None]


@pytest.mark.parametrize(("text", "form"), IN_SYMPY, ids=[s[0] for s in IN_SYMPY])
def test_a_spelling_has_its_sympy_form(text: str, form: str) -> None:
    lowered = to_sympy(plain.read(text, SCOPE).term, CONTEXT)
    assert str(lowered) == form
    again = plain.read(plain.show(from_sympy(lowered)), SCOPE).term
    assert np.allclose(value_of(plain.show(again)), value_of(text))


def test_there_are_many_spellings() -> None:
    assert len({text for text, _, _ in SPELLED}) >= 150


# --- no value ------------------------------------------------------------------------------------

NOWHERE = {
    "the inverse of a singular matrix": "inv(x @ y.T)",
    "a negative power of one": "(x @ y.T)^(-1)",
    "an entry out of range": "(X @ z)[2*n]",
    "a column out of range": "X[:, i + 1]",
    "a row out of range": "X[2*i]",
    "a quotient of entries": "x ./ (0*y)",
    "the greatest of none": "max(x[l], l = 1..0)",
    "the gradient of a length at zero": "grad(norm(x - y), x)",
}


@pytest.mark.parametrize("case", NOWHERE)
def test_what_has_no_value_is_undefined(case: str) -> None:
    term = plain.read(NOWHERE[case], SCOPE).term
    found = evaluate(term, {**POINT, "y": POINT["x"]}, CONTEXT)
    assert isinstance(found, Unknown if "grad" in NOWHERE[case] else Undefined)


# --- complex numbers -----------------------------------------------------------------------------

PLANE = declared({"U": "complex[2, 2]", "u": "complex[2]"}, Scope(field="complex"))
U, V = np.array([[1 + 2j, 3], [1j, 2 - 1j]]), np.array([1 - 1j, 2j])
COMPLEX = {
    "U.H": U.conj().T,
    "U.T": U.T,
    "u.H @ u": (V.conj() @ V),
    "u.T @ u": (V @ V),
    "norm(u)": norm(V),
    "norm(U)": norm(U),
    "U.H @ U": U.conj().T @ U,
    "conjugate.(u)": V.conj(),
    "exp.(u)": np.exp(V),
}


@pytest.mark.parametrize("text", COMPLEX)
def test_complex_arrays_have_their_values(text: str) -> None:
    rows = "[[1 + 2*I, 3], [I, 2 - I]]", "[1 - I, 2*I]"
    point = {
        name: plain.read(t, Scope(field="complex")).term for name, t in zip("Uu", rows, strict=True)
    }
    found = evaluate(plain.read(text, PLANE).term, point, Context(PLANE.names, (), "complex"))
    assert np.allclose(np.array(as_floats(found)), COMPLEX[text])


# --- steps ---------------------------------------------------------------------------------------

REFUTED: dict[str, tuple[str, str, dict[str, str], list[str]]] = {
    "an outer product turned": ("x @ y.T", "y @ x.T", {}, []),
    "a power": ("(A + B)^2", "A^2 + 2*A @ B + B^2", {}, []),
    "an orthogonal matrix": ("inv(Q)", "Q", {"Q": "orthogonal real[n, n]"}, []),
    "a projection": ("P", "eye(n)", {"P": "projection real[n, n]"}, []),
    "a symmetric projection": ("P", "eye(n)", {"P": "symmetric projection real[n, n]"}, []),
    "diagonal matrices": ("C @ A", "A @ C", {"C": "diagonal real[n, n]"}, []),
    "a Kronecker product": ("kron(A, B)", "kron(B, A)", {}, []),
    "a norm": ("norm(x + y)", "norm(x) + norm(y)", {}, []),
    "a relu": ("max.(0, x)", "abs.(x)", {}, []),
    "a determinant": ("det(2*A)", "2*det(A)", {}, []),
    "a unit matrix": ("A", "eye(n)", {}, ["A @ A = eye(n)"]),
    "an interval": ("a^2", "a", {}, ["a in [0, 1)"]),
    "a set": ("a^3", "1", {}, ["a in {-1, 1}"]),
    "a maximum": ("max(x[l], l = 1..n)", "x[1]", {}, []),
    "a sum of rows": ("sum(X[l] @ X[l].T, l = 1..n)", "X.T @ X + eye(m)", {}, []),
    "a family of arrays": ("(X @ z)[i]", "z[1]", {}, []),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUTED)
def test_wrong_steps_are_refuted(case: str) -> None:
    before, after, more, assumed = REFUTED[case]
    assert check_step(before, after, symbols=SYMBOLS | more, assume=assumed).name == "refuted"


PROVED: dict[str, tuple[str, str, list[str]]] = {
    "numbers commute": ("(x @ x)*(y @ y)", "(y @ y)*(x @ x)", []),
    "a number in front": ("2/(x @ x)*x", "2*(1/(x @ x))*x", []),
    "an interval": ("a", "|a|", ["a in [0, 1)"]),
}


@pytest.mark.parametrize("case", PROVED)
def test_true_steps_are_proved(case: str) -> None:
    before, after, assumed = PROVED[case]
    assert check_step(before, after, symbols=SYMBOLS, assume=assumed).name == "proved"
