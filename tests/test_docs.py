"""The pages are in step with the code: every example runs, every table row reads as it says."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from derivcheck.checking.check import check_derivation
from derivcheck.cli.main import COMMANDS, group
from derivcheck.codes import CODES
from derivcheck.documents.keys import FILE_KEYS, ROLES, STEP_KEYS
from derivcheck.documents.yaml import load
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.evidence import Evidence
from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import ONE, Sym, alpha_equal, conjuncts
from derivcheck.notation.binders import BINDERS
from derivcheck.notation.plain import read
from derivcheck.notation.scope import Scope
from derivcheck.notation.sorts import read_declaration
from derivcheck.notation.spellings import CONSTANTS, FUNCTIONS
from derivcheck.verdicts.report import FileReport
from derivcheck.verdicts.settings import Settings

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "docs" / "language.md", ROOT / "docs" / "latex.md"]
LANGUAGE = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
TRUST = (ROOT / "docs" / "trust.md").read_text(encoding="utf-8")

_BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CONDITION = re.compile(r"# holds where (.+)$")
_VECTOR, _SQUARE = ((ONE, Sym("k")),), ((ONE, Sym("k")), (ONE, Sym("k")))
SCOPE = Scope(
    {
        **dict.fromkeys("xyuv", Sort("real")),
        **dict.fromkeys("iklmn", Sort("integer")),
        "a": Sort("real", _VECTOR),
        "A": Sort("real", _SQUARE),
        "B": Sort("real", _SQUARE),
        "f": Sort("function", arity=1),
    }
)


def examples() -> list[tuple[str, str]]:
    """The YAML examples with the page and line at which each starts."""
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for match in _BLOCK.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            found.append((f"{page.name}:{line}", match[1]))
    return found


def section(page: str, title: str) -> str:
    """A section of a page, without its heading."""
    return page.split(f"\n## {title}\n")[1].split("\n## ")[0]


def rows(text: str, header: str) -> list[list[str]]:
    """The rows of the table with a header, cell by cell."""
    lines = text.split(header + "\n")[1].split("\n\n")[0].splitlines()[1:]
    return [[c.strip().replace(r"\|", "|") for c in re.split(r"(?<!\\)\|", r)[1:-1]] for r in lines]


def code(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


# --- examples ------------------------------------------------------------------------------------


def reports(text: str) -> list[FileReport]:
    return [check_derivation(d, Settings()) for d in load("example.yaml", text)]


@pytest.mark.parametrize("text", [pytest.param(t, id=name) for name, t in examples()])
def test_an_example_gives_what_it_expects(text: str) -> None:
    for report in reports(text):
        found = {s.id: s.verdict.name for s in report.steps if s.verdict and not s.as_expected}
        assert (report.problems, found) == ((), {})
        assert report.passed


@pytest.mark.parametrize("text", [pytest.param(t, id=name) for name, t in examples()])
def test_an_example_lists_the_conditions_it_names(text: str) -> None:
    steps = [s for report in reports(text) for s in report.steps]
    for number, line in enumerate(text.splitlines(), 1):
        if named := _CONDITION.search(line):
            (step,) = [s for s in steps if s.place.line == number]
            assert step.verdict
            assert step.verdict.conditions == (named[1],)


# --- tables --------------------------------------------------------------------------------------

SPELLINGS = [
    *rows(section(LANGUAGE, "Expressions"), "| short form | SymPy form | meaning |"),
    *rows(section(LANGUAGE, "Statements"), "| short form | SymPy form | meaning |"),
]


@pytest.mark.parametrize(("short", "sympy"), [pytest.param(*r[:2], id=r[0]) for r in SPELLINGS])
def test_both_spellings_read_as_the_same_term(short: str, sympy: str) -> None:
    one, two = (read(code(cell)[0], SCOPE).term for cell in (short, sympy))
    assert alpha_equal(one, two)


PARTIAL = rows(section(LANGUAGE, "Conventions"), "| expression | defined where |")


@pytest.mark.parametrize(("cell", "where"), [pytest.param(*r, id=r[0]) for r in PARTIAL])
def test_a_partial_function_is_defined_where_the_page_says(cell: str, where: str) -> None:
    (expression,) = code(cell)
    found = definedness(read(expression, SCOPE).term, Context(SCOPE.names))
    said = [c for text in code(where) for c in conjuncts((read(text, SCOPE).term,))]
    assert list(found) == said


READ = [*FUNCTIONS, *CONSTANTS, *BINDERS, "Piecewise", "piecewise", "KroneckerDelta", "Matrix"]
OPERATORS = re.compile(r"[=!<>]+|and|or|not|in")


@pytest.mark.parametrize("name", sorted({n for n in READ if not OPERATORS.fullmatch(n)}))
def test_every_function_that_is_read_is_on_the_page(name: str) -> None:
    cells = section(LANGUAGE, "Expressions")
    assert re.search(rf"`(?:[^`\n]*[^\w`])?{re.escape(name)}(?:[^\w`][^`\n]*)?`", cells), name


def test_the_page_names_no_function_that_is_not_read() -> None:
    table = rows(section(LANGUAGE, "Expressions"), "| function | also written | what it is |")
    named = [word for row in table for cell in row[:2] for word in code(cell)]
    assert not [word for word in named if word != "x!" and word not in READ]


SORTS = rows(section(LANGUAGE, "Symbols and sorts"), "| sort | meaning |")


@pytest.mark.parametrize("text", [text for row in SORTS for text in code(row[0])])
def test_every_sort_of_the_page_can_be_declared(text: str) -> None:
    sort, _ = read_declaration("w", text, SCOPE)
    assert sort.base


def test_the_page_names_every_key_of_a_file() -> None:
    cells = rows(section(LANGUAGE, "The file"), "| key | what it holds |")
    assert {name for row in cells for name in code(row[0])} == FILE_KEYS.keys()


def test_the_page_names_every_key_of_a_step() -> None:
    tables = section(LANGUAGE, "Steps").split("and any of these")
    cells = [row for text in tables for row in rows(text, "| key | what it says |")]
    assert {name for row in cells for name in code(row[0])} == {*STEP_KEYS, *ROLES}


def told(text: str) -> str:
    return " ".join(text.split()).replace("|", r"\|")


def test_the_page_of_codes_is_the_table() -> None:
    page = (ROOT / "docs" / "codes.md").read_text(encoding="utf-8")
    found = [line for line in page.splitlines() if line.startswith("| `DC")]
    made = [
        f"| `{row.code}` | {told(row.title)} | {told(row.explanation)} |" for row in CODES.values()
    ]
    assert found == made


def test_every_option_of_the_command_line_is_on_a_page() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    context = click.Context(group)
    options = [
        option
        for row in COMMANDS
        for option in group.get_command(context, row.name).params
        if isinstance(option, click.Option)
    ]
    names = [name for option in options for name in (max(option.opts, key=len), option.opts[-1])]
    written = r"`{0}`|{0}\b|`{1}`"
    missing = [n for n in names if not re.search(written.format(n, n.strip("-")), text)]
    assert [n for n in missing if n != "--output"] == []


def test_trust_describes_every_kind_of_evidence() -> None:
    for kind in Evidence.__args__:
        assert f"**{kind.__name__}" in TRUST, kind.__name__
