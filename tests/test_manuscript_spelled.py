r"""Names that `name` spells in a document are known: no displayed formula defines them anew."""

from __future__ import annotations

import pytest

from derivcheck.checking.check import check_derivation
from derivcheck.documents.loading import load
from derivcheck.verdicts.settings import Settings

MEAN = r"n positive integer; X real[n]; define M = sum(X[i], i = 1..n)/n; name \bar{X}_n = M"
CASES = {
    # name: (mark, formula, verdict of its first relation)
    "a value that is wrong": (MEAN, r"\bar{X}_n = \frac{2}{n} \sum_i X_i = 2 M", "refuted"),
    "a value that is right": (MEAN, r"\bar{X}_n = \frac{1}{n} \sum_i X_i = M", "proved"),
    "any index": ("n positive integer; v real[n]; name h_i = v[i]", r"h_1 = 2 v_1 = v_1 + v_1",
                  "refuted"),
    "a sequence": ("X function; n integer; name X_{k} = X(k)", r"X_n = 2 X(n) = X_n + X_n",
                   "refuted"),
    "a letter": ("x real; name y = x^2", r"y = 2 x^2 = x^2 + x^2", "refuted"),
    "a conjugate": ("z, w complex", r"\overline{zw} = \bar{z} w = w \bar{z}", "refuted"),
    "a conjugate alone": ("z complex", r"\bar{z} = z = z + 0", "refuted"),
    "an accent": ("x real; name \\hat y = x", r"\hat{y} = x + 1 = 1 + x", "refuted"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_a_mark_spells_no_formula_defines(case: str) -> None:
    mark, formula, verdict = CASES[case]
    (derivation,) = load("a.tex", f"% derivcheck: {mark}\n\\[ {formula} \\]")
    steps = [s for s in check_derivation(derivation, Settings()).steps if s.verdict]
    assert steps[0].verdict is not None
    assert (len(steps), steps[0].verdict.name) == (2, verdict)


def test_another_name_is_defined_still() -> None:
    text = "% derivcheck: x real; name y = x^2\n\\[ z = 2 x = x + x \\]"
    (derivation,) = load("a.tex", text)
    assert [
        s.verdict.name for s in check_derivation(derivation, Settings()).steps if s.verdict
    ] == ["proved"]
