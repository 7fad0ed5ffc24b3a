import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from derivcheck.kernel.language.terms import (
    FALSE,
    INFINITY,
    ONE,
    TRUE,
    TWO,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    call,
    term,
)
from derivcheck.notation.formulas.author import read
from derivcheck.notation.formulas.latex import latex
from derivcheck.notation.formulas.names import distinct, name_box
from derivcheck.notation.latex import write
from derivcheck.notation.latex_names import escape

x, y, a, b, c, f, n, i, j, k, l = map(Sym, ["x", "y", "a", "b", "c", "f", "n", "i", "j", "k", "l"])  # noqa: E741
yhat, L, A, B = Sym("yhat"), Sym("L"), Sym("A"), Sym("B")


def entry(array, *indices):
    return call("index", array, *indices)


def big(head, var, body, lower, upper):
    return Bind(head, var, body, (term(lower), term(upper)))


def diff(body, var, order=ONE, at=None, *indices):
    return Bind("diff", var, body, (at or Sym(var), order, *indices))


def taken(body, var, lower, upper):
    below, above = (Bind("subs", var.name, body, (term(end),)) for end in (lower, upper))
    return above - below


def vector(*parts):
    return App("vector", parts)


# fmt: off
GOLDEN = {
    # parentheses that must stand
    "negated sum":            (-(a + b),                 "-(a + b)"),
    "subtracted difference":  (a - (b - c),              "a - (b - c)"),
    "grouped to the left":    ((a - b) - c,              "(a - b) - c"),
    "added negative":         (a + (-b) * c,             "a + (-b) c"),
    "negated negative":       (call("neg", -a),          "-(-a)"),
    "subtracted negative":    (a - (-b),                 "a - (-b)"),
    "power of a power":       ((a**b) ** c,              "(a^b)^c"),
    "power of minus one":     ((-ONE) ** n,              "(-1)^n"),
    "power of a negative":    ((-x) ** 2,                "(-x)^2"),
    "power of a product":     ((x * y) ** 2,             "(x y)^2"),
    "power of a fraction":    ((x / y) ** 2,             r"\left( \frac{x}{y} \right)^2"),
    "power of an exponential": (call("exp", x) ** 2,     r"(\mathrm{e}^x)^2"),
    "power of a root":        (call("sqrt", x) ** 2,     r"(\sqrt{x})^2"),
    "power of a primed name": (Sym("x'") ** 2,           "(x')^2"),
    "inverse power of sin":   (call("sin", x) ** -1,     r"(\sin(x))^{-1}"),
    "power of a logarithm":   (call("log", x) ** 2,      r"(\log(x))^2"),
    "factorial twice":        (call("factorial", call("factorial", n)), "(n!)!"),
    "power of a factorial":   (call("factorial", n) ** 2, "(n!)^2"),
    "factorial of a negative": (call("factorial", -n),   "(-n)!"),
    "sum before a factor":    (big("sum", "j", entry(a, j), 1, k) * x,
                               r"\left( \sum_{j = 1}^k a_j \right) x"),
    "sum of a sum":           (big("sum", "j", a + j, 1, k), r"\sum_{j = 1}^k (a + j)"),
    "product of a product":   (big("prod", "j", a * j, 1, k), r"\prod_{j = 1}^k (a j)"),
    "derivative of a product": (diff(x * y, "x"),
                               r"\frac{\mathrm{d}}{\mathrm{d}x} (x y)"),
    "integral before a factor": (big("int", "x", x, 0, 1) * y,
                               r"\left( \int_0^1 x \, \mathrm{d}x \right) y"),
    "bars side by side":      (App("*", (call("abs", x), y, call("abs", a))),
                               r"\lvert x \rvert y \lvert a \rvert"),
    "not a call":             (a * (b + c),              "a (b + c)"),
    "digit after a name":     (x * 2,                    r"x \cdot 2"),
    "two numerals":           (Num(Fraction(2)) * 3,     r"2 \cdot 3"),
    "two ratios":             (ONE / 2 * (ONE / 3),      r"\frac{1}{2} \cdot \frac{1}{3}"),
    "no mixed number":        (2 * (ONE / 3),            r"2 \cdot \frac{1}{3}"),
    "derivative of a power of a long name": (diff(yhat ** 2, "x"),
                               r"\frac{\mathrm{d}}{\mathrm{d}x} \, \mathrm{yhat}^2"),
    "name times a product of matrices": (x * call("matmul", a, b), "x (a b)"),
    "two long names":         (yhat * Sym("zhat"),       r"\mathrm{yhat} \, \mathrm{zhat}"),
    "negated statement":      (call("not", call("=", x, 1)), r"\lnot(x = 1)"),
    "and under or":           (call("or", call("and", TRUE, FALSE), TRUE),
                               r"(\text{true} \text{ and } \text{false}) \text{ or } \text{true}"),
    # parentheses that must not
    "power tower":            (a ** (b**c),              "a^{b^c}"),
    "fraction of a fraction": ((a / b) / c,              r"\frac{\frac{a}{b}}{c}"),
    "numeral and sum":        (2 * (b + c),              "2 (b + c)"),
    "negated product":        (-(x * y),                 "-x y"),
    "fraction and sum":       (-(1 / x * (a - b)),       r"-\frac{1}{x} (a - b)"),
    "two fractions in a row": (a / b * c / x,            r"\frac{a}{b} \frac{c}{x}"),
    "multiple of a matrix in a product": (call("matmul", 2 * a, b), "2 a b"),
    "number times a product of matrices": (2 * call("matmul", b, a), "2 b a"),
    "between its ends":       (taken(x**3 / 3, x, 0, 2), r"\left[ \frac{x^3}{3} \right]_0^2"),
    "what varies between ends": (taken(x * y, x, 0, 2),
                               r"\left. x y \right|_{x = 0}^{x = 2}"),
    "less what is between ends": (y - taken(x, x, 0, 2), "y - [x]_0^2"),
    "two values, not of one": (Bind("subs", "x", x, (ONE,)) - Bind("subs", "x", y, (ONE,)),
                               r"\left. x \right|_{x = 1} - \left. y \right|_{x = 1}"),
    "convergence":            (call("defined", big("sum", "j", x**j, 1, k)),
                               r"\sum_{j = 1}^k x^j \text{ converges}"),
    # functions
    "square of sin":          (call("sin", x) ** 2,      r"\sin^2(x)"),
    "exponential":            (call("exp", -x),          r"\mathrm{e}^{-x}"),
    "exponential of a fraction": (call("exp", -(x**2 / 2)), r"\mathrm{e}^{-x^2/2}"),
    "long exponential":       (call("exp", App("+", (x, y, a, b, c, n, i, x, y, a))),
                               r"\exp(x + y + a + b + c + n + i + x + y + a)"),
    "logarithms":             (call("log", x) / call("log", 4), r"\frac{\log(x)}{\log(4)}"),
    "logarithm to a base":    (call("log", x, 10),       r"\log_{10}(x)"),
    "arcsine":                (call("asin", x),          r"\arcsin(x)"),
    "unnamed function":       (call("erf", x),           r"\operatorname{erf}(x)"),
    "tall argument":          (call("sin", x / y),       r"\sin\left( \frac{x}{y} \right)"),
    "square of a modulus":    (call("abs", x) ** 2,      r"\lvert x \rvert^2"),
    "floor":                  (call("floor", x / 2),     r"\left\lfloor \frac{x}{2} \right\rfloor"),
    "cube root":              (call("cbrt", x),          r"\sqrt[3]{x}"),
    "binomial":               (call("binomial", n, k),   r"\binom{n}{k}"),
    "root as a power":        (x ** (ONE / 2),           "x^{1/2}"),
    "call":                   (call("apply", f, x, y),   "f(x, y)"),
    "least of three":         (call("min", x, y, 1),     r"\min(x, y, 1)"),
    "infinity":               (INFINITY,                 r"\infty"),
    "decimal":                (Num(Fraction(3, 1000)),   "0.003"),
    # indices, indicators, sums
    "entry":                  (entry(a, i, k + 1),       "a_{i, k + 1}"),
    "entry of a numbered name": (entry(Sym("x1"), j),    "x_{1, j}"),
    "indicator":              (call("indicator", call("=", l, i)) * x,
                               r"\mathbf{1}_{\{l = i\}} x"),
    "nested sums":            (big("sum", "i", big("sum", "j", entry(a, i, j), 1, i), 1, k),
                               r"\sum_{i = 1}^k \sum_{j = 1}^i a_{ij}"),
    "sum with a condition":   (big("sum", "j", App("where", (entry(a, j), call("!=", j, i))), 1, k),
                               r"\sum_{\substack{j = 1 \\ j \ne i}}^k a_j"),
    "cases":                  (App("piecewise", (x, call(">", x, 0), -x, TRUE)),
                               r"\begin{cases} x & \text{if } x > 0 \\ -x & \text{otherwise}"
                               r" \end{cases}"),
    # calculus
    "total derivative":       (diff(x**2, "x"),          r"\frac{\mathrm{d}}{\mathrm{d}x} x^2"),
    "derivative of a name of several letters": (diff(Sym("post"), "x"),
                               r"\frac{\mathrm{d}\, \mathrm{post}}{\mathrm{d}x}"),
    "second derivative":      (diff(x * y, "x", TWO),
                               r"\frac{\mathrm{d}^2}{\mathrm{d}x^2} (x y)"),
    "partial derivative":     (diff(L, "a", ONE, None, i), r"\frac{\partial L}{\partial a_i}"),
    "prime":                  (diff(call("apply", f, x), "x"), "f'(x)"),
    "prime at a point":       (diff(call("apply", f, x), "x", TWO, x**2), "f''(x^2)"),
    "derivative at a point":  (diff(x**2, "x", ONE, y),
                               r"\left. \frac{\mathrm{d}}{\mathrm{d}x} x^2 \right|_{x = y}"),
    "antiderivative":         (Bind("antiderivative", "x", x**2, (x,)),
                               r"\int x^2 \, \mathrm{d}x"),
    "limit from above":       (Bind("lim+", "x", 1 / x, (ZERO,)),
                               r"\lim_{x \to 0^+} \frac{1}{x}"),
    "substitution":           (Bind("subs", "x", x**2, (ONE,)), r"\left. x^2 \right|_{x = 1}"),
    # matrices
    "matrix":                 (vector(vector(a, b), vector(c, x)),
                               r"\begin{bmatrix} a & b \\ c & x \end{bmatrix}"),
    "column":                 (vector(a, b), r"\begin{bmatrix} a \\ b \end{bmatrix}"),
    "inverse of a product":   (call("inv", call("matmul", A, B)), "(A B)^{-1}"),
    "transpose":              (call("transpose", A),     r"A^\top"),
    "trace":                  (call("tr", A),            r"\operatorname{tr}(A)"),
    # statements
    "chain":                  (call("and", call("<=", a, b), call("<", b, c)), r"a \le b < c"),
    "no chain":               (call("and", call("<=", a, b), call(">", b, c)),
                               r"a \le b \text{ and } b > c"),
    "implication":            (call("implies", call("=", x, 1), call("!=", x, 2)),
                               r"x = 1 \implies x \ne 2"),
    "membership":             (call("in", x, 1, k),      r"x \in \{1, \dots, k\}"),
    "for all":                (Bind("forall", "x", call(">", x, 0), ()),
                               r"\forall x: \; x > 0"),
}
# fmt: on


