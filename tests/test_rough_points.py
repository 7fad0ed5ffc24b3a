"""Before any prover sides that agree so far are not enclosed twice; what differs is told."""

from __future__ import annotations

from collections import Counter

import pytest
from flint import ctx

from derivcheck.documents.rows import read_row
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.refutation import comparison
from derivcheck.kernel.refutation.comparison import Agree, Differ, compare
from derivcheck.kernel.work import forget

TAIL = "int(log(1 + 1/x)/(x^2 + 1), x = 1..oo)"
"""Its enclosure gets no narrower by working more precisely."""

DIFFERENT = {
    "by little":               (TAIL, f"{TAIL} + 1/10^6"),
    "behind what cancels":     ("(10^40 + int(exp(x), x = 0..1)) - 10^40", "E - 1 + 1/10^20"),
    "behind what cancels much": ("(10^70 + int(exp(x), x = 0..1)) - 10^70", "E - 1 + 1/10"),
}  # fmt: skip
ALIKE = {
    "no narrower":             (TAIL, f"2*{TAIL}/2", 1),
    "behind what cancels":     ("(10^40 + int(exp(x), x = 0..1)) - 10^40", "E - 1", 2),
    "accurate at once":        ("int(exp(x), x = 0..1)", "E - 1", 1),
}  # fmt: skip


def claim(before: str, after: str) -> Claim:
    return read_row({"from": before, "to": after, "relation": "="})


@pytest.mark.parametrize("roughly", [False, True])
@pytest.mark.parametrize(("before", "after"), DIFFERENT.values(), ids=DIFFERENT)
def test_different(before: str, after: str, roughly: bool) -> None:
    assert isinstance(compare(claim(before, after), {}, roughly=roughly), Differ)


@pytest.mark.parametrize(("before", "after", "looks"), ALIKE.values(), ids=ALIKE)
def test_alike(before: str, after: str, looks: int, monkeypatch: pytest.MonkeyPatch) -> None:
    looked, old = Counter[int](), comparison._at_precision

    def noting(*args: object) -> object:
        looked[ctx.prec] += 1
        return old(*args)  # type: ignore[arg-type]  # it is called as the function is

    monkeypatch.setattr(comparison, "_at_precision", noting)
    forget()
    assert isinstance(compare(claim(before, after), {}, roughly=True), Agree)
    assert len(looked) == looks
    assert isinstance(compare(claim(before, after), {}), Agree)
    assert set(looked.values()) == {1}  # what was seen roughly is not looked at again
