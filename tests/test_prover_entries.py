"""Derivatives by arrays, and steps between words and entries, each with wrong twins."""

from __future__ import annotations

import pytest

from derivcheck import check_step
from derivcheck.documents.rows import read_row
from derivcheck.kernel.checker.proof import Proved
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim
from derivcheck.provers.equations import arithmetic, elementary, entries, words
from derivcheck.provers.foundations.limits import Limits

SYMBOLS = {
    "n, d, m": "positive integer", "x, y, a, b, mu": "real[n]", "w": "real[d]", "v": "real[m]",
    "A, B, C": "real[n, n]", "S": "symmetric real[n, n]", "P": "positive definite real[n, n]",
    "V": "invertible real[n, n]", "X": "real[n, d]", "M": "real[m, n]", "t, s": "real",
    "p": "positive real[n]", "i, j": "index of n", "L": "function real[n] -> real",
    "g, sigma": "function real -> real",
}  # fmt: skip
"""What the letters stand for."""

TRUE: dict[str, tuple[str, ...]] = {
    # before: (after, wrong ones ...)
    "diff(a.T @ x, x)": ("a", "x", "2*a"),
    "diff(x.T @ A @ x, x)": ("(A + A.T) @ x", "2*A @ x", "A @ x"),
    "diff(x.T @ S @ x, x)": ("2*S @ x", "S @ x"),
    "diff(x.T @ A @ y, y)": ("A.T @ x", "A @ x"),
    "diff(A @ x, x)": ("A", "A.T"),
    "diff(x @ x.T @ a, x)": ("x @ a.T + (x.T @ a)*eye(n)", "a @ x.T + (x.T @ a)*eye(n)"),
    "hess(x.T @ A @ x, x)": ("A + A.T", "2*A"),
    "hess((a.T @ x)^2, x)": ("2*a @ a.T", "a @ a.T"),
    "diff(norm(x)^2, x)": ("2*x", "x"),
    "diff(norm(y - X @ w)^2, w)": ("-2*X.T @ (y - X @ w)", "2*X.T @ (y - X @ w)"),
    "diff(tr(A), A)": ("eye(n)", "ones(n, n)"),
    "diff(tr(A @ B), A)": ("B.T", "B"),
    "diff(tr(A @ B @ C), B)": ("A.T @ C.T", "C.T @ A.T", "C @ A"),
    "diff(tr(A @ B @ A.T), A)": ("A @ (B + B.T)", "2*A @ B"),
    "diff(tr(S @ S), S)": ("2*S", "S"),
    "diff(tr(A^3), A)": ("3*(A^2).T", "3*A^2"),
    "diff(x.T @ A @ y, A)": ("x @ y.T", "y @ x.T"),
    "diff(det(V), V)": ("det(V)*inv(V).T", "det(V)*inv(V)"),
    "diff(log(det(P)), P)": ("inv(P)", "-inv(P)"),
    "diff(log(|det(V)|), V)": ("inv(V).T", "inv(V)"),
    "diff(tr(inv(V)), V)": ("-(inv(V) @ inv(V)).T", "-inv(V) @ inv(V)"),
    "diff(a.T @ inv(V) @ b, V)": ("-inv(V).T @ a @ b.T @ inv(V).T", "-inv(V) @ a @ b.T @ inv(V)"),
    "diff((a + t*b).T @ A @ (a + t*b), t)":
        ("b.T @ (A + A.T) @ (a + t*b)", "2*b.T @ A @ (a + t*b)"),
    "diff((A @ x)[i], x[j])": ("A[i, j]", "A[j, i]"),
    "diff(x.T @ A @ a, A[i, j])": ("x[i]*a[j]", "x[j]*a[i]"),
    "diff(log(sum(exp(x[k]), k = 1..n)), x)": ("exp.(x)/sum(exp(x[k]), k = 1..n)", "exp.(x)"),
    "diff(a.T @ sigma.(A @ x), x)": ("A.T @ (a .* sigma'.(A @ x))", "A @ (a .* sigma'.(A @ x))"),
    "diff(a.T @ sigma.(A @ x), A)": ("(a .* sigma'.(A @ x)) @ x.T", "x @ (a .* sigma'.(A @ x)).T"),
    "diff(sum(a[k]*log(p[k]), k = 1..n), p)": ("a ./ p", "p ./ a"),
    "diff(L(A @ x), x)":
        ("A.T @ subs(grad(L(y), y), y = A @ x)", "A @ subs(grad(L(y), y), y = A @ x)"),
    "diff(g(x.T @ x), x)": ("2*g'(x.T @ x)*x", "g'(x.T @ x)*x"),
    "(A @ B)[i, j]": ("sum(A[i, k]*B[k, j], k = 1..n)", "sum(A[k, i]*B[k, j], k = 1..n)"),
    "det(diag(x))": ("prod(x[k], k = 1..n)", "sum(x[k], k = 1..n)"),
    "det(diag(p) @ A)": ("det(A)*prod(p[k], k = 1..n)", "det(A)*prod(p[k]^2, k = 1..n)"),
    "log(det(diag(p)))": ("sum(log(p[k]), k = 1..n)", "log(sum(p[k], k = 1..n))"),
    "x.T @ y": ("sum(x[k]*y[k], k = 1..n)", "sum(x[k]^2, k = 1..n)"),
    "S[i, j]": ("S[j, i]", "S[i, i]"),
    "A[i, j]": ("A.T[j, i]", "A[j, i]"),
    "tr(A)": ("sum(A[k, k], k = 1..n)", "sum(A[k, 1], k = 1..n)"),
    "norm(A)^2": ("sum(sum(A[k, l]^2, l = 1..n), k = 1..n)", "sum(A[k, k]^2, k = 1..n)"),
    "A .* (B + C)": ("A .* B + A .* C", "A .* B + C"),
    "diag(a) @ x": ("a .* x", "a + x"),
    "X.T @ X": ("sum(X[k] @ X[k].T, k = 1..n)", "2*sum(X[k] @ X[k].T, k = 1..n)"),
    "sum(C @ X.T[k], k = 1..d)": ("C @ sum(X.T[k], k = 1..d)", "C.T @ sum(X.T[k], k = 1..d)"),
    "sum(X[k] @ w, k = 1..n)": ("w @ sum(X[k], k = 1..n)", "n*w @ w"),
    "sum((X[k] @ w - x[k])^2, k = 1..n)": ("norm(X @ w - x)^2", "norm(X @ w + x)^2"),
    "sum(inv(P) @ (X.T[k] - x), k = 1..d)": (
        "d*inv(P) @ (1/d*sum(X.T[k], k = 1..d) - x)", "inv(P) @ (sum(X.T[k], k = 1..d) - x)"),
    "det([[t, s], [1, 2]])": ("2*t - s", "2*t + s"),
    "[[1, t], [0, 1]] @ [[1, s], [0, 1]]": ("[[1, t + s], [0, 1]]", "[[1, t*s], [0, 1]]"),
    "[[t, s, 0], [1, t, s], [0, 1, t]] @ [1, t, 2]": (
        "[t + s*t, 1 + t^2 + 2*s, 3*t]", "[t + s*t, 1 + t^2 + 2*s, 2*t]"),
    "[[1, t, s], [0, 1, t], [0, 0, 1]] @ [[1, -t, t^2 - s], [0, 1, -t], [0, 0, 1]]": ("eye(3)",),
    "det([[2, 1], [1, 2]] - t*eye(2))": ("(1 - t)*(3 - t)", "(1 - t)*(2 - t)"),
}  # fmt: skip
"""An expression -> what it is equal to, then what it is not."""

