"""Functions of vectors under `define:`: parameters with the name of a declared array."""

from __future__ import annotations

import pytest

import derivcheck
from derivcheck.documents.rows import read_row

FILE = """
symbols:
  n, m: positive integer
  A: positive definite real[n, n]
  x, y, b: real[n]
  w: real[m]
  t: positive real
define:
  f(x): 1/2*x @ A @ x - b @ x
  g(x, t): norm(x)^2/t
  s(x): 1/(1 + exp(-x))
steps:
  - claim: {claim}
"""


def judged(claim: str) -> str:
    (step,) = derivcheck.check_text(FILE.replace("{claim}", claim)).files[0].steps
    return step.verdict.name if step.verdict else "none"


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("f(y) = 1/2*y @ A @ y - b @ y", "proved"),
        ("grad(f(x), x) = A @ x - b", "proved"),
        ("f(x - t*y) = f(x) - t*(A @ x - b) @ y + t^2/2*y @ A @ y", "proved"),
        ("g(2*y, t) = 4*g(y, t)", "proved"),
        ("s(t) = 1 - s(-t)", "proved"),
        ("f(2*y) = 4*f(y)", "refuted"),
        ("f(t) = t", "invalid"),
        ("f(w) = 0", "invalid"),
        ("g(t, t) = t", "invalid"),
        ("s(x) = s(x)", "invalid"),
    ],
)
def test_a_parameter_is_an_array_where_the_body_is_about_arrays(claim: str, expected: str) -> None:
    assert judged(claim) == expected


def test_a_row_reads_it_as_a_file_does() -> None:
    row = {
        "symbols": {"n": "positive integer", "A": "real[n, n]", "x": "real[n]"},
        "define": {"f(x)": "x @ A @ x"}, "from": "f(2*x)", "to": "4*f(x)",
    }  # fmt: skip
    assert read_row(row) is not None


def test_what_makes_sense_for_neither_is_told_of_arrays() -> None:
    report = derivcheck.check_text(FILE.replace("b @ x", "w @ x").replace("{claim}", "t = t"))
    assert "`w` is a vector of size m and `x` is a vector of size n" in str(report)


def test_entries_make_a_parameter_an_array() -> None:
    text = FILE.replace("s(x): 1/(1 + exp(-x))", "s(x): sum(x[k]^2, k = 1..n)")
    (step,) = derivcheck.check_text(text.replace("{claim}", "s(y) = y @ y")).files[0].steps
    assert step.verdict is not None and step.verdict.name == "proved"


@pytest.mark.parametrize(
    ("definition", "claim", "expected"),
    [
        ("f(u): 1/2*u.T @ A @ u - b.T @ u", "grad(f(x), x) = A @ x - b", "proved"),
        ("f(u): u @ b", "f(y) = b @ y", "proved"),  # a vector, and no matrix, though A @ b is one
        ("f(u, v): u @ A @ v", "f(x, y) = y @ A @ x", "proved"),
        ("f(u, c): c*norm(u)^2/(b @ u)", "f(x, t) = t*(x @ x)/(b @ x)", "proved"),
        ("f(u): u @ b", "f(y) = 2*(b @ y)", "refuted"),
        ("f(u): u @ b", "f(w) = 0", "invalid"),
        ("f(u): u @ b", "f(t) = 0", "invalid"),
    ],
)
def test_a_parameter_of_another_name_has_the_one_shape_that_fits(
    definition: str, claim: str, expected: str
) -> None:
    text = FILE.replace("f(x): 1/2*x @ A @ x - b @ x", definition).replace("{claim}", claim)
    (step,) = derivcheck.check_text(text).files[0].steps
    assert step.verdict is not None
    assert step.verdict.name == expected


def test_where_several_shapes_fit_a_declaration_is_asked_for() -> None:
    text = FILE.replace("f(x): 1/2*x @ A @ x - b @ x", "f(u): norm(u)")
    report = str(derivcheck.check_text(text.replace("{claim}", "t = t")))
    assert "a parameter of `f` is a number; for arrays declare it, `u: real[n]`" in report
