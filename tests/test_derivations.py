"""The shipped derivations give what they expect; with one line broken, that line is refuted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest

from derivcheck.checking.check import check_derivation
from derivcheck.documents.model import Derivation
from derivcheck.documents.yaml import load, load_file
from derivcheck.kernel.checker.proof import Proved
from derivcheck.kernel.counting import counted
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.work import OutOfWork
from derivcheck.obligations.derivation import obligations
from derivcheck.obligations.obligation import Obligation
from derivcheck.provers.order import PROVERS
from derivcheck.verdicts.decide import decide
from derivcheck.verdicts.report import FileReport, StepReport
from derivcheck.verdicts.settings import Settings

LIBRARY = Path(__file__).parent.parent / "derivations"
FILES = sorted(str(p.relative_to(LIBRARY)) for p in LIBRARY.rglob("*.yaml"))
MISTAKES = [name for name in FILES if name.startswith("mistakes")]
RIGHT = [name for name in FILES if not name.startswith("mistakes")]
LECTURE = "ml/softmax_cross_entropy.yaml"
PRINTED = "mistakes/softmax_as_printed.yaml"
SETTINGS = Settings()


@cache
def derivation(name: str) -> Derivation:
    (found,) = load_file(str(LIBRARY / name))
    return found


@cache
def report(name: str) -> FileReport:
    return check_derivation(derivation(name), SETTINGS)


def judged(name: str) -> dict[str, StepReport]:
    """The judged steps by label, those without one by id."""
    return {s.label or s.id: s for s in report(name).steps if s.verdict is not None}


def verdict(step: StepReport) -> str:
    return step.verdict.name if step.verdict else "not judged"


# --- the library ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_every_file_gives_what_it_expects(name: str) -> None:
    found = report(name)
    unexpected = {s.label or s.id: verdict(s) for s in found.steps if not s.as_expected}
    assert (found.problems, unexpected) == ((), {})
    assert all(c.as_expected for c in found.conclusions)
    assert found.passed


@pytest.mark.parametrize("name", FILES)
def test_every_file_says_what_it_is_and_where_it_is_from(name: str) -> None:
    assert derivation(name).title
    assert derivation(name).origin


@pytest.mark.parametrize("name", FILES)
def test_every_named_rule_is_the_one_used(name: str) -> None:
    found = [s for s in report(name).steps if verdict(s) == "proved"]
    assert [(s.id, r.name) for s in found for r in s.rules if not r.confirmed] == []


@pytest.mark.parametrize("name", RIGHT)
def test_no_right_derivation_expects_anything_but_proofs(name: str) -> None:
    assert {o.step.expect for o in obligations(derivation(name))} == {None}


@pytest.mark.parametrize("name", MISTAKES)
def test_every_mistake_is_refuted_with_a_point_and_explained(name: str) -> None:
    wrong = [s for s in report(name).steps if s.expect == "refuted"]
    assert wrong
    for step in wrong:
        assert verdict(step) == "refuted"
        assert step.verdict
        assert step.verdict.counterexample
        assert step.note


# --- the lecture ---------------------------------------------------------------------------------


def test_the_lecture_is_proved_by_the_kernel_with_every_rule_confirmed() -> None:
    steps = judged(LECTURE)
    assert {label: verdict(s) for label, s in steps.items()} == dict.fromkeys(steps, "proved")
    assert [r for s in steps.values() for r in s.rules if not r.confirmed] == []
    assert [c.verdict.name for c in report(LECTURE).conclusions] == ["proved"]


def test_the_lecture_is_whole() -> None:
    lines = {f"line {n}" for n in range(1, 10)}
    remarks = {"3a", "3b", "4a", "4b", "4c", "5a", "5b", "5c", "6a", "7a"}
    assert lines | remarks <= judged(LECTURE).keys()


AS_PRINTED = {
    "line 1": "proved", "line 2": "refuted", "line 3": "proved", "3a": "proved", "3b": "refuted",
    "line 4": "proved", "4a": "refuted", "line 5": "refuted", "5a": "refuted", "5b": "proved",
    "5c": "proved", "line 6": "invalid", "line 7": "proved", "line 8": "proved",
    "line 9": "refuted",
}  # fmt: skip


@pytest.mark.parametrize(("label", "name"), AS_PRINTED.items())
def test_the_page_as_printed(label: str, name: str) -> None:
    assert verdict(judged(PRINTED)[label]) == name


def test_the_copied_mistake_is_said_to_rest_on_line_5() -> None:
    steps = judged(PRINTED)
    fifth = steps["line 5"].id
    assert [fifth in steps[f"line {n}"].rests_on for n in (4, 7, 8)] == [False, True, True]


def test_the_conclusion_of_the_page_as_printed_is_refuted() -> None:
    assert [c.verdict.name for c in report(PRINTED).conclusions] == ["refuted"]


def test_the_free_index_of_line_6_gets_the_likely_intention() -> None:
    (sixth,) = [s for s in derivation(PRINTED).steps if s.label == "line 6"]
    assert ["did you mean l'?" in p.hint for p in sixth.problems] == [True]


REPAIRS = {
    "line 2": "yhat[l] = exp(a[l])/sum(exp(a[i]), i = 1..k)",
    "3b":     "softmax[l] = exp(a[l])/sum(exp(a[i]), i = 1..k)",
    "line 9": "-(1{l = i} - yhat[i])",
}  # fmt: skip


@pytest.mark.parametrize("label", ["line 2", "3b", "4a", "line 5", "line 9"])
def test_every_misprint_gets_a_repair_that_is_proved(label: str) -> None:
    repair = judged(PRINTED)[label].repair
    assert repair
    assert repair.verdict == "proved"
    assert repair.text.replace(" ", "") == REPAIRS.get(label, repair.text).replace(" ", "")


# --- seeded mistakes -----------------------------------------------------------------------------

EDITS = {
    # name                what is looked for            what it becomes
    "minus to plus":      (r" - (?!1\))",               " + "),
    "plus to minus":      (r" \+ (?!1\))",              " - "),
    "square to cube":     (r"\^2",                      "^3"),
    "minus lost":         (r"^-|(?<== )-",              ""),
    "factor two lost":    (r"(?<![\w^])2\*",            ""),
    "exponential lost":   (r"\bexp\(",                  "("),
    "quotient turned":    (r"/(?=S\b)",                 "*"),
    "free index":         (r"\[i\]",                    "[l]"),
    "square of a factor": (r"cos\(x\)(?!\^)",           "cos(x)^2"),
}  # fmt: skip
HARMLESS = {
    ("physics/kepler_orbit.yaml", "7", "factor two lost"): "what is less is a lower bound as well",
    ("algebra/square_of_a_sum.yaml", "7", "factor two lost"): "a^2 + b^2 >= a*b is true as well",
    **{
        ("physics/damped_oscillator.yaml", step, "exponential lost"): "the other factor is zero"
        for step in ("2", "3", "4")
    },
    **{
        ("calculus/limits_lhopital.yaml", "6", edit): "it is about what goes to 0"
        for edit in ("plus to minus", "factor two lost", "square of a factor")
    },
    ("calculus/limits_powers.yaml", "2", "plus to minus"): "what goes to 0 may be subtracted",
    **{
        (f"calculus/{name}.yaml", step, "plus to minus"): "any constant may be subtracted as well"
        for name, step in (
            ("integration_by_parts", "8"),
            *(("logarithmic_integrals", step) for step in ("6", "8", "9")),
        )
    },
    **{
        ("calculus/taylor_orders.yaml", step, "plus to minus"): "a term of an order has no sign"
        for step in ("2", "3", "10", "11", "14", "15", "16", "17", "18")
    },
    **{
        ("calculus/iterated_integrals.yaml", "11", edit): "the integrand is below 1 all the same"
        for edit in ("square to cube", "exponential lost")
    },
    **{
        ("calculus/fourier_sawtooth.yaml", *edit): "the cosine has the mean zero"
        for edit in (("3", "plus to minus"), ("7", "minus to plus"), ("7", "factor two lost"))
    },
}


def broken() -> Iterator[tuple[str, str, str]]:
    """File, step and edit, for every judged step of the library that an edit changes."""
    for name in RIGHT:
        for o in obligations(derivation(name)):
            for edit in EDITS if o.goal else ():
                readable = edit != "free index" or "l" in o.context.sorts
                case = (name, o.step.id, edit)
                if readable and edited(o, edit) and case not in HARMLESS:
                    yield case


def edited(obligation: Obligation, edit: str) -> str | None:
    """The text of a step after the first edit of a kind, in the right side of a claim."""
    source = obligation.step.text.source
    start = _equals_sign(source) if obligation.step.role != "expr" else 0
    wanted, becomes = EDITS[edit]
    changed = source[:start] + re.sub(wanted, becomes, source[start:], count=1)
    return None if changed == source else changed


def _equals_sign(source: str) -> int:
    """Where the sides of an equation meet; a range has one in brackets."""
    signs = [m.start() + 1 for m in re.finditer(" = ", source)]
    outside = [n for n in signs if source[:n].count("(") == source[:n].count(")")]
    return outside[0] if outside else 0


@cache
def broken_claim(name: str, step: str, edit: str) -> Claim | None:
    """What the broken step would have to earn, from the unbroken steps above it."""
    before = derivation(name)
    (old,) = [o for o in obligations(before) if o.step.id == step]
    place, lines = old.step.text.place, before.source.split("\n")
    start = place.column - 1
    line = lines[place.line - 1]
    lines[place.line - 1] = line[:start] + str(edited(old, edit)) + line[start + place.width :]
    (after,) = load(name, "\n".join(lines))
    (new,) = [o for o in obligations(after) if o.step.id == step]
    return new.claim()


@pytest.mark.parametrize(("name", "step", "edit"), list(broken()))
def test_a_broken_line_is_refuted(name: str, step: str, edit: str) -> None:
    claim = broken_claim(name, step, edit)
    assert claim
    assert decide(claim, SETTINGS).name == "refuted"


@pytest.mark.parametrize(("name", "step", "edit"), list(broken()))
def test_the_kernel_alone_proves_no_broken_line(name: str, step: str, edit: str) -> None:
    """Without the second key: what provers find for a false claim is rejected, or nothing.

    Together they may do a tenth of what is done for a step of a file.
    """
    claim = broken_claim(name, step, edit)
    assert claim
    with suppress(OutOfWork), counted(SETTINGS.work // 10):
        for entry in PROVERS:
            evidence = entry.prover(claim, SETTINGS.limits)
            assert evidence is None or not isinstance(judge(claim, evidence), Proved)


@pytest.mark.parametrize(("name", "step", "edit"), list(HARMLESS))
def test_a_harmless_edit_is_not_refuted(name: str, step: str, edit: str) -> None:
    claim = broken_claim(name, step, edit)
    assert claim
    assert decide(claim, SETTINGS).name != "refuted"