REFUSED = [
    ("diff(tr(A @ A), A)", "2*A"),
    ("diff(tr(A @ A.T), A)", "2*A.T"),
    ("diff(det(A), A)", "det(A)*ones(n, n)"),
    ("diff(log(det(P)), P)", "inv(P)/2"),
    ("diff(norm(x), x)", "2*x"),
    ("diff(norm(x), x)", "x"),
    ("diff(norm(x)^3, x)", "3*norm(x)^2*x"),
    ("diff(max(0, x[i]), x[i])", "1{x[i] >= 0}*2"),
    ("diff(inv(V)[i, j], V[i, j])", "-inv(V)[i, j]^2"),
    ("diff(inv(A), t)", "inv(A)"),
    ("diff(det(A + t*B), t)", "tr(B)"),
    ("hess(norm(x)^2, x)", "2*ones(n, n)"),
    ("diff(x, x)", "ones(n, n)"),
    ("diff(x .* x, x)", "2*diag(x) @ A"),
    ("diff(exp.(x), x)", "exp.(x) @ ones(n).T"),
    ("diff((a.T @ x)*x, x)", "a @ x.T + (a.T @ x)*eye(n)"),
    ("diff(tr(A.T @ B), A)", "B.T"),
    ("diff(x.T @ inv(P) @ x, P)", "inv(P) @ x @ x.T @ inv(P)"),
    ("inv([[t, s], [1, 2]])", "[[2, s], [1, t]]/(2*t - s)"),
    ("det([[t, 1, 0], [1, t, 1], [0, 1, t]])", "t^3 - t"),
    ("x.T @ A @ y", "sum(sum(x[k]*A[l, k]*y[l], l = 1..n), k = 1..n)"),
    ("tr(A @ B)", "sum(sum(A[k, l]*B[k, l], l = 1..n), k = 1..n)"),
]
"""Wrong steps: a factor of two, a transpose, an order, a point without derivative."""


