r"""LaTeX to terms: what is refused and where, what is read, names, macros, lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import pytest
from latex_snippets import DECLARED, MACROS, READ, REFUSED, SPELLED

from derivcheck.codes import CODES
from derivcheck.diagnostics import Diagnosis, Diagnostic, Span
from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import alpha_equal
from derivcheck.notation.plain import read
from derivcheck.notation.scope import Scope
from derivcheck.notation.sorts import read_declaration
from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tex.macros import macros_in, macros_of
from derivcheck.notation.tex.reading import LatexReader
from derivcheck.notation.tex.tokens import tokenize


def scope_of(declared: dict[str, str], **named: object) -> Scope:
    scope = Scope(**named)  # type: ignore[arg-type]  # what a scope takes
    for name, text in declared.items():
        sort, stated = read_declaration(name, text, scope)
        scope = scope.declare(name, sort, *stated)
    return scope


@cache
def reader() -> LatexReader:
    return LatexReader(scope_of(DECLARED), SPELLED, macros_in(MACROS))


def refusal(latex: str, by: LatexReader | None = None) -> Diagnostic:
    with pytest.raises(Diagnosis) as caught:
        (by or reader()).formula(latex)
    return caught.value.diagnostic


@pytest.mark.parametrize(("latex", "code", "start"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_is_refused(latex: str, code: str, start: int) -> None:
    found = refusal(latex)
    assert (found.code, found.span and found.span.start) == (code, start)
    assert code in CODES
    assert found.message
    assert found.hint


@pytest.mark.parametrize(("latex", "plain"), READ, ids=[row[0] for row in READ])
def test_what_is_read(latex: str, plain: str) -> None:
    assert alpha_equal(reader().formula(latex).term, read(plain, reader().scope).term)


def test_there_are_enough_snippets() -> None:
    assert len(READ) + len(REFUSED) >= 250
    assert len({row[0] for row in (*READ, *REFUSED)}) == len(READ) + len(REFUSED)


# --- macros --------------------------------------------------------------------------------------

BOMB = "".join(
    rf"\newcommand{{\{one}}}{{\{two}\{two}}}" for one, two in pairwise("abcdefghijklmnop")
)
ENDLESS = {
    "a loop":             (r"\newcommand{\a}{\a}", r"\a x"),
    "a loop of two":      (r"\newcommand{\a}{\b+}\newcommand{\b}{\a}", r"\a x"),
    "one by its own name": (r"\renewcommand{\vec}[1]{\vec{#1}}", r"\vec{x}"),
    "a bomb":             (BOMB + r"\newcommand{\p}{}", r"\a"),
    "a bomb of arguments": (r"\def\a#1{#1#1#1#1}", r"\a{" * 14 + "x" + "}" * 14),
    "no argument":        (r"\newcommand{\a}[2]{#1+#2}", r"\a{x}"),
}  # fmt: skip


@pytest.mark.parametrize(("macros", "latex"), ENDLESS.values(), ids=ENDLESS)
def test_a_macro_without_end_stops_at_a_limit(macros: str, latex: str) -> None:
    found = refusal(latex, LatexReader(reader().scope, macros=macros_in(macros)))
    assert found.code == "DC121"


DEFINED = {
    r"\newcommand{\a}{x}":                    (r"\a+1", "x + 1"),
    r"\newcommand\a{x}":                      (r"\a y", "x*y"),
    r"\newcommand*{\a}[1]{#1^2}":             (r"\a{x+y}", "x + y^2"),
    r"\newcommand{\a}[2][2]{#2^{#1}}":        (r"\a x+\a[3]{y}", "x^2 + y^3"),
    r"\renewcommand{\a}{x} % \newcommand{\a}{y}": (r"\a", "x"),
    r"\def\a#1#2{\frac{#1}{#2}}":             (r"\a xy", "x/y"),
    r"\gdef\a{\b}\def\b{x}":                  (r"\a", "x"),
    r"\DeclareMathOperator{\a}{sgn}":         (r"\a(x)", "sign(x)"),
    r"\DeclareMathOperator*{\a}{tr}":         (r"\a(A)", "tr(A)"),
    r"\DeclarePairedDelimiter{\a}{\lvert}{\rvert}": (r"\a*{x} + \a{y}", "abs(x) + abs(y)"),
    r"\let\a=\sin":                           (r"\a x", "sin(x)"),
    r"\def\a(#1){x} \newcommand{\b}{y}":      (r"\b", "y"),
}  # fmt: skip


def test_cases_that_end_behind_a_sign_of_alignment_are_refused() -> None:
    (side,) = reader().line(r"\begin{cases}&").sides
    assert side.problem is not None
    assert side.problem.code == "DC101"


def test_a_macro_too_long_for_a_formula_is_passed_over() -> None:
    latex = r"\newcommand\h{" + "x " * 2_000 + r"} \newcommand\g{x}"
    assert set(macros_in(latex)) == {r"\g"}


@pytest.mark.parametrize(("macros", "latex", "plain"), [(m, *row) for m, row in DEFINED.items()])
def test_a_macro_is_read_from_latex(macros: str, latex: str, plain: str) -> None:
    by = LatexReader(reader().scope, macros=macros_in(macros))
    assert by.formula(latex).term == read(plain, by.scope).term


SETTINGS: dict[str, tuple[dict[str, object], str, str]] = {
    "KaTeX":          ({"\\RR": "x"}, r"\RR", "x"),
    "KaTeX counts":   ({"\\f": "#1^#2"}, r"\f xy", "x^y"),
    "MathJax":        ({"RR": "{\\bf x}"}, r"\RR", "x"),
    "MathJax counts": ({"p": ["#1^2", 1]}, r"\p{x}", "x^2"),
    "MathJax option": ({"p": ["#2^#1", 2, "3"]}, r"\p{x}+\p[2]{y}", "x^3 + y^2"),
    "count at the name": ({"\\p[1]": "#1^2"}, r"\p{x}", "x^2"),
}  # fmt: skip


@pytest.mark.parametrize(("settings", "latex", "plain"), SETTINGS.values(), ids=SETTINGS)
def test_a_macro_is_read_from_settings(settings: dict[str, object], latex: str, plain: str) -> None:
    by = LatexReader(reader().scope, macros=macros_of(settings))
    assert by.formula(latex).term == read(plain, by.scope).term


@pytest.mark.parametrize("settings", [{"": "x"}, {"\\a b": "x"}, {"\\a": 3}, {"\\a": []}])
def test_a_setting_that_is_no_macro_is_refused(settings: dict[str, object]) -> None:
    with pytest.raises(Diagnosis) as caught:
        macros_of(settings)
    assert caught.value.diagnostic.code == "DC121"


@pytest.mark.parametrize(
    "latex",
    [
        r"\p{A}",
        r"\q{v}{v}",
        r"\s{v + A}",
        r"\dv[n]{x}{t} v^2",
        r"\pqty{v}^2",
        r"\o{v}^2",
        r"\o[v]A^2",
    ],
)
def test_what_is_refused_through_macros_stands_in_the_text(latex: str) -> None:
    macros = r"\def\p#1{v#1^2}\def\q#1#2{#2^2+#1^2}\def\s#1{(#1)#1^2}\newcommand{\o}[2][v]{#2#1}"
    found = refusal(latex, LatexReader(reader().scope, macros=macros_in(macros)))
    assert found.span is not None
    assert 0 <= found.span.start < found.span.stop <= len(latex)


def test_places_are_those_of_the_source_through_macros() -> None:
    by = LatexReader(reader().scope, macros=macros_in(r"\def\a#1{\frac{#1}{u_{99}}}\def\b{\a}"))
    found = refusal(r"x + \b{y}", by)
    assert (found.code, found.span and (found.span.start, found.span.stop)) == ("DC201", (4, 9))
    found = refusal(r"x + \b{\foo}", by)
    assert found.span and (found.span.start, found.span.stop) == (7, 11)


# --- names ---------------------------------------------------------------------------------------

NAMED: dict[str, tuple[dict[str, str], str, str]] = {
    "a letter":          ({"y": "f(x)"}, "y^2 + y'", "f(x)^2 + f'(x)"),
    "the longest":       ({"y": "x", "y_1": "a", "y_{12}": "b"}, "y+y_1+y_{12}", "x + a + b"),
    "blanks and braces": ({r"P( A \mid B )": "a"}, r"P(A\mid B)P\left(A \mid B\right)", "a*a"),
    "a parameter":       ({r"h_j(u)": "v[j]"}, r"h_{i}(u)h_1(u)", "v[i]*v[1]"),
    "a parameter twice": ({r"\langle u_j, u_j \rangle": "v[j]"}, r"\langle u_i,u_i\rangle", "v[i]"),
    "an open subscript": ({"u_{L}": "v"}, "u_{Li} + u_{L1}", "v[i] + v[1]"),
    "scripts in another order": ({"u^{[1]}": "A"}, r"u_{ik}^{[1]}u^{[1]}_{ki}", "A[i, k]*A[k, i]"),
    "a function":        ({"u": "f"}, "u(x) + u''(x)", "f(x) + f''(x)"),
    "an array":          ({"u": "A"}, "u_{ik} + u_{1,2}", "A[i, k] + A[1, 2]"),
    "a macro in it":     ({r"\half": "a"}, r"\frac12", "a"),
}  # fmt: skip


@pytest.mark.parametrize(("names", "latex", "plain"), NAMED.values(), ids=NAMED)
def test_a_spelling_stands_for_what_is_said(names: dict[str, str], latex: str, plain: str) -> None:
    by = LatexReader(reader().scope, names, macros_in(MACROS))
    assert by.formula(latex).term == read(plain, by.scope).term


def test_what_stands_for_a_parameter_is_not_caught() -> None:
    names = {r"\langle u_j, u_k \rangle": "sum(A[j, l]*A[k, l], l = 1..n)"}
    scope = scope_of({"n": "positive integer", "A": "real[n, n]"})
    found = refusal(r"\sum_{l=1}^n \langle u_l, u_l \rangle", LatexReader(scope, names))
    assert found.code == "DC124"


@pytest.mark.parametrize(
    ("key", "value", "code"), [(r"\,", "x", "DC122"), ("x", "x +", "DC104"), ("{x", "x", "DC103")]
)
def test_a_spelling_that_cannot_be_read(key: str, value: str, code: str) -> None:
    with pytest.raises(Diagnosis) as caught:
        LatexReader(reader().scope, {key: value}).formula("x")
    assert caught.value.diagnostic.code == code


# --- lines ---------------------------------------------------------------------------------------

LINES: dict[str, list[tuple[str, str]]] = {
    "x": [("", "x")],
    "= x,": [("=", "x")],
    "x = y = z.": [("", "x"), ("=", "y"), ("=", "z")],
    r"x \le (y + 1) < z": [("", "x"), ("<=", "y + 1"), ("<", "z")],
    r"x = y \Rightarrow y = x": [("", "x"), ("=", "y"), ("=>", "y"), ("=", "x")],
    r"\iff x^2 = 1": [("<=>", "x^2"), ("=", "1")],
    r"x \approx 2": [("", "x"), ("~", "2")],
    r"x := y": [("", "x"), (":=", "y")],
    r"x \overset{(a)}{=} y": [("", "x"), ("=", "y")],
    r"x = y, \qquad \text{by symmetry.}": [("", "x"), ("=", "y")],
    r"x = y \text{ (why)}": [("", "x"), ("=", "y")],
    r"\max\{x, y\} \ne \sum_{j=1}^n j": [("", "max(x, y)"), ("!=", "sum(j, j = 1..n)")],
}


@pytest.mark.parametrize(("latex", "sides"), LINES.items(), ids=LINES)
def test_a_line_is_its_sides(latex: str, sides: list[tuple[str, str]]) -> None:
    line = reader().line(latex)
    assert [side.joint for side in line.sides] == [joint for joint, _ in sides]
    for side, (_, plain) in zip(line.sides, sides, strict=True):
        assert side.reading is not None
        assert side.reading.term == read(plain, reader().scope).term


def test_a_side_that_cannot_be_read_leaves_the_others() -> None:
    line = reader().line(r"x = \foo = y")
    assert [side.problem and side.problem.code for side in line.sides] == [None, "DC120", None]
    assert line.sides[1].span.start == 4


def test_a_bar_takes_the_variable_of_the_integral_before_it() -> None:
    line = reader().line(r"\int_0^1 2xy\,dx = \left[x^2y\right]_0^1")
    assert line.sides[1].reading is not None
    assert line.integrated == {"x"}
    assert refusal(r"\left[x^2y\right]_0^1").code == "DC124"


REMARKS: dict[str, tuple[int, str | None]] = {
    # line: (sides, the condition that its remark states)
    r"x = y \quad\text{I think that } z = x": (2, None),  # read, or refused, but not divided
    r"x = y \quad\text{so}\quad z = x": (4, None),
    r"x = y \quad\text{for } z > 0 \implies z = x": (4, None),
    r"x = y \quad (z + 1)": (2, None),
    r"x = y \text{ if and only if } z = x": (4, None),
    r"x_{\text{max}} = y": (2, None),
    r"x = y \quad \text{why}": (2, None),
    r"x = y \quad \text{for all } n": (2, "n"),
    r"x = y \text{ for } z > 0.": (2, "z > 0"),
    r"x = y \quad (\text{falls } z > 0 \text{ and } z < 1)": (2, r"z > 0 \text{ and } z < 1"),
    r"x = y, \qquad \forall z \ge 1": (2, r"z \ge 1"),
    r"x = y \qquad (z = \sin x)": (2, r"z = \sin x"),
    r"x = y \qquad\text{since } z = 1": (2, None),
    r"x = y, \qquad z = 1, 2, \dots, n": (2, None),
    r"x = y \qquad \Big|\ \text{and now}": (2, None),
    r"x = y \qquad \mid -3": (2, None),
    r"x = y \qquad \big| \cdot 2": (2, None),
}


@pytest.mark.parametrize(("latex", "told"), REMARKS.items(), ids=REMARKS)
def test_remarks_behind_a_formula(latex: str, told: tuple[int, str | None]) -> None:
    line = reader().line(latex)
    conditions = [latex[span.start : span.stop] for span in line.conditions]
    assert (len(line.sides), *conditions) == (told[0], *([told[1]] if told[1] else []))


def test_words_that_are_not_known_are_no_remark() -> None:
    (_, side) = reader().line(r"x = y \quad\text{I think that } z = x").sides
    assert side.problem is not None
    assert reader().line(r"x = y \quad \text{why}").remarks == (Span(12, 22),)


COMPLEX = {
    r"\overline{z + w} = \overline{z} + \bar w": "conjugate(z + w) = conjugate(z) + conjugate(w)",
    r"\overline{z_1} z + \bar{z}^2": "conjugate(z_1)*z + conjugate(z)^2",
    r"\bar{z_1 w}": "conjugate(z_1*w)",
    r"A^{\mathsf{H}} A": "A.H @ A",
    r"A^{\mathrm{T}} A": "A.T @ A",
    r"2^{\mathsf{T}}": "2^T",
}
"""Formulas with the names of `in_complex`, of which H and T are declared."""


@pytest.mark.parametrize(("latex", "plain"), COMPLEX.items(), ids=COMPLEX)
def test_complex_numbers_and_marks_that_are_names_too(latex: str, plain: str) -> None:
    scope = in_complex().scope
    assert alpha_equal(in_complex().formula(latex).term, read(plain, scope).term)


@pytest.mark.parametrize("latex", ["A^T A", "A^H A", r"\hat{z + w}"])
def test_marks_that_could_be_names_are_refused(latex: str) -> None:
    assert refusal(latex, in_complex()).code in ("DC124", "DC123", "DC204")


@cache
def in_complex() -> LatexReader:
    declared = {"n": "positive integer", "z": "complex", "w": "complex", "z_1": "complex",
                "A": "complex[n, n]", "H": "hermitian complex[n, n]", "T": "real"}  # fmt: skip
    return LatexReader(scope_of(declared, field="complex"))


# --- nothing is dropped --------------------------------------------------------------------------

SIGNS_OF_OPERATIONS = frozenset("deTHFIO")
"""Letters that mark an operation: differentials, Euler's number, transposes, a norm, an order, a
unit matrix."""
MARKING = re.compile(
    r"\\sqrt\[|d\^|\\partial\^|\^\{-1\}|\\\||\\math(bf|bb)\{[01]|\^\{\(|\^\{-|\\dv\["
)
"""Where a digit or a letter says how often or in which way something is done."""
SET_APART = re.compile(
    r"\\(begin|end|text|mathrm|operatorname\*?|hspace|color|textcolor|phantom)\{[^{}]*\}(\{[cr]+\})?"
    r"|(?<=_)\{n \\text\{[^{}]*\}\}|(?<=f\))'*\([^()]*\)$|(?<=\{a\}\\right\))\(x\)$"
    r"|(?<=\\\\)\*?\[(1\.5ex|\.5\\baselineskip)\]"
    r"|\\(mathrm|mathsf) *\w|\\(pow\[\d\]|ket\{0\}|stackrel\{\(a\)\})|(?<=[_^]\{)x(?==)|(?<=d)x"
)
"""Words, names of environments, lengths and colours; counts in notes; macros;
variables that stand twice; arguments of functions in brackets, which stand at each of them."""


def leaves(s: Syntax) -> Iterator[tuple[int, int]]:
    """Where the names and numerals of some syntax stand; of built-in calls the arguments'."""
    if s.kind in ("name", "number", "constant", "zero"):
        yield s.start, s.stop
    for part in s.parts[1:] if s.kind == "known" else s.parts:
        yield from leaves(part)


