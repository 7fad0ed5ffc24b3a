"""Solutions of given differential equations: first what is another one, then what is the one."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {
    "y": "function", "t": "real", "w": "positive real", "k": "real", "g": "real", "h": "real",
}  # fmt: skip
WAVE, GROWTH, FALL = (
    f"for all t: diff(y(t), {order}) = {right}"
    for order, right in (("(t, 2)", "-w^2*y(t)"), ("(t, 2)", "y(t)"), ("(t, 2)", "-g"))
)
NESTED = "for all t: diff(y(t), t, t) = 3*y'(t) - 2*y(t)"
SQUARE = "for all t: diff(y(t), (t, 2)) = y(t)^2"
DAMPED = "for all t: diff(y(t), (t, 2)) + 2*diff(y(t), t) + y(t) = 0"
COOLING = "for all t: diff(y(t), t) = -k*(y(t) - h)"
WRONG = {
    "a missing frequency":  ("y(0)*cos(w*t) + y'(0)*sin(w*t)", (WAVE,)),
    "another slope":        ("cosh(t)", (GROWTH, "y(0) = 1", "y'(0) = 1")),
    "an open slope":        ("sinh(t)", (GROWTH, "y(0) = 0")),
    "a wrong acceleration": ("h - g*t^2", (FALL, "y(0) = h", "y'(0) = 0")),
}  # fmt: skip
OPEN = {
    "an equation at a point": ("y(0)*cos(t) + y'(0)*sin(t)", ("diff(y(t), (t, 2)) = -y(t)",)),
    "roots exchanged":        ("exp(t) - exp(2*t)", (NESTED, "y(0) = 0", "y'(0) = 1")),
    "no linear equation":     ("0", (SQUARE, "y(0) = 0", "y'(0) = 0")),
}  # fmt: skip
RIGHT = {
    "an oscillator":        ("y(0)*cos(w*t) + y'(0)/w*sin(w*t)", (WAVE,)),
    "an exponential":       ("exp(t)", (GROWTH, "y(0) = 1", "y'(0) = 1")),
    "one derivative after the other": ("exp(2*t) - exp(t)", (NESTED, "y(0) = 0", "y'(0) = 1")),
    "critical damping":     ("(1 + t)*exp(-t)", (DAMPED, "y(0) = 1", "y'(0) = 0")),
    "first order, with a constant": ("h + (y(0) - h)*exp(-k*t)", (COOLING,)),
}  # fmt: skip


@pytest.mark.parametrize(("after", "assume"), WRONG.values(), ids=WRONG)
def test_other_functions_are_refuted(after: str, assume: tuple[str, ...]) -> None:
    assert check_step("y(t)", after, symbols=SYMBOLS, assume=assume).name == "refuted"


@pytest.mark.parametrize(("after", "assume"), OPEN.values(), ids=OPEN)
def test_what_does_not_determine_a_function_proves_nothing(
    after: str, assume: tuple[str, ...]
) -> None:
    assert check_step("y(t)", after, symbols=SYMBOLS, assume=assume).name != "proved"


@pytest.mark.parametrize(("after", "assume"), RIGHT.values(), ids=RIGHT)
def test_the_solution_is_proved(after: str, assume: tuple[str, ...]) -> None:
    verdict = check_step("y(t)", after, symbols=SYMBOLS, assume=assume)
    assert (verdict.name, verdict.conditions) == ("proved", ())
    assert verdict.prover in ("uniqueness", "constancy")
