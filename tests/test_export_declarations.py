r"""`export --to latex --declarations`: every shipped derivation is read back as the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from derivcheck.checking.check import check_derivation
from derivcheck.documents.loading import load
from derivcheck.documents.model import Derivation, Step
from derivcheck.exporters.composing import chapters
from derivcheck.exporters.latex import document
from derivcheck.exporters.manuscript import Shape
from derivcheck.kernel.language.terms import Term, alpha_equal
from derivcheck.obligations.derivation import obligations
from derivcheck.obligations.obligation import Obligation
from derivcheck.verdicts.report import FileReport
from derivcheck.verdicts.settings import Settings

SHIPPED = sorted((Path(__file__).parent.parent / "derivations").glob("*/*.yaml"))
SHAPE = Shape(declarations=True)


def exported(path: str, text: str) -> str:
    """The derivations of a text as LaTeX with declarations; nothing is judged."""
    judged = ((d, FileReport(d.path, "", d.title, d.source)) for d in load(path, text))
    return document(chapters(judged), SHAPE)


def is_beside(step: Step, derivation: Derivation) -> bool:
    """Whether a sub-step only says that a formula is what stands beside it in plain notation."""
    parent = next((s for s in derivation.every_step if step in s.because), None)
    return parent is not None and step.role == "claim" and step.text.source.startswith(
        (f"{parent.text.source} = ", f"{parent.text.source} <=> ")
    )  # fmt: skip


def earned(derivation: Derivation) -> Iterator[tuple[Obligation, tuple[Term, ...]]]:
    """What each step must earn, with the statements that it may use."""
    for made in obligations(derivation):
        if not is_beside(made.step, derivation):
            claim = made.claim()
            known = (*claim.context.assumptions, *claim.context.facts) if claim else ()
            yield made, known


def differences(old: Derivation, new: Derivation) -> list[str]:
    """In what two derivations differ."""
    found = [f"problem: {p}" for p in new.problems]
    before, after = list(earned(old)), list(earned(new))
    if [o.step.id for o, _ in before] != [o.step.id for o, _ in after]:
        return [*found, f"steps: {[o.step.id for o, _ in after]}"]
    for (one, known), (other, also) in zip(before, after, strict=True):
        for what, same in (
            ("term", _alike(one.term, other.term)),
            ("goal", _same_goal(one, other)),
            ("uses", [u.step.id for u in one.uses] == [u.step.id for u in other.uses
                      if not is_beside(u.step, new)]),
            ("rules", one.step.rules == other.step.rules),
            ("expect", one.step.expect == other.step.expect),
            ("role", one.step.role == other.step.role),
            ("allow", [a.code for a in one.step.allowances]
                      == [a.code for a in other.step.allowances]),
            ("known", len(known) <= len(also) and all(map(_alike, known, also))),
        ):  # fmt: skip
            if not same:
                found.append(f"{one.step.id}: {what}: {other.step.text.source}")
    if old.conclusion != new.conclusion:
        found.append("conclusion")
    return found


def _alike(one: Term | None, other: Term | None) -> bool:
    if one is None or other is None:
        return one is other
    return alpha_equal(one, other)


def _same_goal(one: Obligation, other: Obligation) -> bool:
    if one.goal is None or other.goal is None:
        return one.goal is other.goal
    sides = zip(one.goal[::2], other.goal[::2], strict=True)
    return one.goal[1] == other.goal[1] and all(_alike(a, b) for a, b in sides)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_is_shipped_is_read_back_as_the_same(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    old = load(str(path), text)
    new = load(f"{path.stem}.tex", exported(str(path), text))
    assert len(old) == len(new)
    for one, other in zip(old, new, strict=True):
        assert differences(one, other) == []


@pytest.mark.parametrize("name", ["algebra/what_a_given_implies", "mistakes/one_slip"])
def test_its_verdicts_are_the_same(name: str) -> None:
    path = next(p for p in SHIPPED if p.match(f"{name}.yaml"))
    text = path.read_text(encoding="utf-8")
    found = []
    for read in (load(str(path), text), load("a.tex", exported(str(path), text))):
        reports = [check_derivation(d, Settings()) for d in read]
        found.append([(s.id, s.verdict and s.verdict.name) for r in reports for s in r.steps])
    assert found[0] == found[1]
