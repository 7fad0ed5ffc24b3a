"""Cross products of vectors of three entries, and a 0 beside an array."""

from __future__ import annotations

import pytest

from derivcheck.api import check_step
from derivcheck.diagnostics import Diagnosis
from derivcheck.kernel.language.terms import Term
from derivcheck.notation.plain import read_statement
from derivcheck.notation.scope import Scope
from derivcheck.notation.sorts import read_declaration
from derivcheck.notation.tex.reading import LatexReader

SYMBOLS = {
    "n": "positive integer", "s": "real", "u": "real[3]", "v": "real[3]", "w": "real[3]",
    "p": "real[2]", "x": "real[n]", "q": "real[0..2]", "M": "real[3, 3]",
}  # fmt: skip


def declared() -> Scope:
    scope = Scope()
    for name, text in SYMBOLS.items():
        sort, stated = read_declaration(name, text, scope)
        scope = scope.declare(name, sort, *stated)
    return scope


SCOPE = declared()
REFUSED = ["cross(p, p) = 0", "cross(x, x) = 0", "cross(u, s) = 0", "cross(q, q) = 0",
           "cross(M, u) = 0", "s = cross(u, v)", "u + 0 = u", "u = 1", "u < 0"]  # fmt: skip


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_cross_product_is_refused(text: str) -> None:
    with pytest.raises(Diagnosis) as error:
        read_statement(text, SCOPE)
    assert error.value.diagnostic.code == "DC204"


def latex(text: str) -> Term:
    return LatexReader(SCOPE, {}, {}).read(text)[0].term


SAME = {
    # LaTeX -> plain
    r"u \times v = w": "cross(u, v) = w",
    r"u \times v \times w = 0": "cross(cross(u, v), w) = 0",
    r"2 s u \times v = w": "2*s*cross(u, v) = w",
    r"(u + v) \times w = 0": "cross(u + v, w) = 0",
    r"(M u) \times v = 0": "cross(M @ u, v) = 0",
    r"s \times u = v": "s*u = v",
    r"s \times s = 0": "s*s = 0",
}


@pytest.mark.parametrize("text", SAME)
def test_times_between_vectors_is_the_cross_product(text: str) -> None:
    assert latex(text) == read_statement(SAME[text], SCOPE).term


def test_a_zero_beside_an_array_is_the_array_of_zeros() -> None:
    for text, full in {"u = 0": "u = zeros(3)", "0 != M": "zeros(3, 3) != M"}.items():
        assert read_statement(text, SCOPE).term == read_statement(full, SCOPE).term


VERDICTS = {
    "it turns with the order":  ("cross(u, v)", "-cross(v, u)", "proved"),
    "as it is printed wrongly": ("cross(u, v)", "cross(v, u)", "refuted"),
    "Grassmann":                ("cross(u, cross(v, w))", "dot(u, w)*v - dot(u, v)*w", "proved"),
    "Grassmann with a slip":    ("cross(u, cross(v, w))", "dot(u, v)*w - dot(u, w)*v", "refuted"),
    "a triple product":         ("dot(u, cross(v, w))", "det([u, v, w])", "proved"),
    "the hand":                 ("cross([1, 0, 0], [0, 1, 0])", "[0, 0, 1]", "proved"),
}  # fmt: skip


@pytest.mark.parametrize("case", VERDICTS)
def test_cross_products_are_decided(case: str) -> None:
    before, after, name = VERDICTS[case]
    assert check_step(before, after, symbols=SYMBOLS).name == name
