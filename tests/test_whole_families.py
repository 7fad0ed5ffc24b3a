"""A defined family without its indices: the array of its entries, or a refusal."""

from __future__ import annotations

import pytest

from derivcheck import check_text
from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.rows import read_row
from derivcheck.kernel.language.terms import free_names
from derivcheck.notation.plain import show

SYMBOLS = {
    "n": "positive integer",
    "m": "positive integer",
    "a": "real[n]",
    "u": "real[n]",
    "s": "real[0..n-1]",
    "w": "real[m]",
    "A": "real[n, m]",
    "B": "real[n, m]",
    "Q": "real[n, n]",
    "f": "function",
    "c": "real",
    "i": "index of n",
}

REFUSED: dict[str, tuple[str, str, str]] = {
    "a number of its own":       ("p[k]", "k*a[k]", "DC202"),
    "no array":                  ("p[k]", "k^2", "DC202"),
    "an indicator":              ("p[k]", "a[k]*1{k = i}", "DC202"),
    "arrays of other sizes":     ("p[k]", "a[k] + w[k]", "DC202"),
    "another first index":       ("p[k]", "a[k] + s[k]", "DC202"),
    "a neighbour":               ("p[k]", "a[k] - a[k - 1]", "DC202"),
    "an index that is a size":   ("p[n]", "a[n]", "DC202"),
    "a part of a sum":           ("p[k]", "sum(A[k, l]*w[l], l = 1..m - 1)", "DC202"),
    "a sum up to the index":     ("p[k]", "a[k]*sum(a[l], l = 1..k)", "DC202"),
    "a weight that is an index": ("p[k]", "sum(A[k, l]*l, l = 1..m)", "DC202"),
    "a function of a part":      ("p[k]", "exp(sum(A[k, l], l = 1..m - 1))", "DC202"),
    "differentiated by an entry": ("p[k]", "diff(c*a[k]^2, a[k])", "DC202"),
    "one index without bounds":  ("p[k, l]", "w[l]", "DC202"),
    "an entry in an integral":   ("p[k]", "int(a[k]*t, t = 0..1)", "DC202"),
    "three indices":             ("p[k, l, j]", "a[k]*a[l]*a[j]", "DC202"),
    "ones that begin at 0":      ("p[k]", "s[k] + 1", "DC202"),
    "statements":               ("p[k]", "a[k] > 0", "DC206"),
    "of no index at all":        ("p[k]", "c", "DC202"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_array_is_refused(what: str) -> None:
    head, body, code = REFUSED[what]
    with pytest.raises(Diagnosis) as refused:
        read_row({"symbols": SYMBOLS, "define": {head: body}, "from": "p", "to": "p"})
    assert refused.value.diagnostic.code == code


FOUND: dict[str, tuple[str, str]] = {
    "p[k]: a[k]":                             ("p", "a"),
    "p[k]: exp(a[k])/c":                      ("p", "exp.(a)/c"),
    "p[k]: 1/a[k]":                           ("p", "1 ./ a"),
    "p[k]: a[k]*u[k] - 2":                    ("p", "hadamard(a, u) + (-2)*ones(n)"),
    "p[k]: f(a[k])*c":                        ("p", "c*f.(a)"),
    "p[k]: s[k]^2":                           ("p", "s .^ 2"),
    "p[k]: A[k, 1] + a[k]":                   ("p", "A[:, 1] + a"),
    "p[k]: A[i, k]":                          ("p", "A[i]"),
    "p[k]: sum(A[k, l]*w[l], l = 1..m)":      ("p", "A @ w"),
    "p[k]: sum(c*w[l]*A[k, l], l = 1..m)":    ("p", "c*(A @ w)"),
    "p[l]: sum(A[k, l]*a[k], k = 1..n)":      ("p", "A.T @ a"),
    "p[k]: sum(A[k, l], l = 1..m)":           ("p", "A @ ones(m)"),
    "p[k]: exp(sum(A[k, l]*w[l], l = 1..m))": ("p", "exp.(A @ w)"),
    "p[k, l]: 1/sum(A[k, q], q = 1..m)*w[l]": (
        "p", "hadamard(1 ./ ((A @ ones(m)) @ ones(m).T), ones(n) @ w.T)"),
    "p[k, l]: A[k, l]*a[k]":                  ("p", "hadamard(A, a @ ones(m).T)"),
    "p[l, k]: A[k, l]":                       ("p", "A.T"),
    "p[k, q]: sum(A[k, l]*B[q, l], l = 1..m)": ("p", "A @ B.T"),
    "p[k, q]: Q[q, k] - Q[k, q]":             ("p", "Q.T - Q"),
    "p[q, l]: A[q, l]^2":                     ("p[i]", "(A .^ 2)[i]"),
}  # fmt: skip
"""A definition, and what its name stands for."""


@pytest.mark.parametrize("text", FOUND)
def test_a_family_is_the_array_of_its_entries(text: str) -> None:
    head, body = text.split(": ")
    whole, array = FOUND[text]
    row = {"symbols": SYMBOLS, "define": {head: body}, "from": whole, "to": whole}
    same = read_row({"symbols": SYMBOLS, "from": array, "to": array})
    assert show(read_row(row).before) == show(same.before)


@pytest.mark.parametrize("body", ["a[k] + 1", "a[k] + n", "sum(Q[k, l], l = 1..n)"])
def test_a_size_in_it_is_not_caught(body: str) -> None:
    text = "sum(p @ p, n = 1..3)"
    row = {"symbols": SYMBOLS, "define": {"p[k]": body}, "from": text, "to": text}
    with pytest.raises(Diagnosis) as refused:
        read_row(row)
    assert refused.value.diagnostic.code == "DC105"


def test_a_name_bound_inside_catches_no_declared_one() -> None:
    names = {**SYMBOLS, "t": "real"}
    row = {"symbols": names, "define": {"p[k]": "exp(t*a[k])"}, "from": "p", "to": "p"}
    assert free_names(read_row(row).before) == {"t", "a"}


FILE = """\
derivcheck: 1
symbols:
  n, m: positive integer
  a, u: real[n]
  w: real[m]
  A: real[n, m]
define:
  S: sum(exp(a[k]), k = 1..n)
  p[k]: exp(a[k])/S
  z[k]: sum(A[k, l]*w[l], l = 1..m) + u[k]
  r[k, l]: u[k]*w[l]/A[k, l]
  q[k, l]: exp(A[k, l])/sum(exp(A[k, t]), t = 1..m)
steps:
"""
CLAIMS: dict[str, str] = {
    "grad(log(S), a) = p":                      "proved",
    "hess(log(S), a) = diag(p) - p @ p.T":      "proved",
    "grad(log(S), a) = p .* p":                 "refuted",
    "diff(z, w) = A":                           "proved",
    "diff(z, w) = 2*A":                         "refuted",
    "z @ z = norm(A @ w)^2 + 2*u @ A @ w + u @ u": "proved",
    "r .* A = u @ w.T":                         "proved",
    "q @ ones(m) = ones(n)":                    "proved",
    "q @ ones(m) = 2*ones(n)":                  "refuted",
    "q @ w = r @ w":                            "refuted",
    "r = u @ w.T":                              "refuted",
}  # fmt: skip


def test_families_are_judged_as_arrays() -> None:
    steps = "".join(f"  - claim: {claim}\n" for claim in CLAIMS)
    found = check_text(FILE + steps).files[0].steps
    assert [step.verdict and step.verdict.name for step in found] == list(CLAIMS.values())