@pytest.mark.parametrize("made, expected", GOLDEN.values(), ids=GOLDEN)
def test_term_is_written_as_expected(made, expected):
    assert write(made) == expected


def test_every_head_can_be_written_so_no_two_rows_look_alike():
    written = [write(made) for made, _ in GOLDEN.values()]
    assert len(written) == len(set(written))


@pytest.mark.parametrize(
    "spelling, made, expected",
    [
        ("a_{L}", entry(a, i), "a_{Li}"),
        ("a_L", entry(a, i), "a_{Li}"),
        ("a_{L}", entry(a, i + 1), "a_{L, i + 1}"),
        ("a_{1}", entry(a, i), "a_{1, i}"),
        (r"\hat{a}", entry(a, i) ** 2, r"\hat{a}_i^2"),
        ("a^{*}", a**2, "(a^{*})^2"),
        ("a^{*}", entry(a, i) ** 2, "(a_i^{*})^2"),
        (r"\input{secret}", a, "a"),
        (r"\def\x{1}", a, "a"),
        ("a_{L", entry(a, i), "a_i"),
    ],
)
def test_spelling_of_print_takes_the_index_and_nothing_harmful(spelling, made, expected):
    assert write(made, {"a": spelling}) == expected


@pytest.mark.parametrize(
    "spelling",
    [r"\input{x}", "a}", "{a", "$", "%", "a&b", "#1", "^^5c", r"a\\b", "~", r"\csname", ""],
)
def test_harmful_spelling_is_refused(spelling):
    assert read(spelling) is None


