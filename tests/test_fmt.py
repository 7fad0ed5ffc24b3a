"""`derivcheck fmt`: blanks and quotes change, what a file says does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from derivcheck.cli.main import group
from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.formatting import formatted
from derivcheck.documents.meaning import meaning
from derivcheck.notation.grammar import parse
from derivcheck.notation.spacing import spaced
from derivcheck.notation.tokens import tokenize

LIBRARY = Path(__file__).parent.parent / "derivations"
HEAD = "derivcheck: 1\nsymbols: {x: real, y: real, k: positive integer, a: 'real[k]'}\n"

SPACED = {
    "x +":                    None,          # is read as it is meant as far as it goes
    "x ? y":                  None,
    "x +\n      y":           None,          # ends of lines are the author's
    "a * b":                  None,
    "-1/y * (a - b)":         None,
    "lim(f, x -> 0+)":        None,
    "a+b":                    "a + b",
    "a  -b*c":                "a - b*c",
    "a *b/ c":                "a*b/c",
    "- x":                    "-x",
    "x ^ - 1":                "x^-1",
    "2 ** -x":                "2**-x",
    "f (x)":                  "f(x)",
    "( a+b )":                "(a + b)",
    "||x|-1|+| y |":          "||x| - 1| + |y|",
    "sum(f,j=1 .. k,j!=i)":   "sum(f, j = 1..k, j != i)",
    "lim(f,x->0,+)":          "lim(f, x -> 0, +)",
    "for all x:x>0":          "for all x: x > 0",
    "not(a=b)":               "not (a = b)",
    "x in{-1,1}":             "x in {-1, 1}",
    "1 {i=j}*x !":            "1{i = j}*x!",
    "A .T@B":                 "A.T @ B",
    "x≤y":                    "x ≤ y",
}  # fmt: skip


def evened(text: str) -> str:
    for span, new in reversed(spaced(text)):
        text = text[: span.start] + new + text[span.stop :]
    return text


@pytest.mark.parametrize("text", SPACED)
def test_blanks_are_even(text: str) -> None:
    assert evened(text) == (SPACED[text] or text)


PIECES = "x y 12 ( ) [ ] | + - * / ^ ** = <= , .. ! not and in f for : √ ≤ -> @".split()


@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " ", "  "]))))
def test_nothing_but_blanks_changes_and_once_is_enough(pieces: list[tuple[str, str]]) -> None:
    text = "".join(piece + blank for piece, blank in pieces).strip()
    try:
        parse(text)
    except Diagnosis:
        return
    new = evened(text)
    assert [t[:2] for t in tokenize(new)] == [t[:2] for t in tokenize(text)]
    assert new.replace(" ", "") == text.replace(" ", "")
    assert evened(new) == new


FILES = {
    "comments and order": (
        "steps:\n  - expr: x+y   # one  \n    note: 'a'\n  - expr: (y)+x#1\n",
        "steps:\n  - expr: x + y   # one\n    note: 'a'\n  - expr: (y)+x#1\n",
    ),
    "quotes": (
        "steps:\n  - expr: 'x+y'\n  - expr: \"y+x\"\n  - expr: '|x|'\n  - expr: '1'\n"
        "  - {expr: 'max(x, y)', label: 'l'}\n",
        "steps:\n  - expr: x + y\n  - expr: y + x\n  - expr: '|x|'\n  - expr: '1'\n"
        "  - {expr: 'max(x, y)', label: 'l'}\n",
    ),
    "tables and lists": (
        "define:\n  f(t):   t+1\nassume:\n  - x>0\n  - 'y>0'\nsteps:\n  - expr: f(x)\n"
        "    let: {u: x+1}\n",
        "define:\n  f(t):   t + 1\nassume:\n  - x > 0\n  - y > 0\nsteps:\n  - expr: f(x)\n"
        "    let: {u: x + 1}\n",
    ),
    "blocks of lines": (
        "steps:\n  - expr: >-\n      x+\n      y \n    note: |\n      a  \n      b\n\n\n",
        "steps:\n  - expr: >-\n      x +\n      y \n    note: |\n      a  \n      b\n",
    ),
    "lines of Windows": ("steps:\r\n  - expr: x+y \r\n", "steps:\r\n  - expr: x + y\r\n"),
    "no end of line":   ("steps:\n  - expr: x", "steps:\n  - expr: x\n"),
    "two documents": (
        "steps:\n  - expr: x+y\n---\nsymbols: {z: real}\nsteps:\n  - expr: z*z+ 1\n",
        "steps:\n  - expr: x + y\n---\nsymbols: {z: real}\nsteps:\n  - expr: z*z + 1\n",
    ),
    "a step that cannot be read": (
        "steps:\n  - expr: q+x\n  - expr: x+y\n", "steps:\n  - expr: q+x\n  - expr: x + y\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FILES)
def test_a_file_is_laid_out(case: str) -> None:
    before, after = FILES[case]
    found = formatted(HEAD + before)
    assert found == HEAD + after
    assert meaning(found) == meaning(HEAD + before)
    assert formatted(found) == found


def test_the_library_is_laid_out() -> None:
    for path in LIBRARY.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert formatted(text) == text, path


# ------------------------------------------------------------ the command

UGLY = f"{HEAD}steps:\n  - expr: x+y\n"
EVEN = f"{HEAD}steps:\n  - expr: x + y\n"


def run(*arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(
        group, ["fmt", *arguments], input=text and text.encode(), standalone_mode=False
    )


@pytest.fixture
def ugly(tmp_path: Path) -> Path:
    path = tmp_path / "ugly.yaml"
    path.write_text(UGLY)
    return path


def test_a_file_is_written(ugly: Path) -> None:
    assert run(str(ugly)).return_value == 0
    assert ugly.read_text() == EVEN


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_asking_changes_nothing(ugly: Path, option: str) -> None:
    result = run(str(ugly), option)
    assert (result.return_value, ugly.read_text()) == (1, UGLY)
    assert ("\n-  - expr: x+y\n+  - expr: x + y\n" in result.stdout) == (option == "--diff")
    ugly.write_text(EVEN)
    assert run(str(ugly), option).return_value == 0


def test_standard_input_goes_to_standard_output() -> None:
    assert run("-", text=UGLY).stdout == EVEN


def test_what_cannot_be_read_is_left_alone(ugly: Path) -> None:
    other = ugly.with_name("wrong.yaml")
    other.write_text("symbols: &a {x: real}\nsteps:\n  - expr: x+x\n")
    before = other.read_text()
    result = run(str(ugly.parent))
    assert (result.return_value, other.read_text(), ugly.read_text()) == (1, before, EVEN)
    assert "DC006" in result.output