def claim(before: str, after: str) -> Claim:
    return read_row({"symbols": SYMBOLS, "from": before, "to": after})


def proved(before: str, after: str) -> bool:
    """Whether the provers of arrays find evidence that the kernel accepts."""
    goal = claim(before, after)
    for prover in (arithmetic, elementary, words, entries):
        found = prover.prove(goal, Limits())
        if found is not None:
            answer = judge(goal, found)
            if not isinstance(answer, Rejected):
                return isinstance(answer, Proved)
    return False


@pytest.mark.parametrize("before", TRUE)
def test_what_is_equal_is_proved(before: str) -> None:
    assert proved(before, TRUE[before][0])


WRONG = [(before, after) for before, (_, *wrong) in TRUE.items() for after in wrong]


@pytest.mark.parametrize(("before", "after"), [*WRONG, *REFUSED])
def test_what_is_wrong_is_not_proved(before: str, after: str) -> None:
    assert not proved(before, after)


NETWORK = {
    "m, p": "positive integer", "V": "real[p, m]", "a": "real[m]", "t": "real[p]",
    "i": "index of m",
}  # fmt: skip
"""The name of the targets is one that a function at entries could take for its argument."""
LOSS = "(V @ tanh.(a) - t) @ (V @ tanh.(a) - t)"


def test_a_wrong_derivative_beside_a_declared_t_is_refuted() -> None:
    after = "2*(V.T @ (V @ tanh.(a) - t))"
    assert check_step(f"grad({LOSS}, a)", after, symbols=NETWORK).name == "refuted"


def test_a_derivative_through_a_layer_is_proved() -> None:
    after = "2*sum((V @ tanh.(a) - t)[q]*V[q, i]*(1 - tanh(a[i])^2), q = 1..p)"
    assert check_step(f"diff({LOSS}, a[i])", after, symbols=NETWORK).name == "proved"


ROWS_OF_ONE = "for all r = 1..m, sum(P[r, c], c = 1..m) = 1"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("P.T @ ones(m)", "ones(m)", "refuted"),
        ("Q @ ones(m)", "ones(m)", "refuted"),
        ("P @ Q @ ones(m)", "ones(m)", "refuted"),
        ("P @ ones(m)", "ones(m)", "proved"),
        ("P @ P @ ones(m)", "ones(m)", "proved"),
        ("(P @ ones(m))[i]", "1", "proved"),
        ("ones(m) @ P.T @ p", "sum(p[j], j = 1..m)", "proved"),
    ],
)
def test_what_is_known_of_all_rows_is_used_of_a_product(
    before: str, after: str, expected: str
) -> None:
    symbols = {"m": "positive integer", "P, Q": "real[m, m]", "p": "real[m]", "i": "index of m"}
    found = check_step(before, after, symbols=symbols, assume=[ROWS_OF_ONE])
    assert found.name == expected