def left_out(latex: str) -> Counter[str]:
    """The letters and digits of a formula that stand in none of its names and numerals."""
    read_ = {n for start, stop in leaves(reader().syntax(latex)) for n in range(start, stop)}
    apart = {n for m in SET_APART.finditer(latex) for n in range(*m.span())}
    tokens = [t for t in tokenize(latex) if t.kind in ("letter", "digit")]
    return Counter(t.text for t in tokens if t.start not in read_ | apart)


@pytest.mark.parametrize("latex", [row[0] for row in READ])
def test_no_letter_and_no_digit_is_dropped(latex: str) -> None:
    left = left_out(latex)
    if not MARKING.search(latex):
        assert left.keys() <= SIGNS_OF_OPERATIONS
    for word in "abcxyzv":
        assert word not in left


def test_what_is_dropped_would_be_seen() -> None:
    assert leaves(reader().syntax("x + y"))
    assert left_out(r"\left.x\right|_{x=1} + y") == {}
    assert left_out(r"\frac{d}{dx} e^x")["d"] == 2


def test_a_differential_beside_a_declared_d() -> None:
    declared = {"d": "positive integer", "x": "real", "f": "function"}
    by = LatexReader(scope_of(declared))
    plain = read("int(x, x = 0..d)", by.scope).term
    assert alpha_equal(by.formula(r"\int_0^d x\,dx").term, plain)
    assert refusal(r"\int x d x\,dx", by).code == "DC124"
    assert refusal(r"\frac{d}{dx} f(x)", by).code == "DC124"
    assert refusal("df/dx", by).code == "DC124"


