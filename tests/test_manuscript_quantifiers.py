r"""Lines of documents and formulas with `\forall` and `\exists`: what is refused or wrong first."""

from __future__ import annotations

import pytest

from derivcheck.checking.check import check_derivation
from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.loading import load
from derivcheck.kernel.language.sorts import REAL
from derivcheck.notation.scope import Scope
from derivcheck.notation.tex.reading import LatexReader
from derivcheck.notation.writer import show
from derivcheck.verdicts.settings import Settings

READER = LatexReader(Scope({"p": REAL}))
REFUSED = {
    # a formula: the code
    r"\forall x : x^2 \ge p \iff p \le 0": "DC124",
    r"\exists x : p > 0 \implies x > p": "DC124",
    r"\forall x \in \mathbb{R} \; x^2 \ge 0": "DC105",
    r"\forall x = p : x = p": "DC105",
    r"\exists! x : x = p": "DC105",
}
MEANT = {
    r"\forall x : (x^2 \ge p \iff p \le 0)": "for all x: x^2 >= p <=> p <= 0",
    r"(\forall x : x^2 \ge p) \iff p \le 0": "(for all x: x^2 >= p) <=> p <= 0",
    r"\forall x : x > p \implies 2x > 2p": "for all x: x > p => 2*x > 2*p",
    r"\forall x > 0 : x + 1 > 0": "for all x: x > 0 => x + 1 > 0",
    r"\exists x > p, x < p + 1": "for some x: x > p and x < p + 1",
    r"\forall x \in \mathbb{R} \; \exists y \in \mathbb{R} : y > x":
        "for all x: for some y: y > x",
}  # fmt: skip
JUDGED = {
    # the lines of a formula: the verdicts of its steps
    r"\forall x \in \mathbb{R} : x^2 \ge p": "refuted",
    r"\forall x \in \mathbb{R} : x > p \implies x > p + 1": "refuted",
    r"\forall x \in \mathbb{R} : x^2 + 1 \ge 2x": "proved",
    r"\forall x > 0 : x > 1 \implies x^2 > x": "proved",
    r"\exists x \in \mathbb{R} : x > p": "proved",
    r"(\forall x \in \mathbb{R} : x^2 \ge p) \implies p \le 0": "proved",
}


@pytest.mark.parametrize(("latex", "code"), REFUSED.items(), ids=REFUSED)
def test_what_is_refused(latex: str, code: str) -> None:
    with pytest.raises(Diagnosis, match=code):
        READER.formula(latex)


@pytest.mark.parametrize(("latex", "plain"), MEANT.items(), ids=MEANT)
def test_what_is_meant(latex: str, plain: str) -> None:
    assert show(READER.formula(latex).term) == plain


@pytest.mark.parametrize(("lines", "wanted"), JUDGED.items(), ids=JUDGED)
def test_a_line_is_one_statement(lines: str, wanted: str) -> None:
    text = f"% derivcheck: p real; claim\n\\[ {lines} \\]"
    (derivation,) = load("notes.tex", text)
    judged = check_derivation(derivation, Settings()).steps
    assert " ".join(s.verdict.name if s.verdict else "given" for s in judged) == wanted
