"""Complex numbers by their parts and absolute values: first what is false, then what holds."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"z": "complex", "w": "complex"}
DISK = ("abs(z) <= 1", "abs(w) < 1")
Row = tuple[str, str, str, tuple[str, ...]]
WRONG: dict[str, Row] = {
    "another line":           ("abs(z - 1)", "=", "abs(z + 2)", ("re(z) = 0",)),
    "another circle":         ("abs(z - w)", "=", "abs(1 - z*conjugate(w))", ("abs(z) = 2",)),
    "outside of the disk":    ("abs(z - w)", "<=", "abs(1 - conjugate(w)*z)", ("abs(z) <= 2",)),
    "the wrong half plane":   ("re(1/z)", ">", "0", ("im(z) > 0",)),
    "half of the product":    ("re(z*conjugate(w))", "<=", "abs(z)*abs(w)/2", ()),
    "the triangle turned":    ("abs(abs(z) - abs(w))", ">=", "abs(z - w)", ()),
    "a zero between bars":    ("z", "!=", "0", ("abs(z) < 1",)),
}  # fmt: skip
RIGHT: dict[str, Row] = {
    "the middle line":        ("abs(z - 1)", "=", "abs(z + 1)", ("re(z) = 0",)),
    "its squares":            ("abs(z - 1)^2", "=", "abs(z + 1)^2", ("re(z) = 0",)),
    "a part that is known":   ("abs(z)^2", "=", "9 + im(z)^2", ("re(z) = 3",)),
    "the unit circle":        ("abs(z - w)", "=", "abs(1 - z*conjugate(w))", ("abs(z) = 1",)),
    "a multiple":             ("2*z", "!=", "0", ("abs(z) = 1",)),
    "the unit disk":          ("abs(z - w)", "<=", "abs(1 - conjugate(w)*z)", DISK),
    "a half plane":           ("re(1/z)", ">", "0", ("re(z) > 0",)),
    "an inner product":       ("re(z*conjugate(w))", "<=", "abs(z)*abs(w)", ()),
    "the other part":         ("-im(z*conjugate(w))", "<=", "abs(z)*abs(w)", ()),
    "a quotient as written":  ("abs(z/(1 - w*z))", "=", "abs(z)/abs(1 - w*z)", ("w*z != 1",)),
    "the triangle backwards": ("abs(abs(z) - abs(w))", "<=", "abs(z - w)", ()),
}  # fmt: skip


@pytest.mark.parametrize(("before", "rel", "after", "assume"), WRONG.values(), ids=WRONG)
def test_what_is_false_is_refuted(
    before: str, rel: str, after: str, assume: tuple[str, ...]
) -> None:
    verdict = check_step(before, after, rel, symbols=SYMBOLS, assume=assume)
    assert verdict.name == "refuted"


@pytest.mark.parametrize(("before", "rel", "after", "assume"), RIGHT.values(), ids=RIGHT)
def test_what_holds_is_proved(before: str, rel: str, after: str, assume: tuple[str, ...]) -> None:
    verdict = check_step(before, after, rel, symbols=SYMBOLS, assume=assume)
    assert (verdict.name, verdict.conditions) == ("proved", ())
