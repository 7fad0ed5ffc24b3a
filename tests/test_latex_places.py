r"""At which place LaTeX takes a function: `x(0)` where x is x(t), bars behind derivatives."""

from __future__ import annotations

import pytest

from derivcheck.diagnostics import Diagnosis
from derivcheck.kernel.language.terms import alpha_equal
from derivcheck.notation.plain import read
from derivcheck.notation.scope import Scope
from derivcheck.notation.sorts import read_declaration
from derivcheck.notation.tex.reading import LatexReader

DECLARED = {
    "x": "function", "y": "function", "t": "real", "a": "real", "s": "real", "q": "real",
    "g": "function real, real -> real", "S": "function integer -> real", "n": "integer",
}  # fmt: skip
SCOPE = Scope()
for NAME, TEXT in DECLARED.items():
    SORT, STATED = read_declaration(NAME, TEXT, SCOPE)
    SCOPE = SCOPE.declare(NAME, SORT, *STATED)
NAMES = {"x": "x(t)", "y": "y(t)", "S_{n}": "S(n)"}
READER = LatexReader(SCOPE, NAMES)

EITHER = (  # a value or a product
    "x(2t)", "x(t + 1)", "x(-1)", "x^2(t)", r"\dot x^2(0)", "2x(a - 1)", r"\dot x(1 - t)",
    "(x + 1)(t + 1)", r"(\dot x + x)(1 - a)", r"\frac{dx}{dt}(0)", r"\frac{dx}{dt}(a)",
    r"\sin x (t + 1)",
)  # fmt: skip


@pytest.mark.parametrize("latex", EITHER)
def test_what_may_be_a_value_or_a_product_is_refused(latex: str) -> None:
    with pytest.raises(Diagnosis) as refusal:
        READER.formula(latex)
    assert refusal.value.diagnostic.code == "DC124"


READ = {
    "x(0)": "x(0)",
    "x(t)": "x(t)",
    "x(a)^2": "x(a)^2",
    r"x\left(\tfrac{\pi}{2}\right)": "x(pi/2)",
    r"\dot x(0)": "x'(0)",
    "x'(t)": "x'(t)",
    r"\ddot x(t) + x": "x''(t) + x(t)",
    "x(1 - x)": "x(t)*(1 - x(t))",
    "x(y + 1)^2": "x(t)*(y(t) + 1)^2",
    "x(y(0))": "x(y(0))",
    r"x \cdot (t + 1)": "x(t)*(t + 1)",
    "t(x + 1)": "t*(x(t) + 1)",
    "S_n(1 - q)": "S(n)*(1 - q)",
    "S_n(q)": "S(n)*q",
    "(x + 1)(x - 1)": "(x(t) + 1)*(x(t) - 1)",
    "(x + y)(x - y)": "(x(t) + y(t))*(x(t) - y(t))",
    r"(\dot x + 1)(x + 1)": "(x'(t) + 1)*(x(t) + 1)",
    "(t + 1)(x + 1)": "(t + 1)*(x(t) + 1)",
    "(x + y)(0)": "x(0) + y(0)",
    "(x + y)'(t)": "diff(x(t) + y(t), t)",
    r"\frac{dx}{dt}(t)": "diff(x(t), t)",
    r"\frac{d}{dt} t^2\Big|_{t=1}": "diff(t^2, t = 1)",
    r"\frac{d}{ds} \sin s|_{s=0}": "diff(sin(s), s = 0)",
    r"\frac{d}{dt} (t^2 + t)\Big|_{t=1}": "diff(t^2 + t, t = 1)",
    r"2\frac{d^2}{ds^2} s^3\Big|_{s=a}": "subs(2*diff(s^3, (s, 2)), s = a)",
    r"\frac{\partial}{\partial s} g(s, t)\Big|_{s=1}": "diff(g(s, t), s = 1)",
    r"\partial_s g(s, t)\Big|_{s=1}": "diff(g(s, t), s = 1)",
    r"\frac{d}{ds} s^2\Big|_0^a": "subs(diff(s^2, s), s = a) - subs(diff(s^2, s), s = 0)",
    r"\frac{d}{da} \left[s^2\right]_{s=0}^{a}": "diff(subs(s^2, s = a) - subs(s^2, s = 0), a)",
}


@pytest.mark.parametrize("latex", READ)
def test_a_place_is_read(latex: str) -> None:
    assert alpha_equal(READER.formula(latex).term, read(READ[latex], SCOPE).term)
