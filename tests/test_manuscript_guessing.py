r"""What `--infer` guesses from how formulas use a name, and what it leaves alone."""

from __future__ import annotations

import pytest

from derivcheck.checking.check import check_derivation
from derivcheck.documents.loading import guess, load
from derivcheck.verdicts.settings import Settings

LEFT = {
    # name: (formula, what is not declared still)
    "an expectation": (r"E(X) + 1", "E"),
    "an expectation in brackets": (r"E[X] - E[X]^2", "E"),
    "a variance": (r"\mathrm{Var}(X)", r"\mathrm{Var}"),
    "probabilities": (r"P(A \mid B) P(B)", "P"),
    "an event": (r"P(A \cup B)", "P"),
    "a point": ("P(1, 2) + 3", "P"),
    "derivatives as subscripts": (r"u_t - u_{xx}", "u_t"),
    "one and two arguments": ("v(x) + v(x, y)", "v"),
}
GUESSED = {
    # name: (formula, guess)
    "a variable and data of one name": (
        r"\int_0^1 x\,dx + \sum_{i=1}^n (x_i - \bar{x})",
        "n: positive integer; x: real; xentry: real[n]; name x_{j} = xentry[j]; "
        "define xbar = sum(xentry[i], i = 1..n)/n"),
    "the imaginary unit beside an index": (
        r"e^{i t} + \sum_{i=1}^n z_i",
        "t: real; n: positive integer; z: real[n]; field complex"),
    "an index that is a difference": (
        r"\sum_{k=0}^n c_k c_{n-k}", "n: positive integer; c: function; name c_{i} = c(i)"),
    "half turns": (r"\sin(n \pi x)", "n: positive integer; x: real"),
    "a product": ("a(x + 1)", "a, x: real"),
    "a letter of functions that is a factor": (
        r"g t + g \left(\frac{v}{2}\right)^2", "g, t, v: real"),
    "a letter of functions that divides": (
        r"g\left(\frac{v}{g}\right)^2", "g, v: real"),
    "a letter of functions before brackets": ("f(x + 1)", "f: function; x: real"),
    "a function of a name": (r"\phi(x) - \phi(-x)", "phi: function; x: real"),
    "a function of several": (
        r"L(x, \lambda)", "L: function real, real -> real; x, lambda: real"),
    "a prime": ("2xy' - y", "x: real; y: function; name y = y(x)"),
    "a prime of another name": (r"x' - v t", "x', x, v, t: real"),
    "two primes": (r"x'' + t x", "x: function; t: real; name x = x(t)"),
    "a dot": (r"\ddot{x} + k x", "x: function; k, t: real; name x = x(t)"),
    "a fraction": (r"\frac{dy}{dx} - y", "y: function; x: real; name y = y(x)"),
    "partial derivatives": (
        r"\frac{\partial u}{\partial t} - \frac{\partial^2 u}{\partial x^2}",
        "u: function real, real -> real; t, x: real; name u = u(t, x)"),
    "a sequence": ("a_{n+1} - a_n", "a: function; n: positive integer; name a_{i} = a(i)"),
    "coefficients of a series": (
        r"a_0 + \sum_{k=1}^\infty a_k x^k", "a: function; x: real; name a_{i} = a(i)"),
    "labels": (r"\lambda_1 v_x + \mu_X", "lambda_1, v_x, mu_X: real"),
    "two indices": (
        r"\sum_{i, j} x_i p_{ij}", "n: positive integer; x: real[n]; p: real[n, n]"),
    "vectors": (r"\mathbf{v} \cdot \vec{w}", "n: positive integer; v, w: real[n]"),
    "a matrix": (
        r"A^\top b", "n: positive integer; A: real[n, n]; b: real[n]"),
    "a design": (
        r"X^T X v + X^T y", "m, n: positive integer; X: real[m, n]; v: real[n]; y: real[m]"),
    "a likelihood": (
        r"P(X \mid \theta)",
        r"P: function real, real -> real; X, theta: real; name P(X \mid \theta) = P(X, theta)"),
    "a unit": (r"9.07 \text{cm}", "cm: positive real"),
    "an accent": (r"\hat\beta + 1", "betahat: real"),
    "a word as a label": (r"T_{\text{in}} + T_\mathrm{out}", "T_in, T_out: real"),
    "a label beside a sum from 1": (
        r"v_1 t + \sum_{i=1}^n x_i", "v_1, t: real; n: positive integer; x: real[n]"),
    "an index beside that of a sum": (
        r"z_j - \sum_{k=1}^K z_k", "K: positive integer; j: index of K; z: real[K]"),
    "a mean": (
        r"x_1 - \sum_{i=1}^n (x_i - \bar{x})",
        "n: positive integer; x: real[n]; define xbar = sum(x[i], i = 1..n)/n"),
    "the imaginary unit": ("e^{i x}", "x: real; field complex"),
    "an index that is no imaginary unit": (
        r"z_i - \sum_{i=1}^n z_i", "n: positive integer; z: real[n]; i: index of n"),
    "the end of a range below the sign": (
        r"\sum_{\substack{1 \le i \le n \\ i \ne 2}} i", "n: positive integer"),
    "the end of a sum with dots": (r"1 + 3 + \cdots + (2n - 1)", "n: positive integer"),
    "a cross product": (r"\mathbf{a} \times \mathbf{b}", "a, b: real[3]"),
    "a form": (r"x^\top A x", "n: positive integer; x: real[n]; A: real[n, n]"),
    "a matrix with entries": (
        r"\det A + \sum_{i=1}^m A_{ii}", "m: positive integer; A: real[m, m]"),
    "an activation": (r"\sigma'(z) + \sigma(z)", "sigma: function; z: real"),
    "values at numbers": ("T(8) + T(4)", "T: function"),
    "a label with an argument": ("u_c(t) - t", "u_c: function; t: real"),
}  # fmt: skip


