"""The table of diagnostic codes is complete, and every code that is used stands in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import derivcheck
from derivcheck.codes import CODES, Code
from derivcheck.documents.yaml import load

ROOT = Path(derivcheck.__file__).parent
USED = {
    code: path.name
    for path in sorted(ROOT.rglob("*.py"))
    if path.name != "codes.py"
    for code in re.findall(r"\bDC\d{3}\b", path.read_text(encoding="utf-8"))
}
STEPS = [c for c in CODES.values() if c.bad.startswith("- ") and c.good.startswith("- ")]
FILES = [c for c in CODES.values() if re.search(r"^(steps|title):", c.bad, re.MULTILINE)]


def test_every_code_in_use_stands_in_the_table() -> None:
    assert USED.keys() - CODES.keys() == set()


@pytest.mark.parametrize("row", CODES.values(), ids=CODES)
def test_a_row_is_complete(row: Code) -> None:
    assert re.fullmatch(r"DC\d{3}", row.code)
    assert len(row.title) >= 8
    assert not row.title.endswith(".")
    for sentence in (row.explanation, row.why):
        assert len(sentence) >= 20
        assert sentence.endswith(".")
    assert row.bad
    assert row.good
    assert row.bad != row.good


def test_rows_stand_in_order_and_titles_differ() -> None:
    assert list(CODES) == sorted(CODES)
    assert len({row.title for row in CODES.values()}) == len(CODES)


def test_every_family_has_a_row() -> None:
    assert {code[2] for code in CODES} == set("0123456789")


def codes_of(text: str) -> set[str]:
    """What reading a file, or steps in a file with names for them, complains about."""
    if not re.match(r"\w+:", text):
        indented = "\n".join(f"  {line}" for line in text.splitlines())
        text = f"symbols: {{a: real, b: real, x: real, y: real}}\nsteps:\n{indented}\n"
    found = [d for derivation in load("f.yaml", text) for d in derivation.problems]
    steps = [s for derivation in load("f.yaml", text) for s in derivation.steps]
    return {d.code for d in (*found, *(p for s in steps for p in s.problems))}


@pytest.mark.parametrize("row", STEPS + FILES, ids=[row.code for row in STEPS + FILES])
def test_the_examples_of_a_row_are_what_they_say(row: Code) -> None:
    if row.code < "DC3" or "DC7" < row.code < "DC708" or row.code == "DC709":
        assert row.code in codes_of(row.bad)
    else:
        assert codes_of(row.bad) == set()


@pytest.mark.parametrize("row", STEPS + FILES, ids=[row.code for row in STEPS + FILES])
def test_the_mended_examples_can_be_read(row: Code) -> None:
    assert codes_of(row.good) <= ({"DC705"} if row.good.startswith("- note:") else set())
