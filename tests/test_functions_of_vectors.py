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