@pytest.mark.parametrize("case", LEFT)
def test_what_could_be_something_else_is_not_guessed(case: str) -> None:
    formula, missing = LEFT[case]
    (derivation,) = load("a.tex", f"% derivcheck: all\n\\[ {formula} = {formula} \\]", infer=True)
    told = [p.message for s in derivation.every_step for p in s.problems]
    assert all(missing in message for message in told)
    assert told


@pytest.mark.parametrize("case", GUESSED)
def test_what_a_name_is_used_as_is_guessed(case: str) -> None:
    formula, wanted = GUESSED[case]
    text = f"\\[ {formula} = {formula} \\]"
    assert guess("a.tex", text) == f"% derivcheck: document; all; sentences; {wanted}"
    (derivation,) = load("a.tex", text, infer=True)
    assert [p for s in derivation.every_step for p in s.problems] == []


def test_a_name_that_is_declared_keeps_its_meaning_beside_its_entries() -> None:
    text = "% derivcheck: p real\n\\[ \\sum_{i, j} p_{ij} x_i = 4 p - 2 \\]"
    assert guess("a.tex", text).endswith(
        "n: positive integer; pentry: real[n, n]; x: real[n]; name p_{k l} = pentry[k, l]"
    )


JUDGED = {
    # name: (formula, verdicts)
    "what a function may be": (r"x = f(x) + 1 = x^2 + 1", [None, None, None]),
    "what a function may do": (r"\phi(x) + \phi(-x) = 2\phi(0)", [None, None]),
    "how it may go on": (
        r"T(8) = 2T(4) + 8 = 2(2T(2) + 4) + 8 = 4T(2) + 17",
        [None, None, None, "refuted"],
    ),
    "what a function is not": (r"\phi(x) + \phi(x) = 3\phi(x)", [None, "refuted"]),
    "what a derivative is": (
        r"\frac{d}{dx}\left[f(x)g(x)\right] = f'(x)g(x) + f(x)g'(x) = 2f(x)g'(x)",
        [None, "proved", "refuted"],
    ),
    "a limit": (
        r"f'(x) = \lim_{h\to 0}\frac{f(x+h) - f(x)}{h} = f(x)",
        [None, "proved", "refuted"],
    ),
    "a component": (
        r"\frac{\partial}{\partial z_j} \log\sum_{k=1}^K e^{z_k} = \frac{e^{z_j}}{\sum_k e^{z_k}}",
        [None, "proved"],
    ),
    "a mean": (
        r"\sum_{i=1}^n (x_i - \bar{x})^2 = \sum_{i=1}^n x_i^2 - n\bar x^2 = \sum_{i=1}^n x_i^2",
        [None, "proved", "refuted"],
    ),
    "a mean that is worked out": (r"\sum_{i=1}^n (x_i - \bar{x}) = n", [None, "refuted"]),
    "a mean that is told": (r"\bar{x} = 5 = 1 + 3", [None, None, "refuted"]),
    "a sum that is told": (r"\sum_{i=1}^n x_i = n = n + 1", [None, None, "refuted"]),
    "what an integral of a derivative is": (r"\int_a^b f'(x)\,dx = f(b) + f(a)", [None, "refuted"]),
    "what a sum of differences is": (
        r"\sum_{k=1}^n (a_{k+1} - a_k) = a_{n+1} - a_0",
        [None, "refuted"],
    ),
    "what the derivative of an integral is not": (
        r"\frac{d}{dx}\int_0^x f(t)\,dt = 2 + f'(x)",
        [None, "refuted"],
    ),
    "what the derivative of an integral is": (
        r"\frac{d}{dx}\int_0^x f(t)\,dt = f(x)",
        [None, "proved"],
    ),
    "an equation for a function in an integral": (r"\int_0^x f(t)\,dt = 2 f(x)", [None, None]),
    "a value that a sum of others gives": (r"\sum_{k=0}^n a_k a_{n-k} = a_{n+1}", [None, None]),
    "numbers": ("(x + y)^2 = x^2 + y^2", [None, "refuted"]),
    "behind it": (r"f(x) = x^2 + x = x(x + 1)", [None, None, "proved"]),
    "a mistake behind it": (r"x = f(x) + 1 = x^2 = x(x + 2)", [None, None, None, "refuted"]),
}


