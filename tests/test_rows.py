"""Rows of a batch define names, name their field and layout, and declare several names in a key."""

from __future__ import annotations

from typing import Any

import pytest

from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.rows import read_row
from derivcheck.documents.yaml import load
from derivcheck.kernel.language.terms import TWO, Sym, call
from derivcheck.notation.plain import show
from derivcheck.obligations.derivation import obligations

REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "a field that is none": ({"field": "rational"}, "DC706", "field"),
    "a field that is no text": ({"field": 1}, "DC706", "field"),
    "a layout that is none": ({"layout": "mixed"}, "DC706", "layout"),
    "definitions that are no table": ({"define": ["S"]}, "DC007", "define"),
    "a definition that is no text": ({"define": {"S": 1}}, "DC007", "define"),
    "a name that is defined and declared": ({"define": {"x": "1"}}, "DC005", "`x`"),
    "a name that is declared twice": ({"symbols": {"x, y": "real", "y": "real"}}, "DC005", "`y`"),
    "no name at all": ({"symbols": {"x, ": "real"}}, "DC209", "cannot be declared"),
    "what cannot be defined": ({"define": {"S + 1": "x"}}, "DC209", "cannot be defined"),
    "a parameter that is there twice": ({"define": {"g(t, t)": "t"}}, "DC209", "cannot be defined"),
    "a definition that cannot be read": ({"define": {"S": "x +"}}, "DC104", "too early"),
    "a definition by itself": ({"define": {"S": "S + 1"}}, "DC201", "`S`"),
    "a family without its index": ({"define": {"h[l]": "x*l"}, "to": "h"}, "DC202", "`h`"),
    "a number for a vector": ({"symbols": {"x": "real[3]"}, "to": "1"}, "DC204", "`x`"),
    "an unknown key": ({"defines": {}}, "DC004", "defines"),
}  # fmt: skip


def row(**more: Any) -> dict[str, Any]:
    return {"symbols": {"x": "real"}, "from": "x", "to": "x", **more}


@pytest.mark.parametrize("case", REFUSED)
def test_a_row_that_says_it_wrongly_is_refused(case: str) -> None:
    more, code, told = REFUSED[case]
    with pytest.raises(Diagnosis) as refusal:
        read_row(row(**more))
    found = refusal.value.diagnostic
    assert (found.code, told in found.message) == (code, True), found


ARRAYS = {"n, m": "positive integer", "A": "real[n, n]", "x, y": "real[n]", "X": "real[n, m]"}
UNFOLDED: dict[str, tuple[dict[str, Any], str]] = {
    "a number": ({"define": {"S": "x^2"}, "to": "S + 1"}, "x^2 + 1"),
    "by another": ({"define": {"T": "S + x", "S": "x^2"}, "to": "T"}, "x^2 + x"),
    "a function": ({"define": {"g(t)": "t^2"}, "to": "g(x + 1)"}, "(x + 1)^2"),
    "a family": ({"define": {"h[l]": "x*l"}, "to": "sum(h[l], l = 1..3)"}, "sum(x*l, l = 1..3)"),
    "a matrix": ({"symbols": ARRAYS, "define": {"H": "X @ inv(X.T @ X) @ X.T"}, "to": "H @ x"},
                 "(X @ inv(X.T @ X) @ X.T) @ x"),
    "an entry of a matrix": ({"symbols": ARRAYS, "define": {"H": "A @ A"}, "to": "H[1, 1]*x"},
                             "(A @ A)[1, 1]*x"),
    "a function of matrices": ({"define": {"R(t)": "[[cos(t), -sin(t)], [sin(t), cos(t)]]"},
                                "to": "tr(R(x) @ R(x).T)", "from": "2"},
                               "tr([[cos(x), -sin(x)], [sin(x), cos(x)]] @ "
                               "[[cos(x), -sin(x)], [sin(x), cos(x)]].T)"),
    "in an assumption": ({"define": {"S": "x^2"}, "assume": ["S = 1"]}, "x"),
    "the other layout": ({"symbols": ARRAYS, "layout": "denominator", "to": "diff(A @ x, x)"},
                         "diff(A @ x, x).T"),
    "of a gradient": ({"symbols": ARRAYS, "layout": "denominator", "to": "diff(x @ x, x)"},
                      "diff(x @ x, x)"),
    "by a matrix": ({"symbols": ARRAYS, "layout": "denominator", "to": "diff(tr(A), A)"},
                    "diff(tr(A), A)"),
    "the usual layout": ({"symbols": ARRAYS, "layout": "numerator", "to": "diff(A @ x, x)"},
                         "diff(A @ x, x)"),
}  # fmt: skip


@pytest.mark.parametrize("case", UNFOLDED)
def test_what_a_row_defines_is_put_in(case: str) -> None:
    more, expected = UNFOLDED[case]
    given = row(**more)
    given["from"] = given["to"] if "symbols" in more else given["from"]
    assert show(read_row(given).after) == expected


def test_what_is_defined_is_no_name_of_the_claim() -> None:
    claim = read_row(row(define={"S": "x^2"}, assume=["S = 1"]))
    assert claim.context.sorts.keys() == {"x"}
    assert claim.context.assumptions == (call("=", Sym("x") ** TWO, 1),)


def test_a_row_has_the_field_that_it_names() -> None:
    assert read_row(row()).context.field == "real"
    assert read_row(row(field="complex", to="I*x")).context.field == "complex"
    assert read_row(row(define={"S": "I*x"}, to="S")).context.field == "complex"


FILE = """\
layout: {layout}
symbols:
  n: positive integer
  x: real[n]
  A: real[n, n]
steps:
  - expr: diff(A @ x, x)
"""


@pytest.mark.parametrize(
    ("layout", "shown"), [("denominator", "diff(A @ x, x).T"), ("numerator", "diff(A @ x, x)")]
)
def test_a_file_has_the_layout_that_it_names(layout: str, shown: str) -> None:
    (derivation,) = load("f.yaml", FILE.format(layout=layout))
    (step,) = obligations(derivation)
    assert step.term is not None
    assert show(step.term) == shown


def test_a_layout_that_is_none_is_told() -> None:
    (derivation,) = load("f.yaml", FILE.format(layout="mixed"))
    assert [d.code for d in derivation.problems] == ["DC706"]
