"""Words between unit vectors as entries: each is what the word is by exact arithmetic."""

from __future__ import annotations

import pytest

from derivcheck.documents.rows import read_row
from derivcheck.kernel.algebra.field import Field
from derivcheck.notation.plain import show
from derivcheck.provers.normalforms.spelled import spelled_out

SYMBOLS = {
    "n": "positive integer", "m": "positive integer", "A": "real[n, n]", "D": "real[n, m]",
    "x": "real[n]", "i": "index of n", "j": "index of n", "k": "index of m",
}  # fmt: skip

WORDS = {
    "eye(n)[i].T @ A @ eye(n)[j]":                            "A[i, j]",
    "eye(n)[i].T @ A.T @ eye(n)[j]":                          "A[j, i]",
    "(eye(n)[i].T @ A) @ eye(n)[j] @ eye(n)[j].T @ (A.T @ x)": "A[i, j]*(eye(n)[j].T @ A.T @ x)",
    "x.T @ eye(n)[i]":                                        "x[i]",
    "eye(n)[i].T @ x":                                        "x[i]",
    "x.T @ A @ x":                                            "x.T @ A @ x",
    "eye(n)[i].T @ D @ eye(m)[k]":                            "D[i, k]",
    "sum(eye(n)[i].T @ A @ eye(n)[i], i = 1..n)":             "sum(A[i, i], i = 1..n)",
    "2*exp(eye(n)[i].T @ x)":                                 "2*exp(x[i])",
    "A @ A":                                                  "A @ A",
}  # fmt: skip


@pytest.mark.parametrize(("word", "spelled"), WORDS.items(), ids=WORDS)
def test_words_between_units_are_entries(word: str, spelled: str) -> None:
    row = {"symbols": SYMBOLS, "from": word, "to": spelled, "relation": "="}
    claim = read_row(row)
    found = spelled_out(claim.before, claim.context)
    assert show(found) == show(claim.after)
    assert Field(claim.context).equal(claim.before, found)