@pytest.mark.parametrize("case", JUDGED)
def test_only_the_sort_of_a_function_is_guessed(case: str) -> None:
    formula, wanted = JUDGED[case]
    (derivation,) = load("a.tex", f"\\[ {formula} \\]", infer=True)
    steps = check_derivation(derivation, Settings()).steps
    assert [s.verdict and s.verdict.name for s in steps] == wanted


def test_a_function_of_several_is_declared_in_one_line() -> None:
    mark = "% derivcheck: f function real -> real, u function real, real -> real, x, y real"
    (derivation,) = load("a.tex", f"{mark}\n\\[ u(x, y) + f(x) = f(x) + u(x, y) \\]")
    assert [
        s.verdict.name for s in check_derivation(derivation, Settings()).steps if s.verdict
    ] == ["proved"]


DEFINED = {
    # formulas: the guess, without what they define
    "a sum": (r"S = \sum_{k=0}^n 2^k", "2S = 2^{n+2} - 2", "n: positive integer"),
    "an energy": (r"E = \frac12 m v^2", "2E = m v^2", "m, v: real"),
    "a derivative": (r"K(v) = \frac12 m v^2", "K'(v) = m v", "m, v: real"),
    "a derivative by a fraction": (
        r"T = 2\pi\sqrt{\frac{l}{g}}",
        r"\frac{dT}{dl} = \frac{T}{2l}",
        "l, g: real",
    ),
    "a name with others of its letter": (
        r"R = \frac{R_1 R_2}{R_1 + R_2}",
        r"R(R_1 + R_2) = R_1 R_2",
        "R_1, R_2: real",
    ),
    "a name whose meaning needs another that a formula may define": (
        r"R = a \cos\theta",
        r"\theta = 2\theta - \theta",
        "a, theta: real",
    ),
    "a mean": (r"A = \frac1n \sum_{i=1}^n x_i", "2A = A + A", "n: positive integer; x: real[n]"),
}


@pytest.mark.parametrize("case", DEFINED)
def test_what_a_formula_defines_is_not_guessed(case: str) -> None:
    first, second, wanted = DEFINED[case]
    made = guess("a.tex", f"\\[ {first} \\]\n\\[ {second} \\]")
    assert made == f"% derivcheck: document; all; sentences; {wanted}"


ASKED = {
    # a document: how many of its formulas are checked
    "nothing to guess": (r"\[ 1 + 1 = 2 \] \[ 2 + 2 = 4 \]", 2),
    "declared for all": ("% derivcheck: document; x real\nText.\n\\[ x + x = 2x \\]", 1),
    "one is marked": ("\\[ 1 + 1 = 3 \\]\n% derivcheck: x real\n\\[ x + x = 2x \\]", 1),
}


@pytest.mark.parametrize("case", ASKED)
def test_all_formulas_are_checked_where_none_is_marked(case: str) -> None:
    text, wanted = ASKED[case]
    read = load("a.tex", text, infer=True)
    assert [d.problems for d in read] == [()] * wanted


NOT_BLAMED = {
    "the probability of an event is no constant function": (
        r"P(A) = \frac{3}{6} = 0.5, \quad P(B) = \frac{1}{3}"
    ),
    "the sign of a derivative is no number": r"{d \over dx} x^2 = 2x",
    "a recurrence": r"T(4) = 2T(2) + 4",
}


@pytest.mark.parametrize("case", NOT_BLAMED)
def test_no_right_line_is_refuted_by_a_guess(case: str) -> None:
    (derivation,) = load("a.tex", f"\\[ {NOT_BLAMED[case]} \\]", infer=True)
    steps = check_derivation(derivation, Settings()).steps
    assert "refuted" not in [s.verdict.name for s in steps if s.verdict]


