r"""LaTeX in a derivation file: `latex:`, `names:`, `macros:`; refusals first."""

from __future__ import annotations

import pytest

from derivcheck.checking.check import check_derivation
from derivcheck.diagnostics import Diagnostic
from derivcheck.documents.formatting import formatted
from derivcheck.documents.model import Derivation
from derivcheck.documents.yaml import load
from derivcheck.notation.plain import read
from derivcheck.notation.scope import Scope
from derivcheck.verdicts.settings import Settings

SYMBOLS = "symbols:\n  x: real\n  y: real\n"
PLAIN = SYMBOLS + "steps:\n  - expr: x\n"


def only(text: str) -> Derivation:
    (derivation,) = load("f.yaml", text)
    return derivation


def findings(derivation: Derivation) -> list[Diagnostic]:
    return [*derivation.problems, *(p for s in derivation.every_step for p in s.problems)]


def verdicts(text: str) -> dict[str, str]:
    derivation = only(text)
    assert findings(derivation) == []
    report = check_derivation(derivation, Settings())
    return {step.id: step.verdict.name for step in report.steps if step.verdict}


REFUSED = {
    "a command in the middle": ("DC120", 5, 16, SYMBOLS + "steps:\n  - latex: x + \\foo\n"),
    "in single quotes":        ("DC120", 5, 17, SYMBOLS + "steps:\n  - latex: 'x + \\foo'\n"),
    "in a block":              ("DC120", 7, 9,
        SYMBOLS + "steps:\n  - latex: |\n      x\n      + \\foo\n"),
    "two readings":            ("DC124", 5, 12, SYMBOLS + "steps:\n  - latex: 2\\frac{1}{2}\n"),
    "nothing":                 ("DC008", 5, 11, SYMBOLS + "steps:\n  - latex:\n"),
    "in double quotes":        ("DC025", 5, 12, SYMBOLS + 'steps:\n  - latex: "\\frac12"\n'),
    "a relation that is not read": ("DC126", 5, 12,
        SYMBOLS + "steps:\n  - latex: \\Rightarrow x = y\n"),
    "two relations":           ("DC126", 6, 16,
        SYMBOLS + "steps:\n  - latex: x\n  - latex: = x = y\n"),
    "another relation":        ("DC707", 6, 12,
        SYMBOLS + "steps:\n  - latex: x\n  - latex: \\le x\n    rel: =\n"),
    "a number beside a statement": ("DC206", 6, 12,
        SYMBOLS + "steps:\n  - claim: x = x\n    latex: x\n"),
    "two kinds of mathematics": ("DC705", 5, 5,
        SYMBOLS + "steps:\n  - expr: x\n    claim: x = x\n    latex: x\n"),
    "a spelling of blanks":    ("DC122", 2, 4, "names:\n  '\\,': x\n" + PLAIN),
    "a meaning cut off":       ("DC104", 2, 10, "names:\n  x_1: x + \n" + PLAIN),
    "a macro by its own":      ("DC121", 7, 12,
        "macros:\n  '\\a': '\\a'\n" + SYMBOLS + "steps:\n  - latex: \\a\n"),
    "a macro without a name":  ("DC121", 2, 3, "macros:\n  a b: x\n" + PLAIN),
    "no macro":                ("DC121", 1, 9, "macros: nothing here\n" + PLAIN),
}  # fmt: skip


@pytest.mark.parametrize(("code", "line", "column", "text"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(code: str, line: int, column: int, text: str) -> None:
    found = [(p.code, p.place.line, p.place.column) for p in findings(only(text)) if p.place]
    assert found[0] == (code, line, column)


def test_a_formula_is_read_in_place_of_an_expression() -> None:
    (first, second, third) = only(
        SYMBOLS + "steps:\n  - latex: \\frac{x}{2}\n  - latex: = x/2,\n  - latex: \\le y.\n"
    ).steps
    scope = Scope(only(PLAIN).context.sorts)
    assert [s.text.term for s in (first, second)] == [read("x/2", scope).term] * 2
    assert [s.relation for s in (first, second, third)] == ["=", "=", "<="]
    assert [s.text.source for s in (second, third)] == ["x/2", "y"]
    assert (second.text.place.line, second.text.place.column) == (6, 14)


def test_a_statement_is_a_claim() -> None:
    assert only(SYMBOLS + "steps:\n  - latex: x = x\n").steps[0].role == "claim"


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("expr: x + x\n    latex: 3x", {"1.a": "refuted"}),
        ("expr: x + x\n    latex: 2x", {"1.a": "proved"}),
        ("expr: x + x\n    latex: x + x", {}),
        ("claim: x = x\n    latex: y = y", {"1": "proved", "1.a": "proved"}),
        ("claim: x^2 >= 0\n    latex: x \\ge 0", {"1": "proved", "1.a": "refuted"}),
        ("given: x > 1\n    latex: x > 2", {"1.a": "refuted"}),
    ],
)
def test_a_formula_beside_another_is_proved_to_be_the_same(
    step: str, expected: dict[str, str]
) -> None:
    found = verdicts(SYMBOLS + f"steps:\n  - {step}\n")
    assert found == expected


def test_names_and_macros_of_the_file_are_read() -> None:
    text = (
        "names:\n  '\\hat{y}': y\n  u: x + 1\nmacros: |\n  \\newcommand{\\half}{\\frac12}\n"
        "print:\n  x: \\xi\n" + SYMBOLS + "steps:\n  - latex: \\half(u + \\hat{y}) + \\xi\n"
    )
    (step,) = only(text).steps
    assert step.problems == ()
    scope = Scope(only(text).context.sorts)
    assert step.text.term == read("1/2*((x + 1) + y) + x", scope).term


def test_settings_of_mathjax_may_be_pasted() -> None:
    text = 'macros: {\n  "half": "\\\\frac12",\n  "sq": ["{#1}^2", 1]\n}\n'
    (step,) = only(text + SYMBOLS + "steps:\n  - latex: \\half \\sq{x}\n").steps
    assert step.problems == ()
    assert step.text.term == read("1/2*x^2", Scope(only(text + SYMBOLS + PLAIN).context.sorts)).term


def test_a_name_of_let_is_known_below() -> None:
    text = SYMBOLS + "steps:\n  - latex: x\n    let:\n      s: x + y\n  - latex: s - y\n"
    assert findings(only(text)) == []


def test_formatting_leaves_latex_alone() -> None:
    text = SYMBOLS + "steps:\n  - latex: x  +\\frac12\n"
    assert formatted(text) == text