def test_indices_behind_the_spelling_of_a_matrix() -> None:
    declared = {"n": "positive integer", "B": "real[n, n]", "b1": "real[n]", "b": "real"}
    by = LatexReader(scope_of({**declared, "i": "index of n"}), {"A_{L}": "B"})
    assert alpha_equal(by.formula("A_{Lii}").term, read("B[i, i]", by.scope).term)
    assert alpha_equal(by.formula("b_{1,i} + b").term, read("b1[i] + b", by.scope).term)


# --- integrals by a function ---------------------------------------------------------------------

NOT_SMOOTH = {
    "only continuous": scope_of({"G": "continuous function"}),
    "defined, which may jump": Scope().define("G", Sort("function", arity=1)),
    "of two numbers": scope_of({"G": "function real, real -> real"}),
    "of a vector": scope_of({"n": "positive integer", "G": "function real[n] -> real"}),
    "with a vector as value": scope_of({"n": "positive integer", "G": "function real -> real[n]"}),
}


@pytest.mark.parametrize("case", NOT_SMOOTH)
def test_an_integral_by_a_function_that_may_have_no_derivative_is_refused(case: str) -> None:
    found = refusal(r"\int_0^1 x\,dG(x)", LatexReader(NOT_SMOOTH[case]))
    assert found.code == "DC126"
    assert "by the values of a function" in found.message


def test_an_integral_by_what_a_spelling_stands_for_is_refused() -> None:
    by = LatexReader(scope_of({"G": "function", "h": "real"}), {"G(x)": "h"})
    assert refusal(r"\int_0^1 x\,dG(x)", by).code in ("DC126", "DC201", "DC101")


def test_a_name_that_is_declared_anew_is_no_definition() -> None:
    scope = Scope().define("G", Sort("function", arity=1)).declare("G", Sort("function", arity=1))
    assert not scope.defined


def test_units_without_a_name_say_nothing_and_those_that_are_declared_are_factors() -> None:
    assert reader().formula(r"2\pi \text{ units}^2").term == reader().formula(r"2\pi").term
    by = LatexReader(scope_of({"units": "real"}))
    assert by.formula(r"2 \text{units}").term == read("2*units", by.scope).term


def test_a_variable_that_nothing_declares_is_that_of_the_integral_by_a_function() -> None:
    by = LatexReader(scope_of({"G": "function"}))
    (side,) = by.line(r"\int_0^1 \omega\,dG(\omega)").sides
    assert side.reading is not None
    assert alpha_equal(side.reading.term, by.formula(r"\int_0^1 s\,G'(s)\,ds").term)