LISTED = {
    # lines of a list: verdicts; the first one is given
    "the same once more": (r"a_{n+1} = 2 a_n \\ a_{n+1} = 3 a_n", [None, "refuted"]),
    "what was said above": (r"a_0 = 1 \\ a_1 = 2 \\ a_1 = 3 a_0", [None, None, "refuted"]),
    "a wrong consequence": (
        r"a_0 = 1 \\ a_{n+1} = 2 a_n \\ a_{n+1} + a_0 = 3 a_n", [None, None, "refuted"]),
    "with an arrow": (r"a_1 = 1 \\ \implies a_2 = 3", [None, "refuted"]),
    "numbers": (r"x + y = 3 \\ 2x = 4", [None, "refuted"]),
    "vectors": (r"2\mathbf{v} = \mathbf{w} \\ \mathbf{v} = 2\mathbf{v}", [None, "refuted"]),
    "a right consequence": (
        r"a_0 = 1 \\ a_{n+1} = 2 a_n \\ a_{n+1} + a_0 = 2 a_n + 1", [None, None, "proved"]),
    "the first values": (r"a_1 = 1 \\ a_2 = 3 \\ a_3 = 7", [None, None, None]),
    "a recurrence": (r"a_0 = 0 \\ a_{n+1} = 2 a_n + 1", [None, None]),
}  # fmt: skip


@pytest.mark.parametrize("case", LISTED)
def test_statements_about_new_values_of_a_guessed_function_are_given(case: str) -> None:
    lines, wanted = LISTED[case]
    text = f"\\begin{{align}}\n{lines}\n\\end{{align}}\n"
    (derivation,) = load("a.tex", text, infer=True)
    steps = check_derivation(derivation, Settings()).steps
    assert [s.verdict and s.verdict.name for s in steps] == wanted


def test_an_array_of_which_a_derivative_leaves_nothing_is_not_told() -> None:
    loss = r"\[ L(w) = \sum_{i=1}^n (w x_i - y_i)^2 \]"
    for right, wanted in ((r"2\sum_{i=1}^n x_i^2", "proved"), (r"\sum_{i=1}^n x_i", "refuted")):
        for left in (r"\frac{d^2 L}{dw^2}", r"\frac{d^2}{dw^2} \sum_{i=1}^n (w x_i - y_i)^2"):
            *_, derivation = load("a.tex", f"{loss}\n\\[ {left} = {right} \\]", infer=True)
            steps = check_derivation(derivation, Settings()).steps
            assert [s.verdict.name for s in steps if s.verdict] == [wanted]


SEQUENCES = {
    # formulas, the first of which defines a sequence: the verdicts on the last
    "a wrong sum": (r"S_n = \sum_{k=1}^n k", r"S_n = \frac{n(n-1)}{2}", ["refuted"]),
    "a wrong next one": (
        r"S_n = \sum_{k=1}^n k", r"S_{n+1} = \frac{(n+1)(n+3)}{2}", ["refuted"]),
    "a wrong value": ("a_n = 2^n - 1", "a_5 = 32", ["refuted"]),
    "a wrong probability": (
        r"p_k = e^{-\lambda} \frac{\lambda^k}{k!}", r"\sum_{k=0}^\infty p_k = 2", ["refuted"]),
    "a sum": (r"S_n = \sum_{k=1}^n k", r"S_{n+1} = \frac{(n+1)(n+2)}{2}", ["proved"]),
    "values": ("a_n = 2^n - 1", "2 a_n + 1 = 2^{n+1} - 1", ["proved"]),
    "a recurrence is none": ("a_n = a_{n-1} + 1", "a_n = n^2", []),
}  # fmt: skip


@pytest.mark.parametrize("case", SEQUENCES)
def test_a_sequence_that_a_formula_defines_is_judged_by_it(case: str) -> None:
    first, last, wanted = SEQUENCES[case]
    *_, derivation = load("a.tex", f"\\[ {first} \\]\n\\[ {last} \\]", infer=True)
    steps = check_derivation(derivation, Settings()).steps
    assert [s.verdict.name for s in steps if s.verdict] == wanted


def test_a_formula_behind_others_about_the_sequence_defines_nothing() -> None:
    made = guess("a.tex", "\\[ a_{n+1} = 2 a_n + 1 \\]\n\\[ a_n = 2^n - 1 \\]")
    assert made.endswith("a: function; n: positive integer; name a_{i} = a(i)")
