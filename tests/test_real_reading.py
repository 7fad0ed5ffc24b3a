"""Which claims of a complex file are read over the real numbers, and that they say the same."""

from __future__ import annotations

import pytest

from derivcheck.api import check_step
from derivcheck.documents.rows import read_row
from derivcheck.kernel.language.claims import Claim

SYMBOLS = {
    "x": "real", "t": "real", "a": "positive real", "n": "nonnegative integer", "z": "complex",
    "f": "function", "g": "function: complex -> complex", "h": "function C1", "v": "real[3]",
}  # fmt: skip


def made(before: str, after: str, relation: str = "=", assume: tuple[str, ...] = ()) -> Claim:
    row = {
        "id": "1", "symbols": SYMBOLS, "field": "complex", "assume": list(assume),
        "from": before, "to": after, "relation": relation,
    }  # fmt: skip
    return read_row(row)


STAYS_COMPLEX = {
    "a complex name":                   ("z", "z + 0"),
    "the imaginary unit":               ("I*x", "x*I"),
    "a complex function":               ("g(x)", "g(x) + 0"),
    "a root of what may be negative":   ("sqrt(x)", "sqrt(x) + 0"),
    "a logarithm of it":                ("x", "log(x)"),
    "a power of it":                    ("x^(1/3)", "x^(1/3) + 0"),
    "a power with a name":              ("x^t", "x^t + 0"),
    "an odd root":                      ("cbrt(x)", "cbrt(x) + 0"),
    "an odd root of a positive number": ("cbrt(a)", "a^(1/3)"),
    "an inverse sine outside":          ("asin(x)", "asin(x) + 0"),
    "under a sum":                      ("sum(sqrt(x - j), j = 1..n)", "0"),
    "under an integral":                ("int(log(t), t = x..1)", "0"),
    "on one side of a statement":       ("x > 0", "sqrt(x) > 0", "iff"),
    "under what is concluded":          ("sqrt(x) > 0", "x > 0", "implied by"),
    "a modulus that is differentiated": ("diff(|x|, x)", "sign(x)"),
    "a root that is differentiated":    ("diff(sqrt(x^2), x)", "sign(x)"),
    "an assumption with a root":        ("x", "x + 0", "=", ("sqrt(x) > 1",)),
    "assumptions that need each other": ("x", "x + 0", "=", ("sqrt(x)*t > 1", "sqrt(t)*x > 1")),
    "an assumption on a complex name":  ("x", "x + 0", "=", ("z*x = 1",)),
    "a complex name kept from another": ("x", "x + 0", "=", ("z != x",)),
}  # fmt: skip


@pytest.mark.parametrize("case", STAYS_COMPLEX)
def test_what_might_say_something_else_stays_complex(case: str) -> None:
    assert made(*STAYS_COMPLEX[case]).context.field == "complex"


IS_READ = {
    "a limit":                       ("lim(exp(-a*t), t -> oo)", "0"),
    "a root":                        ("sqrt(a^2 + x^2)", "sqrt(x^2 + a^2)"),
    "a root of what may vanish":     ("sqrt(x^2)", "|x|"),
    "a power of a positive number":  ("a^x", "exp(x*log(a))"),
    "a power of what may vanish":    ("|x|^t", "|x|^t + 0"),
    "a whole power":                 ("x^n", "x*x^n/x"),
    "a range that keeps it positive": ("int(t^(a - 1)*exp(-t), t = 0..oo)", "gamma(a)"),
    "a premise that does":           ("x > 1", "log(x) > 0", "implies"),
    "one in a compound statement":   ("x > 1 implies log(x) > 0", "True", "iff"),
    "an assumption that does":       ("log(x)", "log(x) + 0", "=", ("x > 1",)),
    "one that needs another":        ("x", "x + 0", "=", ("log(x) > t", "x > 1")),
    "another name kept from zero":   ("x", "x + 0", "=", ("z != 0",)),
    "a derivative":                  ("diff(a^x, x)", "a^x*log(a)"),
    "a smooth function":             ("diff(f(x)^2, x)", "2*f(x)*diff(f(x), x)"),
    "an inverse sine inside":        ("asin(x)", "asin(x) + 0", "=", ("1 - x^2 > 0",)),
    "arrays":                        ("v.T @ v", "norm(v)^2"),
}  # fmt: skip


@pytest.mark.parametrize("case", IS_READ)
def test_what_says_the_same_is_read_over_the_reals(case: str) -> None:
    claim = made(*IS_READ[case])
    assert claim.context.field == "real"
    assert {"z", "g"}.isdisjoint(claim.context.sorts)


VERDICTS = {
    "proved over the reals":     ("lim(1 - exp(-t/a), t -> oo)", "1", "proved"),
    "refuted over the reals":    ("lim(1 - exp(-t/a), t -> oo)", "0", "refuted"),
    "principal where it counts": ("sqrt(-1)", "I", "proved"),
    "and refuted where it does": ("sqrt(x^2)", "x", "refuted"),
    "with another value there":  ("sqrt(-4)", "-2*I", "refuted"),
}  # fmt: skip


@pytest.mark.parametrize("case", VERDICTS)
def test_a_complex_file_decides(case: str) -> None:
    before, after, name = VERDICTS[case]
    symbols = {"x": "real", "t": "real", "a": "positive real", "z": "complex"}
    assert check_step(before, after, symbols=symbols).name == name
