"""What is no problem because somebody decided so, in SARIF: told as suppressed, or not at all."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from derivcheck.checking.check import check_derivation
from derivcheck.documents.yaml import load
from derivcheck.reporters.layout import Layout
from derivcheck.reporters.registry import REPORTERS
from derivcheck.verdicts.report import Manner, Report, Suppression
from derivcheck.verdicts.settings import Settings

SCHEMA = Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json"
VALIDATOR = jsonschema.Draft4Validator(json.loads(SCHEMA.read_text("utf-8")))
WRONG = "symbols: {x: real}\nsteps:\n  - expr: x + x\n  - expr: 3*x\n  - expr: 2*x\n"


def results(suppression: Suppression | None, *, quiet: bool = False) -> list[dict[str, Any]]:
    """The results of SARIF on a wrong step, about which something is decided."""
    (derivation,) = load("a.yaml", WRONG)
    file = check_derivation(derivation, Settings())
    decided = (suppression,) if suppression else ()
    steps = (replace(s, suppressions=decided) if s.id == "2" else s for s in file.steps)
    report = Report((replace(file, steps=tuple(steps)),))
    log = json.loads(REPORTERS["sarif"](report, Layout(quiet=quiet)))
    VALIDATOR.validate(log)
    found: list[dict[str, Any]] = log["runs"][0]["results"]
    return found


@pytest.mark.parametrize("manner", ["ignored", "tolerated"])
def test_what_the_configuration_leaves_out_is_no_result(manner: Manner) -> None:
    assert results(Suppression("DC301", manner, "in `ignore`")) == []


@pytest.mark.parametrize("manner", ["allowed", "baselined"])
def test_quiet_leaves_out_what_is_suppressed(manner: Manner) -> None:
    assert results(Suppression("DC301", manner), quiet=True) == []


def test_another_code_suppresses_nothing() -> None:
    (result,) = results(Suppression("DC601", "allowed", "so it is"))
    assert "suppressions" not in result


TOLD: dict[str, tuple[Suppression, dict[str, str]]] = {
    "by the step": (
        Suppression("DC301", "allowed", "x is\nnever 1"),
        {"kind": "inSource", "justification": "x is never 1"},
    ),
    "by the baseline": (
        Suppression("DC301", "baselined"),
        {"kind": "external", "justification": "known, it stands in the baseline"},
    ),
}


@pytest.mark.parametrize("case", TOLD)
def test_what_is_decided_is_told_with_its_reason(case: str) -> None:
    suppression, expected = TOLD[case]
    (plain,), (result,) = results(None), results(suppression)
    assert result.pop("suppressions") == [{"status": "accepted"} | expected]
    assert result == plain
    assert result["level"] == "error"
