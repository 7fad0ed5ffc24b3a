"""The shipped antiderivatives with one slip each: refuted at the line that holds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from derivcheck import check

CALCULUS = Path(__file__).parent.parent / "derivations" / "calculus"

SLIPS = {
    "integration_by_parts": [
        ("f(x)*g(x) - int(f'(x)*g(x), x)", "f(x)*g(x) + int(f'(x)*g(x), x)"),
        ("x*sin(x) + cos(x) + C", "x*sin(x) - cos(x) + C"),
        ("p*log(p) - p + C", "p*log(p) - 1 + C"),
        ("exp(x)*(cos(x) + sin(x))/2 + C", "exp(x)*(cos(x) + sin(x)) + C"),
    ],
    "logarithmic_integrals": [
        ("(log(|x - 1|) - log(|x + 1|))/2 + C", "log(|x - 1|) - log(|x + 1|) + C"),
        ("(log(|x - 1|) - log(|x + 1|))/2 + C", "(log(x - 1) - log(|x + 1|))/2 + C"),
        ("-log(|cos(x)|) + C", "log(|cos(x)|) + C"),
        ("log(3*log(t)) + K", "3*log(log(t)) + K"),
    ],
}

CASES = [(name, *slip) for name, slips in SLIPS.items() for slip in slips]


@pytest.mark.parametrize(("name", "right", "wrong"), CASES)
def test_a_slip_is_refuted_at_its_line(name: str, right: str, wrong: str) -> None:
    text = (CALCULUS / f"{name}.yaml").read_text("utf-8")
    assert text.count(f"expr: {right}\n") == 1
    line = text[: text.index(f"expr: {right}\n")].count("\n") + 1
    steps = check(text.replace(f"expr: {right}\n", f"expr: {wrong}\n")).files[0].steps
    refuted = [s.place.line for s in steps if s.verdict and s.verdict.name == "refuted"]
    assert refuted == [line]


CLAIMED = {
    "integral_sheet": [
        ("(E - 1)/2", "E - 1"),
        ("pi/4 - 1/2", "pi/4 + 1/2"),
        ("= log(4/3)", "= log(3/4)"),
        ("- int(f'(t)*g(t), t = a..b)", "+ int(f'(t)*g(t), t = a..b)"),
    ],
    "normal_moments": [
        ("s*sqrt(2*pi)\n", "sqrt(2*pi)/s\n"),
        ("= m\n", "= m/s\n"),
        ("= s^2\n", "= s\n"),
        ("= exp(t^2/2)", "= exp(t^2)"),
    ],
    "iterated_integrals": [
        ("int(int(h(x, y), x = 0..y), y = 0..t)", "int(int(h(x, y), x = y..t), y = 0..t)"),
        ("(E - 1)/2", "E - 1"),
        ("<= t*int(f(x)^2, x = 0..t)", "<= int(f(x)^2, x = 0..t)"),
        ("= gamma(k)/l^k", "= gamma(k)/l"),
        ("sign(c)*pi/2", "pi/2"),
    ],
}
CLAIMS = [(name, *slip) for name, slips in CLAIMED.items() for slip in slips]


@pytest.mark.parametrize(("name", "right", "wrong"), CLAIMS)
def test_a_slip_in_a_claim_is_refuted_at_its_line(name: str, right: str, wrong: str) -> None:
    text = (CALCULUS / f"{name}.yaml").read_text("utf-8")
    assert text.count(right) == 1
    line = text[: text.index(right)].count("\n") + 1
    steps = check(text.replace(right, wrong)).files[0].steps
    refuted = [s.place.line for s in steps if s.verdict and s.verdict.name == "refuted"]
    assert refuted == [line]
