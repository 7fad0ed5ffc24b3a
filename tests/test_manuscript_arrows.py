r"""Formulas of arrows alone between truth values, `(p \implies q) \iff (q \implies p)`."""

from __future__ import annotations

import pytest

from derivcheck.checking.check import check_derivation
from derivcheck.documents.loading import load
from derivcheck.verdicts.settings import Settings

MARK = "document; all; p, q, r boolean; x real"
CLOSED = r"((p \implies q) \land (q \implies r)) \implies (p \implies r)"
FOUND = {
    # formula: verdicts, codes of what cannot be read, or nothing where it is not looked at
    r"(p \implies q) \iff (\neg q \implies \neg p)": ["given", "proved"],
    r"(p \implies q) \iff (\neg p \implies \neg q)": ["given", "refuted"],
    r"(p \implies q) \implies q": ["given", "refuted"],
    CLOSED: ["given", "proved"],
    r"p \implies q": ["DC141"],
    r"p \iff q .": ["DC141"],
    r"p \implies q \iff \neg p \lor q": ["DC124"],
    r"p \implies q \\ \iff \neg p \lor q": ["DC124"],
    r"x = 1 \implies x^2 = 1 \iff x^2 - 1 = 0": ["given", "proved", "proved"],
}


@pytest.mark.parametrize("formula", FOUND)
def test_arrows_between_truth_values_are_judged_or_refused(formula: str) -> None:
    (derivation,) = load(
        "a.tex", f"% derivcheck: {MARK}\n\\begin{{gather}}{formula}\\end{{gather}}"
    )
    steps = check_derivation(derivation, Settings()).steps
    told = [p.code for p in derivation.problems]
    assert [s.verdict.name if s.verdict else "given" for s in steps] + told == FOUND[formula]


def test_a_label_is_told_to_be_declared_by_itself() -> None:
    (derivation,) = load("a.tex", "% derivcheck: R real\n\\[ 2R_1 = R \\]")
    told = [p.hint for s in derivation.every_step for p in s.problems]
    assert told == ["declare R as an array, or declare R_1 by itself"]