@pytest.mark.parametrize(
    "name, expected",
    [
        ("x", "x"),
        ("x1", "x_1"),
        ("x_1'", "x_1'"),
        ("alpha", r"\alpha"),
        ("β2", r"\beta_2"),
        ("lambda", r"\lambda"),
        ("yhat", r"\mathrm{yhat}"),
        ("w_max", r"w_{\mathrm{max}}"),
        ("a_b_c", r"a_{\mathrm{b\text{\_}c}}"),
        ("é", r"\mathrm{\text{\'{e}}}"),
    ],
)
def test_name_is_spelled_as_expected(name, expected):
    assert latex(name_box(name, {})) == expected


def test_names_that_print_alike_are_kept_apart():
    spellings = distinct(frozenset(("x", "x1", "x_1", "y1", "beta", "β")), {})
    printed = {name_box(name, spellings) for name in ("x", "x1", "x_1", "y1", "beta", "β")}
    assert len(printed) == 6
    assert "y1" not in spellings


def test_a_subscript_is_kept_apart_from_an_index_only():
    names = frozenset(("x", "x1"))
    assert distinct(names, {}) == {}
    assert latex(distinct(names, {}, indexed=frozenset("x"))["x1"]) == r"\mathrm{x1}"


@given(st.text())
def test_escaped_text_holds_no_active_character(text):
    plain = re.sub(r"\\ensuremath\{[^{}]*(\{[^{}]*\}[^{}]*)*\}", "", escape(text))
    rest = re.sub(r"\\([a-zA-Z]+|.)", "", plain)
    assert escape(text).isascii()
    assert not set(rest) & set("$&#%_^~\\") - {"~"}
    assert escape(text).count("{") - escape(text).count(r"\{") == escape(text).count("}") - escape(
        text
    ).count(r"\}")
