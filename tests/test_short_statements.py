"""Short statements are read as what they stand for: refusals first, then the long forms."""

from __future__ import annotations

import pytest

from derivcheck import check_step
from derivcheck.diagnostics import Diagnosis
from derivcheck.kernel.language.sorts import REAL, Shape, Sort
from derivcheck.kernel.language.terms import ONE, Sym
from derivcheck.notation.plain import read, read_statement, show
from derivcheck.notation.scope import Scope
from derivcheck.notation.sorts import read_declaration

N: Shape = ((ONE, Sym("n")),)
SCOPE = Scope({
    **dict.fromkeys("xyab", REAL), "n": Sort("integer"), "v": Sort("real", N), "p": Sort("boolean"),
})  # fmt: skip

REFUSED: dict[str, tuple[str, str]] = {
    "a ± b": ("DC105", "x = ±a"),
    "f(±a)": ("DC105", "x = ±a"),
    "x = ±a ± b": ("DC105", "x in {a, b}"),
    "x = ±sqrt(a ± b)": ("DC105", "x in {a, b}"),
    "x < ±a ± b": ("DC105", "∓"),
    "sin(±x) = sin(x)": ("DC105", "x = ±a for either"),
    "(a ± b)^2 = x": ("DC105", "x = ±a for either"),
    "b ± sqrt(a) = x": ("DC105", "x = ±a for either"),
    "x = ±a = b": ("DC105", "either"),
    "±x in {±a}": ("DC105", "x in {±a, ±b}"),
    "x in [-a, ±a]": ("DC105", "x in {±a, ±b}"),
    "x in {±a ± b}": ("DC105", "∓"),
    "x in [0, 1) > (x ± y)": ("DC105", "x in [a, b)"),
    "x in {0, 1} > (x ± y)": ("DC105", "x in {a, b, c}"),
    "x in [0]": ("DC105", "x in [0, 1)"),
    "x in (0)": ("DC105", "x in [0, 1)"),
    "x in [0, 1, 2]": ("DC105", "x in {a, b, c}"),
    "x in [0, 1": ("DC103", ")"),
    "x in {}": ("DC103", ""),
    "x in y": ("DC105", "x in {-1, 1}"),
    "for some x": ("DC105", "for all"),
    "max(x, j = 1..n, j != 2)": ("DC105", "range"),
    "max(v, j = 1..n)": ("DC204", ""),
    "max(p, j = 1..n)": ("DC206", "1{P}"),
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_says_nothing_is_refused(text: str) -> None:
    code, hint = REFUSED[text]
    with pytest.raises(Diagnosis) as refusal:
        read(text, SCOPE)
    assert (refusal.value.diagnostic.code, hint in refusal.value.diagnostic.hint) == (code, True)


LONG = {
    "x = ±a": "x = a or x = -a",
    "x = ∓a": "x = -a or x = a",
    "±a = x": "a = x or -a = x",
    "x = b ± sqrt(a)": "x = b + sqrt(a) or x = b - sqrt(a)",
    "x = ±a ∓ b": "x = a - b or x = -a + b",
    "a ± b = ±x": "a + b = x and a - b = -x",
    "a ± b = -(b ∓ a)": "a + b = -(b - a) and a - b = -(b + a)",
    "x != ±a": "x != a and x != -a",
    "±a != x": "a != x and -a != x",
    "not x != ±a": "not (x != a and x != -a)",
    "x > ±a": "x > a and x > -a",
    "a ± b <= x": "a + b <= x and a - b <= x",
    "0 <= x < ±a": "0 <= x and (x < a and x < -a)",
    "x != ±a ∓ b": "x != a - b and x != -a + b",
    "x ± a != ±b": "x + a != b and x - a != -b",
    "0 < x = ±a": "0 < x and (x = a or x = -a)",
    "x = ±a and y > 0": "(x = a or x = -a) and y > 0",
    "x in [0, 1)": "0 <= x and x < 1",
    "x in (0, 1]": "0 < x and x <= 1",
    "x in [a, b]": "a <= x and x <= b",
    "x in (a, oo)": "a < x",
    "x in (-oo, a]": "x <= a",
    "x in (-oo, oo)": "True",
    "x in {1}": "x = 1",
    "x in {±1}": "x = 1 or x = -1",
    "x in {0, ±1}": "x = 0 or (x = 1 or x = -1)",
    "±x in {0, 1}": "(x = 0 or x = 1) and (-x = 0 or -x = 1)",
    "x ± a in [0, 1)": "(0 <= x + a and x + a < 1) and (0 <= x - a and x - a < 1)",
    "x in {-1, 0, 1}": "x = -1 or x = 0 or x = 1",
    "x + y in (0, max(1, 2))": "0 < x + y and x + y < max(1, 2)",
    "n in (1)..n": "n in 1..n",
    "not x in {0, 1}": "not (x = 0 or x = 1)",
    "v[n] in [0, 1]": "0 <= v[n] and v[n] <= 1",
    "for some x: x > 1": "not (for all x: not (x > 1))",
    "for some integer m, m^2 = n": "not (for all integer m: not (m^2 = n))",
    "for some j = 1..n, v[j] > 0": "not (for all j = 1..n, not (v[j] > 0))",
    "for some j = 1..n, j != 2: v[j] > 0": "not (for all j = 1..n, not (j != 2 and v[j] > 0))",
    "for some x > 0: x < 1": "not (for all x: not (x > 0 and x < 1))",
    "for all x > 0: x + 1 > 1": "for all x: x > 0 => x + 1 > 1",
    "for all x in (0, 1): x^2 < x": "for all x: 0 < x and x < 1 => x^2 < x",
    "for all x in {0, 1}, x^2 = x": "for all x: x = 0 or x = 1 => x^2 = x",
    "for all x, x > 0: x + 1 > 1": "for all x: x > 0 => x + 1 > 1",
    "for every x: x^2 >= 0": "for all x: x^2 >= 0",
    "for each integer m: m = m": "for all integer m: m = m",
    "for all integers m: m = m": "for all integer m: m = m",
    "for all integer m >= 1: m > 0": "for all integer m: m >= 1 => m > 0",
    "for all positive integer m: m >= 1": "for all integer m: m > 0 => m >= 1",
    "for all nonzero reals t: t^2 > 0": "for all real t: t != 0 => t^2 > 0",
    "for all s > 0, t > 0: s*t > 0": "for all s, t: s > 0 and t > 0 => s*t > 0",
    "for all t > a, t > y: p": "for all t: t > a and t > y => p",
    "for some positive integer m: m = 3": "for some integer m: m > 0 and m = 3",
    "exists integer m, m^2 = n": "for some integer m: m^2 = n",
    "exists m in Z: m^2 = n": "for some integer m: m^2 = n",
    "∃ x > 0: x < 1": "for some x > 0: x < 1",
    "at(x^2, x = a..y) = 0": "subs(x^2, x = y) - subs(x^2, x = a) = 0",
    "subs(x*y, x = y, y = 2) = 2*y": (
        "subs(subs(subs(subs(x*y, x = x_1), y = y_1), x_1 = y), y_1 = 2) = 2*y"
    ),
    "Subs(x*y, (x, y), (y, x)) = y*x": (
        "subs(subs(subs(subs(x*y, x = x_1), y = y_1), x_1 = y), y_1 = x) = y*x"
    ),
    "lim(subs(x*y, x = x_1, y = 2), x_1 -> 1) = 2": (
        "lim(subs(subs(subs(subs(x*y, x = x_2), y = y_1), x_2 = x_1), y_1 = 2), x_1 -> 1) = 2"
    ),
    "at(1/x, x = 1..oo) = 0": "lim(1/x, x -> oo) - subs(1/x, x = 1) = 0",
    "for all x > a: x > y => p": "for all x: x > a => (x > y => p)",
    "Max(v[j], (j, 1, n)) = x": "max(v[j], j = 1..n) = x",
}


@pytest.mark.parametrize("text", LONG)
def test_a_short_statement_is_read_as_a_long_one(text: str) -> None:
    term = read_statement(text, SCOPE).term
    assert term == read_statement(LONG[text], SCOPE).term
    assert read_statement(show(term), SCOPE).term == term


JUDGED: list[tuple[str, str, str, str]] = [
    ("x^2 = a^2", "iff", "x = ±a", "proved"),
    ("x^2 = a^2", "iff", "x = a", "refuted"),
    ("x = x", "implies", "x != ±1", "refuted"),
    ("x^2 != a^2", "iff", "x != ±a", "proved"),
    ("y >= 0", "implies", "-y >= ±y", "refuted"),
    ("y = |x|", "implies", "±x <= y", "proved"),
    ("x in (0, 1)", "implies", "x > 0", "proved"),
    ("x in [0, 1)", "implies", "x > 0", "refuted"),
    ("x in {-1, 1}", "implies", "x = 1", "refuted"),
    ("x = max(1/l, l = 1..3)", "implies", "x = 1/2", "refuted"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "relation", "after", "verdict"), JUDGED)
def test_short_statements_are_judged(before: str, relation: str, after: str, verdict: str) -> None:
    symbols = {"x": "real", "a": "real", "y": "real"}
    found = check_step(before, after, relation, symbols)  # type: ignore[arg-type]  # of the table
    assert found.name == verdict


SORTS: dict[str, tuple[Sort, str]] = {
    "function real[n] -> real": (Sort("function", arity=1, takes=(N,)), ""),
    "function real[n], real -> real[n]": (Sort("function", arity=2, takes=(N, ()), gives=N), ""),
    "function real, real[n] → complex":
        (Sort("function", arity=2, codomain="complex", takes=((), N)), ""),
    "function real -> real": (Sort("function", arity=1), ""),
    "orthogonal real[n, n]": (Sort("real", N * 2), "w.T @ w = eye(n)"),
    "unitary complex[n, n]": (Sort("complex", N * 2), "w.H @ w = eye(n)"),
    "hermitian complex[n, n]": (Sort("complex", N * 2), "w.H = w"),
    "projection real[n, n]": (Sort("real", N * 2), "w @ w = w"),
    "diagonal real[n, n]": (Sort("real", N * 2), "diag(diag(w)) = w"),
}  # fmt: skip


@pytest.mark.parametrize("text", SORTS)
def test_a_sort_is_what_it_says(text: str) -> None:
    sort, stated = SORTS[text]
    found, facts = read_declaration("w", text, SCOPE)
    assert found == sort
    assert [show(f) for f in facts] == [stated] * bool(stated)


@pytest.mark.parametrize(
    "text",
    ["orthogonal real[n]", "projection real[n, 2]", "diagonal real[0..n, 0..n]", "unitary real",
     "function real[n -> real", "function real[n] ->", "function -> real[n]",
     "function matrix[n] -> real"],
)  # fmt: skip
def test_what_is_no_sort_is_refused(text: str) -> None:
    with pytest.raises(Diagnosis):
        read_declaration("w", text, SCOPE)
