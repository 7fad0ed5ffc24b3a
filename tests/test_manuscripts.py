"""LaTeX and Markdown documents: marks, displayed formulas, lines and chains, and what fix does."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from yaml import safe_load

from derivcheck.checking.check import check_derivation
from derivcheck.checking.fixes import fixed
from derivcheck.cli.main import main
from derivcheck.cli.sources import find
from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.loading import guess, load, readings
from derivcheck.documents.manuscripts.blocks import Mark
from derivcheck.documents.manuscripts.marks import said_by
from derivcheck.documents.manuscripts.transcription import spelled, transcribed
from derivcheck.documents.meaning import meaning, meant
from derivcheck.documents.model import Derivation
from derivcheck.documents.positions import Source
from derivcheck.verdicts.settings import Settings

NAMES = "% derivcheck: x, y real; f function\n"


def problems(derivations: tuple[Derivation, ...]) -> list[Diagnostic]:
    """Everything that is wrong, in order."""
    steps = [step for d in derivations for step in d.every_step]
    return [*(p for d in derivations for p in d.problems), *(p for s in steps for p in s.problems)]


REFUSED = {
    # name: (end of the name, text, code, line, column, what stands there)
    "no mark":
        (".tex", "\\[ x = x \\]", "DC141", 1, 1, "\\"),
    "mark below all formulas":
        (".tex", "\\[ x = x \\]\n% derivcheck: x real\n", "DC141", 2, 14, " x real"),
    "mark for a formula and one for none":
        (".tex", "\\[ x = x \\] % derivcheck: x real\n % derivcheck: y real\n",
         "DC141", 2, 15, " y real"),
    "unknown word":
        (".tex", "% derivcheck: asume x > 0\n\\[ x = x \\]", "DC140", 1, 15, "asume x > 0"),
    "an equation that may define or be assumed":
        (".tex", "% derivcheck: S = x^2\n\\[ x = x \\]", "DC140", 1, 15, "S = x^2"),
    "a list that ends in a bare name":
        (".tex", "% derivcheck: x real, y\n\\[ x = x \\]", "DC140", 1, 15, "x real, y"),
    "a relation without its right side":
        (".tex", "% derivcheck: x real, x \\leq\n\\[ x = x \\]", "DC104", 1, 29, ""),
    "definition without a name":
        (".tex", "% derivcheck: define S\n\\[ x = x \\]", "DC140", 1, 22, "S"),
    "sort that is none":
        (".tex", "% derivcheck: x reel\n\\[ x = x \\]", "DC209", 1, 17, "reel"),
    "unknown key":
        (".tex", "% derivcheck:\n%   symbol: {x: real}\n\\[ x = x \\]", "DC004", 2, 5, "symbol"),
    "steps in a mark":
        (".tex", "% derivcheck:\n%   steps: [x]\n\\[ x = x \\]", "DC004", 2, 5, "steps"),
    "keys with broken YAML":
        (".tex", "% derivcheck:\n%   symbols: {x: real\n\\[ x = x \\]", "DC011", 2, 14, "{x: real"),
    "formula without an end":
        (".tex", NAMES + "\\begin{align}\n x &= y", "DC142", 2, 1, "\\begin{align}"),
    "formula without a relation":
        (".tex", NAMES + "\\[ x + y \\]", "DC145", 2, 1, "\\"),
    "a condition that is denied":
        (".tex", NAMES + "\\[ |x| = -x \\quad \\text{if not } x > 0 \\]", "DC124", 2, 19, "\\text"),
    "a condition that is never met":
        (".tex", NAMES + "\\[ |x| = x \\quad \\text{for no } x < 0 \\]", "DC124", 2, 18, "\\text"),
    "a condition that some meet":
        (".tex", NAMES + "\\[ |x| = x \\quad (\\text{for some } x > 0) \\]", "DC124", 2, 18, "("),
    "a factor in a cell":
        (".tex", NAMES + "\\begin{align} x &= y & 2 \\end{align}", "DC124", 2, 24, "2"),
    "two formulas with a wide space between":
        (".tex", NAMES + "\\[ 2x = 4 \\quad x = 2 \\]", "DC124", 2, 17, "x = 2"),
    "what could be a condition behind a comma":
        (".tex", NAMES + "\\[ |x| = x, \\quad x = y \\]", "DC124", 2, 19, "x"),
    "about":
        (".tex", NAMES + "\\[ x \\approx y \\]", "DC143", 2, 6, "\\approx"),
    "unknown name":
        (".tex", NAMES + "\\begin{align}\n  x &= x \\\\\n    &= z\n\\end{align}",
         "DC201", 4, 8, "z"),
    "unknown command":
        (".md", "<!-- derivcheck: x real -->\n\n$$ x = \\foo x $$", "DC120", 3, 8, "\\foo"),
    "unknown label":
        (".tex", NAMES + "\\[ x = x \\]\n% derivcheck: x real; using eq:b\n\\[ x = x \\]",
         "DC701", 3, 29, "eq:b"),
    "assumption of a line that goes on":
        (".tex", NAMES + "\\[ x = x \\label{a} \\]\n% derivcheck: using a; assume y > 0\n"
         "\\[ y = y \\]", "DC144", 3, 31, "y > 0"),
    "front matter with an unknown key":
        (".md", "---\nderivcheck:\n  symbol: {x: real}\n---\n$$ x = x $$", "DC004", 3, 3, "symbol"),
    "no UTF-8":
        (".tex", b"\xff\xfe\x00", "DC002", 1, 1, ""),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_told_where_it_stands(case: str) -> None:
    end, text, code, line, column, shown = REFUSED[case]
    found = problems(load("notes" + end, text))
    assert [p.code for p in found][:1] == [code], found
    place = found[0].place
    assert place is not None
    assert (place.line, place.column) == (line, column)
    if isinstance(text, str):
        assert text.splitlines()[line - 1][column - 1 :].startswith(shown)


READ = {
    # name: (end of the name, text, steps: role, relation, where it stands)
    "a chain":
        (".tex", NAMES + "\\begin{align}\n x &= y \\\\\n &\\le f(x),\n\\end{align}",
         ["3:2 expr x", "3:7 expr = y", "4:7 expr <= f(x)"]),
    "two relations in a line":
        (".tex", NAMES + "\\[ x = y = f(x) \\]",
         ["2:4 expr x", "2:8 expr = y", "2:12 expr = f(x)"]),
    "a line that begins with an operation":
        (".tex", NAMES + "\\begin{align*} x &= y \\\\ &\\quad + f(x) \\\\ &= x \\end{align*}",
         ["2:16 expr x", "2:21 expr = y \\quad + f(x)", "2:46 expr = x"]),
    "a line that begins in an open bracket":
        (".tex", NAMES + "\\begin{multline} x = \\bigl(y \\\\ + x\\bigr) \\end{multline}",
         ["2:18 expr x", "2:22 expr = \\bigl(y + x\\bigr)"]),
    "statements":
        (".tex", NAMES + "\\begin{align}\n 2x &= 4 \\\\\n x &= 2\n\\end{align}",
         ["3:2 given 2x = 4", "4:2 implies x = 2"]),
    "a minus begins a statement":
        (".tex", NAMES + "\\begin{align}\n x &= 4 \\\\\n -x &= -4\n\\end{align}",
         ["3:2 given x = 4", "4:2 implies -x = -4"]),
    "systems":
        (".tex", NAMES + "\\[ \\left\\{\\begin{array}{rcl} x &=& 1 \\\\ y &=& 2 \\end{array}"
         "\\right. \\iff \\begin{cases} x = 1 \\\\ y = 2 \\end{cases} \\iff x = 1, y = 2 \\]",
         ["2:4 given \\left\\{\\begin{array}{rcl} x &=& 1 \\\\ y &=& 2 \\end{array}\\right.",
          "2:73 iff \\begin{cases} x = 1 \\\\ y = 2 \\end{cases}", "2:119 iff x = 1, y = 2"]),
    "cells of one sum, and of a list":
        (".tex", NAMES + "\\begin{align} x & + y & = 4, && x &= y \\end{align}",
         ["2:15 given x + y = 4 ∧ x = y"]),
    "connectives":
        (".tex", NAMES + "\\[ 2x = 4 \\iff x = 2 \\implies x^2 = 4 \\]",
         ["2:4 given 2x = 4", "2:16 iff x = 2", "2:31 implies x^2 = 4"]),
    "statements with words between":
        (".tex", NAMES + "\\[ x = 4, \\quad\\text{or}\\quad x = 2 \\implies x > 1 \\land x < 5 \\]",
         ["2:4 given x = 4, \\quad\\text{or}\\quad x = 2", "2:46 implies x > 1 \\land x < 5"]),
    "an equivalence with bounds on both sides":
        (".tex", NAMES + "\\[ |x| < 1 \\iff -1 < x < 1 \\iff 0 < x + 1 < 2 \\]",
         ["2:4 given |x| < 1", "2:17 iff -1 < x < 1", "2:33 iff 0 < x + 1 < 2"]),
    "bounds on both sides, line by line":
        (".tex", NAMES + "\\begin{align} 0 < x &< 1 \\\\ 0 < x^2 &< 1 \\end{align}",
         ["2:15 given 0 < x < 1", "2:29 implies 0 < x^2 < 1"]),
    "a list that opens with what is about no name":
        (".tex", NAMES + "\\begin{gather} 1 + 1 = 2 \\\\ x = x \\end{gather}",
         ["2:16 claim 1 + 1 = 2", "2:29 implies x = x"]),
    "two calculations":
        (".tex", NAMES + "\\begin{align} x &= x + 0 = x \\\\ y &= 1y = y \\end{align}",
         ["2:15 expr x", "2:20 expr = x + 0", "2:28 expr = x",
          "2:33 expr none y", "2:38 expr = 1y", "2:43 expr = y"]),
    "a system of which both are given":
        (".tex", NAMES + "\\begin{align}\n x + y &= 3 \\\\\n x - y &= 1 \\\\ % derivcheck: given\n"
         " 2x &= 4\n\\end{align}",
         ["3:2 given x + y = 3", "4:2 given x - y = 1", "5:2 implies 2x = 4"]),
    "claims":
        (".tex", "% derivcheck: x, y real; claim\n\\begin{gather} x = x \\\\ y = y \\end{gather}",
         ["2:16 claim x = x", "2:25 claim y = y"]),
    "remarks, numbers and labels say nothing":
        (".tex", NAMES + "\\begin{align}\n x &= y && \\text{(by hand)} \\tag{1} \\\\[2pt]\n"
         "\\intertext{and so}\n &= x \\label{eq:a} \\nonumber\n\\end{align}",
         ["3:2 expr x", "3:7 expr = y", "5:5 expr = x"]),
    "rows of rows":
        (".tex", NAMES + "\\begin{equation}\\begin{split}\n x &= \\begin{cases} 1 & x > 0 \\\\ 2 &"
         " x \\le 0 \\end{cases} \\\\ &= y\n\\end{split}\\end{equation}",
         ["3:2 expr x", "3:7 expr = \\begin{cases} 1 & x > 0 \\\\ 2 & x \\le 0 \\end{cases}",
          "3:64 expr = y"]),
    "columns of statements":
        (".tex", NAMES + "\\begin{align} x &= 1, & y &= 2 \\\\ x^2 &= 1 & y^2 &= 4 \\end{align}",
         ["2:15 given x = 1 ∧ y = 2", "2:35 implies x^2 = 1 ∧ y^2 = 4"]),
    "columns of calculations":
        (".tex", NAMES + "\\begin{align} x &= x + 0 & y &= 1y \\\\ &= 1x & &= y \\end{align}",
         ["2:15 expr x", "2:20 expr = x + 0", "2:42 expr = 1x",
          "2:28 expr none y", "2:33 expr = 1y", "2:50 expr = y"]),
    "ampersands that divide no statements":
        (".tex", NAMES + "\\begin{align} x &= y & + 1 \\\\ & = x & = y \\end{align}",
         ["2:15 expr x", "2:20 expr = y + 1", "2:35 expr = x", "2:41 expr = y"]),
    "a condition in a column, and one of words":
        (".tex", NAMES + "\\begin{align} x &= y & y &> 0 \\\\ &= 1y && y > 1 \\\\"
         " &= y \\quad \\text{for } f(x) = 1 \\end{align}",
         ["2:24 given y > 0", "2:43 given y > 1", "2:75 given f(x) = 1", "2:15 expr none x",
          "2:20 expr = y", "2:37 expr = 1y", "2:55 expr = y"]),
    "conditions are given":
        (".tex", NAMES + "\\begin{align} x &= 1x && x > 1 \\\\ &= x \\quad\\text{for } y > 0 "
         "\\\\ &= x + 0 & (y = \\foo x) \\end{align}",
         ["2:26 given x > 1", "2:57 given y > 0", "2:15 expr none x", "2:20 expr = 1x",
          "2:38 expr = x", "2:69 expr = x + 0"]),
    "what is named where a calculation opens":
        (".tex", NAMES + "\\[ E := x + 0 = x \\]",
         ["2:4 given E := x + 0", "2:9 expr none x + 0", "2:17 expr = x"]),
    "boxes around statements, and around a number":
        (".tex", NAMES + "\\begin{align} \\boxed{x = y} \\\\ \\Aboxed{2x &= 2y} \\\\"
         " \\iff x = \\boxed{y} \\end{align}",
         ["2:22 given x = y", "2:40 implies 2x = 2y", "2:58 iff x = \\boxed{y}"]),
    "both signs":
        (".tex", NAMES + "\\[ x = \\pm y \\]", ["2:4 expr x", "2:4 claim x = \\pm y"]),
    "an array of rows":
        (".tex", NAMES + "\\[ \\begin{array}{rcl} x & = & y \\\\ & = & x \\end{array} \\]",
         ["2:23 expr x", "2:31 expr = y", "2:42 expr = x"]),
    "comments and what is printed as it stands":
        (".tex", "% derivcheck: x real\n\\verb|$$ x = 1 $$| % $$ x = 1 $$\n"
         "\\begin{verbatim}\n\\[ x = 3 \\]\n\\end{verbatim}\n\\[ x % = 2\n = x \\]",
         ["6:4 expr x", "7:4 expr = x"]),
    "a macro":
        (".tex", "\\newcommand{\\half}{\\frac12}\n" + NAMES + "$$ x = \\half x $$",
         ["3:4 expr x", "3:8 expr = \\half x"]),
    "macros with arguments where a side begins and ends":
        (".tex", "\\newcommand{\\sq}[1]{#1^2}\\newcommand{\\first}[2]{#1}\n" + NAMES +
         "\\[ \\sq{x} = \\first{x^2}{y} = x \\sq{x}/\\sq{x}, \\]",
         ["3:4 expr \\sq{x}", "3:13 expr = \\first{x^2}{y}",
          "3:30 expr = x \\sq{x}/\\sq{x}"]),
    "empty braces that make room":
        (".tex", NAMES + "\\begin{align} x &= {} y \\\\ {}={} & x \\end{align}",
         ["2:15 expr x", "2:20 expr = {} y", "2:31 expr = {} x"]),
    "sub-steps, and lines of another display":
        (".tex", NAMES + "\\[ x = y \\label{a} \\]\n% derivcheck: because a; continues\n"
         "\\[ y = y + 0 \\]\n% derivcheck: continues\n\\[ = x \\]\n"
         "% derivcheck: continues; claim\n\\[ {x = 1 \\iff y = 1} \\]\n",
         ["2:4 expr x", "2:8 expr = y", "6:6 expr = x", "8:4 claim {x = 1 \\iff y = 1}"]),
    "what a line means":
        (".tex", NAMES + "\\[ x = y/x/2 \\] % derivcheck: plain (y/x)/2\n",
         ["2:4 expr x", "2:37 expr = (y/x)/2"]),
    "from one line alone":
        (".tex", NAMES + "\\begin{align} x &= 1 \\label{a} \\\\ % derivcheck: given\n"
         "y &= 2 \\\\ % derivcheck: given\n\\implies x^2 &= 1 % derivcheck: from a\n\\end{align}",
         ["2:15 given x = 1", "3:1 given y = 2", "4:10 implies x^2 = 1"]),
    "digits":
        (".tex", NAMES + "\\[ x = \\pi \\approx 3.14 \\]",
         ["2:4 expr x", "2:8 expr = \\pi", "2:8 claim \\pi \\approx 3.14"]),
    "a preamble":
        (".tex", "% derivcheck: x real; all\n\\begin{document}\n\\[ x = x \\] \\[ x + 1 \\]\n"
         "% derivcheck: skip\n\\[ x = 2x \\]\n\\end{document}\n$$ x = 3 $$",
         ["3:4 expr x", "3:8 expr = x"]),
    "Markdown goes on":
        (".md", "<!-- derivcheck: x real -->\n$$ x $$\nand\n$$ = x $$\n`$$ = 2 $$`\n",
         ["2:4 expr x", "4:6 expr = x"]),
    "Markdown with front matter, code and escapes":
        (".md", "---\nderivcheck: x_1 real\n---\n"
         "```\n$$ x = 1 $$\n```\n<!-- derivcheck: y real -->\n"
         "\\\\[ x\\_1 = x\\_1 + 0 \\\\\\\\ = x\\_1 \\\\]",
         ["8:5 expr x _1", "8:12 expr = x _1 + 0", "8:28 expr = x _1"]),
    "a fence of mathematics":
        (".md", "<!-- derivcheck: x real -->\n```math\nx = x\n```\n",
         ["3:1 expr x", "3:5 expr = x"]),
}  # fmt: skip


@pytest.mark.parametrize("case", READ)
def test_a_document_becomes_steps(case: str) -> None:
    end, text, wanted = READ[case]
    derivations = load("notes" + end, text)
    found = []
    for step in (s for d in derivations for s in d.steps):
        words = [step.role, *([step.origin] if step.origin and step.role == "expr" else [])]
        opening = step.role != "expr" or not found or step.origin == "none"
        words += [] if opening else [step.relation]
        at = f"{step.text.place.line}:{step.text.place.column}"
        found.append(" ".join([at, *words, *step.text.source.split()]))
    assert found == wanted
    assert problems(derivations) == []


def test_a_block_of_keys_says_what_a_file_says() -> None:
    marked = (
        "% derivcheck:\n%   symbols:\n%     x: real  # of the page\n"
        "%   define: {S: x + 1}\n%   assume: ['x > 0', x < 2]\n\\[ S - 1 = x \\]\n"
    )
    (derivation,) = load("notes.tex", marked)
    plain = "symbols: {x: real}\ndefine: {S: x + 1}\nassume: [x > 0, x < 2]\nsteps: [{expr: x}]\n"
    (wanted,) = load("notes.yaml", plain)
    assert derivation.context == wanted.context
    assert [d.name for d in derivation.definitions] == ["S"]
    assert derivation.definitions[0].body.place.line == 4


SHORT = {
    # a mark -> the same in full
    "x, n real, x > 0": "x, n real; assume x > 0",
    "x real in (0, 1), n integer; x != n": "x real in (0, 1); n integer; assume x != n",
    r"x real, n real; x \neq \frac{n}{2}": "x, n real; assume x != n/2",
    r"x, n real; x + n \le 2, x - n = 1": "x, n real; assume x + n <= 2; assume x - n = 1",
    r"\theta, x real, n real; \theta < x": "theta, x real; n real; assume theta < x",
    r"x, n real, S := x^{2}": "x, n real; define S = x^2",
    "x, n real; S := 2 x n; 2 x > n": "x, n real; define S = 2*x*n; assume 2*x > n",
    r"x, n real; f(t) := t + \sqrt{t}": "x, n real; define f(t) = t + sqrt(t)",
}


@pytest.mark.parametrize("short", SHORT)
def test_declarations_in_short(short: str) -> None:
    def made(mark: str) -> tuple[object, ...]:
        (derivation,) = load("notes.tex", f"% derivcheck: {mark}\n\\[ x = n \\]\n")
        assert problems((derivation,)) == []
        return derivation.context, [(d.name, d.body.term) for d in derivation.definitions]

    assert made(short) == made(SHORT[short])


def test_what_a_block_declares_is_of_this_block_only() -> None:
    text = "% derivcheck: x real\n\\[ x = x \\]\n% derivcheck: y real\n\\[ y = x \\]\n"
    first, second = load("notes.tex", text)
    assert problems((first,)) == []
    assert [p.code for p in problems((second,))] == ["DC201"]


def test_a_block_that_declares_one_of_several_names_leaves_the_others() -> None:
    text = "% derivcheck: document; x, n real; y: real[3]\n% derivcheck: x integer\n\\[ x = n \\]\n"
    (derivation,) = load("notes.tex", text)
    assert problems((derivation,)) == []
    sorts = {name: sort.base for name, sort in derivation.context.sorts.items()}
    assert sorts == {"x": "integer", "n": "real", "y": "real"}


HINTS = {
    "a number": ("y", "declare it in a mark, such as `derivcheck: y real`"),
    "the imaginary unit": ("i x", "say `field complex` in a mark"),
    "a spelling": (r"\hat{y}_1", "say in a mark, such as `derivcheck: name"),
}


@pytest.mark.parametrize(("formula", "hint"), HINTS.values(), ids=HINTS)
def test_hints_say_what_a_mark_says(formula: str, hint: str) -> None:
    (derivation,) = load("notes.tex", f"% derivcheck: x real\n\\[ x = {formula} \\]\n")
    (problem,) = problems((derivation,))
    assert hint in problem.hint


SEEDED = r"""\documentclass{article}
% derivcheck: x, y real
\begin{document}
The squares are
% derivcheck: title Squares
\begin{align}
  (x + y)^2 - (x - y)^2 &= x^2 + 2xy + y^2 - (x^2 - 2xy + y^2) \label{eq:square} \\ % by hand
                        &= 5\,x\,y .
\end{align}
By \eqref{eq:square},
% derivcheck: using eq:square
\[ (x + y)^2 = (x - y)^2 + 4xy \]
\end{document}
"""


def test_a_wrong_line_is_blamed_and_no_other() -> None:
    reports = [check_derivation(d, Settings()) for d in load("notes.tex", SEEDED)]
    assert [report.title for report in reports] == ["Squares"]
    wrong = [s.place.line for r in reports for s in r.steps if s.found.name == "refuted"]
    assert wrong == [8]
    proved = [s.place.line for r in reports for s in r.steps if s.verdict is not None]
    assert proved == [7, 8, 12]


def test_every_relation_of_a_line_rests_on_what_is_given() -> None:
    text = (
        NAMES
        + "\\begin{align} x &= y + 1 \\\\ x^2 &= (y + 1)^2 \\\\ x - y &= 1 = x - y \\end{align}"
    )
    (derivation,) = load("notes.tex", text)
    assert [s.using for s in derivation.steps] == [(), (), ("line 2",), ("line 2",)]
    report = check_derivation(derivation, Settings())
    assert {s.found.name for s in report.steps if s.verdict} == {"proved"}


def test_a_link_within_a_line_joins_its_two_sides_alone() -> None:
    text = NAMES + "\\[ x = 1 \\implies x^2 = 1 \\implies x = 1 \\]"
    (derivation,) = load("notes.tex", text)
    assert [s.using for s in derivation.steps] == [(), (), ()]
    text = NAMES + "\\begin{gather} x = 1 \\\\ \\implies x^2 = 1 \\\\ \\implies x = 1 \\end{gather}"
    (derivation,) = load("notes.tex", text)
    assert [s.using for s in derivation.steps] == [(), (), ("line 2",)]


MARKDOWN = """\
<!-- derivcheck: n positive integer -->
We have $1 + 3 = 4$, and\r
$$\r
\\begin{aligned}\r
\\sum_{k=1}^n (2k - 1) &= n(n+1) - n \\\\\r
  &= n^2 + 1\r
\\end{aligned}\r
$$\r
"""


@pytest.mark.parametrize(
    ("path", "text", "old", "new"),
    [("a.tex", SEEDED, "5\\,x", "4\\,x"), ("a.md", MARKDOWN, "n^2 + 1", "n^2")],
)
def test_fix_mends_a_seeded_mistake_and_touches_no_other_byte(
    path: str, text: str, old: str, new: str
) -> None:
    result = fixed(path, text, Settings(), lambda _: True)
    assert result.text == text.replace(old, new)
    assert [fix.after.found.name for fix in result.fixes] == ["proved"]


NOTEBOOK = r"""{
 "cells": [
  {"cell_type": "code", "source": ["$$ x = 2 $$"], "outputs": [{"text": "$$ x = 3 $$"}]},
  {"metadata": {"source": "$$ x = 4 $$"}, "source": [
    "<!-- derivcheck: x real; name \\hat{x} = x -->\n",
    "$$ (x + 1)^2 = x(x + 2) + 1 \\\\ % \"by hand\"\n",
    "= \\hat{x}^2 + 3x + 1 $$\n"], "cell_type": "markdown"}
 ],
 "metadata": {"source": ["$$ x = 5 $$"]}
}
"""


def test_the_markdown_cells_of_a_notebook_are_read_and_mended() -> None:
    (derivation,) = load("notes.ipynb", NOTEBOOK)
    assert problems((derivation,)) == []
    found = [(s.text.place.line, s.text.place.column) for s in derivation.steps]
    assert found == [(6, 9), (6, 21), (7, 9)]
    result = fixed("notes.ipynb", NOTEBOOK, Settings(), lambda _: True)
    changed = result.text.splitlines()
    assert [n for n, line in enumerate(NOTEBOOK.splitlines()) if line != changed[n]] == [6]
    assert json.loads(result.text)["cells"][1]["cell_type"] == "markdown"


@pytest.mark.parametrize("text", ["", "[", "{}}", '{"cells": "x"}', '{"cells": [["a"', "]]"])
def test_what_is_no_notebook_has_no_formula(text: str) -> None:
    assert [p.code for p in problems(load("notes.ipynb", text))] == ["DC141"]


def test_a_folder_is_searched_for_documents_with_marks(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Notes\n$$ x = 1 $$\nderivcheck checks them\n")
    (tmp_path / "plain.tex").write_text("\\[ x = 1 \\]\n% derivcheck is not asked\n")
    with pytest.raises(Diagnosis, match="no derivation"):
        find([str(tmp_path)])
    (tmp_path / "marked.tex").write_text(NAMES + "\\[ x = x \\]\n")
    assert find([str(tmp_path)]).files == ((tmp_path / "marked.tex").as_posix(),)
    assert len(find([str(tmp_path / "plain.tex")]).files) == 1


PAGE = (Path(__file__).parent.parent / "docs" / "documents.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```(latex|markdown)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("number", range(3))
def test_an_example_of_the_page_is_proved(number: int) -> None:
    kind, text = EXAMPLES[number]
    derivations = load("notes" + {"latex": ".tex", "markdown": ".md"}[kind], text)
    assert problems(derivations) == []
    reports = [check_derivation(d, Settings()) for d in derivations]
    assert {s.found.name for r in reports for s in r.steps if s.verdict} == {"proved"}


def test_every_item_of_the_page_is_one_that_a_mark_holds() -> None:
    items = PAGE.split("| item | it says |")[1].split("\n\n")[0]
    quoted = [
        q for row in items.splitlines()[2:] for q in re.findall(r"`([^`]+)`", row.split("|")[1])
    ]
    for item in quoted:
        mark = Mark(0, item.replace("...", "so"))
        assert said_by((mark,), Source.of(mark.text)).problems == [], item
    assert len(quoted) == 25


WRITTEN = """\
derivcheck: 1
title: Squares
symbols:
  x, y: real
steps:
  - expr: (x + y)^2 - (x - y)^2
  - expr: x^2 + 2*x*y + y^2 - (x^2 - 2*x*y + y^2)
    label: eq:square
  - expr: 5*x*y
  - expr: (x + y)^2
    from: none
  - expr: (x - y)^2 + 4*x*y
    using: eq:square
"""


def test_import_writes_what_a_document_says() -> None:
    (read,) = readings("notes.tex", SEEDED)
    assert transcribed(read) == WRITTEN
    assert meaning(WRITTEN).steps == meant((read.derivation,)).steps


def test_import_writes_what_is_declared_in_latex() -> None:
    mark = r"x := \sqrt{2}; a real, a \neq \frac{1}{2}"
    (read,) = readings("notes.tex", f"% derivcheck: {mark}\n\\[ x + a = a + x \\]\n")
    written = transcribed(read)
    assert "x: sqrt(2)" in written
    assert "assume: a != 1/2" in written
    assert problems(load("notes.yaml", written)) == []


def test_import_keeps_what_cannot_be_read() -> None:
    (read,) = readings("notes.tex", NAMES + "\\[ x = \\foo{x} \\]")
    assert transcribed(read).splitlines()[-1] == "  - latex: \\foo{x}"


@pytest.mark.parametrize("text", ["a: b", "[1, 2]", "x # y", "|x|", "'", "yes", "- x", "1{x = y}"])
def test_a_text_is_written_so_that_yaml_has_it(text: str) -> None:
    assert safe_load(f"k: {spelled(text)}") == {"k": True if text == "yes" else text}


DOCUMENTS = Path(__file__).parent / "documents"


@pytest.mark.parametrize("name", ["hidden_layer.tex", "calculus.md", "equations.tex"])
def test_every_seeded_mistake_of_a_page_is_told_at_its_line_and_nothing_else(name: str) -> None:
    text = (DOCUMENTS / name).read_text(encoding="utf-8")
    seeded = {n for n, line in enumerate(text.splitlines(), 1) if re.search("(%|<!--) wrong", line)}
    found = dict[str, set[int]]()
    for derivation in load(name, text):
        assert problems((derivation,)) == []
        for step in check_derivation(derivation, Settings()).steps:
            if step.verdict is not None:
                found.setdefault(step.verdict.name, set()).add(step.place.line)
    assert found.pop("refuted") == seeded
    assert found.keys() == {"proved"}


LECTURE = {
    "lecture.tex": {},
    "lecture_as_printed.tex": {
        26: "refuted", 31: "refuted", 48: "refuted", 51: "invalid", 53: "invalid", 57: "refuted",
    },
}  # fmt: skip


@pytest.mark.parametrize("name", LECTURE)
def test_the_lecture_page_has_the_verdicts_of_its_derivation_file(name: str) -> None:
    derivations = load(name, (DOCUMENTS / name).read_text(encoding="utf-8"))
    reports = [check_derivation(d, Settings()) for d in derivations]
    verdicts = {s.place.line: s.verdict.name for r in reports for s in r.steps if s.verdict}
    assert len(verdicts) == 12
    assert {n: v for n, v in verdicts.items() if v != "proved"} == LECTURE[name]


GUESSED = {
    # name: (formula, guess)
    "nothing": ("\\pi + 1", ""),
    "numbers": ("\\alpha + x_1", "alpha, x_1: real"),
    "an array and its size": ("\\sum_{i=1}^m x_i", "m: positive integer; x: real[m]"),
    "an index of its own": ("\\hat{y}_l", "n: positive integer; l: index of n; yhat: real[n]"),
    "a function and a product": ("f(x) + a(x + 1)", "f: function; x, a: real"),
}


@pytest.mark.parametrize("case", GUESSED)
def test_what_is_not_declared_is_guessed(case: str) -> None:
    formula, wanted = GUESSED[case]
    text = f"\\[ {formula} = {formula} \\]"
    items = f"document; all; sentences; {wanted}".rstrip("; ")
    assert guess("notes.tex", text) == f"% derivcheck: {items}"
    assert guess("notes.md", text) == f"<!-- derivcheck: {items} -->"
    if wanted:
        (derivation,) = load("notes.tex", text, infer=True)
        assert problems((derivation,)) == []
        assert [w.code for w in derivation.warnings] == ["DC147"]


def test_check_prints_the_guess(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.tex").write_text("\\[ x + x = 2 x \\]")
    with pytest.raises(SystemExit):
        main(["check", "--infer", "--format", "concise", str(tmp_path / "a.tex")])
    told = capfd.readouterr()
    assert told.err.splitlines()[-1] == "% derivcheck: document; all; sentences; x: real"
    assert "DC147" in told.out


DEFINED_IN_LATEX = {
    r"define \bar{x} = \frac{a + b}{2}; a, b real": (r"2\bar{x} - a", "b", "a"),
    r"\sigma(z) := \frac{1}{1 + e^{-z}}; z real": (r"\sigma'(z)", r"\sigma(z)(1 - \sigma(z))", "1"),
    r"\theta_0 := \frac12; a real": (r"2\theta_0 a", "a", "2a"),
}  # fmt: skip


@pytest.mark.parametrize("mark", DEFINED_IN_LATEX)
def test_a_mark_defines_in_latex_on_both_sides(mark: str) -> None:
    left, right, wrong = DEFINED_IN_LATEX[mark]
    for other, verdict in ((right, "PROVED"), (wrong, "REFUTED")):
        (derivation,) = load("a.tex", f"% derivcheck: {mark}\n\\[ {left} = {other} \\]")
        assert not derivation.problems
        found = check_derivation(derivation, Settings()).steps[-1].verdict
        assert found is not None
        assert found.name.upper() == verdict


def test_a_side_takes_the_argument_of_a_function_from_the_derivatives_of_its_calculation() -> None:
    mark = "t, r real; N function; assume for all t: diff(N(t), t) = r*N(t)"
    lines = r"\dot N &= rN \\ &= 2rN - rN \\ &= 3rN"
    text = f"% derivcheck: {mark}\n\\begin{{align}}\n{lines}\n\\end{{align}}"
    (derivation,) = load("a.tex", text)
    steps = check_derivation(derivation, Settings()).steps
    assert [s.verdict.name for s in steps if s.verdict] == ["proved", "proved", "refuted"]


BESIDE_AN_ARRAY = {
    "a zero behind": (r"(A - A) v &= A v - A v \\ &= 0 \\ &= v", "· ✓ ✓ ✗"),
    "a zero before": (r"0 &= A v - A v \\ &= v - v \\ &= v", "· ✓ ✓ ✗"),
    "a bold zero": (r"A - A &= \mathbf{0} \\ &= B - B \\ &= A", "· ✓ ✓ ✗"),
    "a unit matrix behind": (r"A A^{-1} &= B B^{-1} \\ &= I \\ &= 2I", "· ✓ ✓ ✗"),
    "a unit matrix before, which is defined so": (r"I &= A A^{-1} \\ &= A", "· · ✗"),
    "units alone, of the size further up": (
        r"A A^{-1} - I &= I - I \\ &= 0 \\ &= I", "· ✓ ✓ ✗"),
    "a zero of numbers": (r"\det A - \det A &= 0 \\ &= 1", "· ✓ ✗"),
    "in the next chain it is a name": (
        r"A A^{-1} &= I = B B^{-1} \\ x + x &= 2I = 2x", "· ✓ ✓ · ! ✓"),
}  # fmt: skip


@pytest.mark.parametrize("case", BESIDE_AN_ARRAY)
def test_a_zero_and_a_unit_matrix_have_the_size_of_their_chain(case: str) -> None:
    lines, wanted = BESIDE_AN_ARRAY[case]
    mark = "n positive integer; A, B: invertible real[n, n]; v real[n]; x real"
    text = f"% derivcheck: {mark}\n\\begin{{align}}\n{lines}\n\\end{{align}}"
    (derivation,) = load("a.tex", text)
    steps = check_derivation(derivation, Settings()).steps
    signs = {"proved": "✓", "refuted": "✗", "invalid": "!"}
    told = [signs[s.verdict.name] if s.verdict else "!" if s.code else "·" for s in steps]
    assert " ".join(told) == wanted


SPELLED_IN_A_MARK = {
    r"\bar{x}, \hat\beta, T_{\text{in}}, x_{NET} real": ["xbar", "betahat", "T_in", "x_NET"],
    r"\mathbf{v} : real[3]; \mu_{X} positive real": ["v", "mu_X"],
    r"f function; x real; f(x) != 0; f(x)^2 >= x": ["f", "x"],
    r"a, b, c real; b^2 - 4ac >= 0; 2ab != 1; \theta real; \theta >= 0": ["a", "b", "c", "theta"],
}  # fmt: skip


@pytest.mark.parametrize("mark", SPELLED_IN_A_MARK)
def test_a_mark_declares_and_assumes_as_formulas_are_written(mark: str) -> None:
    (derivation,) = load("a.tex", f"% derivcheck: {mark}\n\\[ 1 = 1 \\]")
    assert derivation.problems == ()
    assert list(derivation.context.sorts) == SPELLED_IN_A_MARK[mark]
    assert len(derivation.context.assumptions) == mark.count("=") + mark.count("positive")


def test_a_mark_that_cannot_be_read_is_told_in_time() -> None:
    (derivation,) = load("a.tex", f"% derivcheck: {', '.join('abcdefghij' * 20)} =\n\\[ 1 = 1 \\]")
    assert derivation.problems


BESIDE_EACH_OTHER = {
    "a name that nothing declares is defined": (
        r"\eta = \frac{W}{Q}, \quad W = Q - R", "Q, R positive real", ["given", "given"]),
    "one that is declared could be a condition": (
        r"y = \frac{W}{Q}, \quad W = Q - R", "y, W, Q, R real", None),
    "an entry of an array too": (r"y = x_1 + Q, \quad x_1 = Q", "x real[3]; Q real", None),
}  # fmt: skip


@pytest.mark.parametrize("case", BESIDE_EACH_OTHER)
def test_definitions_beside_each_other(case: str) -> None:
    formula, mark, wanted = BESIDE_EACH_OTHER[case]
    (derivation,) = load("a.tex", f"% derivcheck: {mark}; sentences\n\\[ {formula} \\]")
    if wanted is None:
        assert [p.code for p in derivation.problems] == ["DC124"]
    else:
        assert [s.role for s in derivation.steps] == wanted
        assert [d.name for d in derivation.definitions] == ["W", "eta"]


LOGIC = {
    r"\neg(p \land q) &\iff \neg p \lor \neg q": ["given", "proved"],
    r"\neg(p \land q) &\iff \neg p \land \neg q": ["given", "refuted"],
    r"\neg(p \lor q) &\iff \neg p \land \neg q \\ &\iff \neg q \land \neg p": [
        "given", "proved", "proved"],
    r"\neg(p \lor q) &\iff \neg p \land \neg q \\ \neg\neg p &\iff p": [
        "given", "proved", "given", "proved"],
    r"p &\implies p \lor q": ["given", "proved"],
}  # fmt: skip


@pytest.mark.parametrize("lines", LOGIC)
def test_a_statement_without_a_relation_before_an_arrow_is_none_of_numbers(lines: str) -> None:
    text = f"% derivcheck: p, q boolean\n\\begin{{align}}\n{lines}\n\\end{{align}}"
    (derivation,) = load("a.tex", text)
    steps = check_derivation(derivation, Settings()).steps
    assert [s.verdict.name if s.verdict else s.code or "given" for s in steps] == LOGIC[lines]


def test_a_name_that_another_formula_declares_is_told_of() -> None:
    """A mark is for one formula, which whoever writes the first one does not expect."""
    text = "% derivcheck: x real\n\\[ x = x \\]\n% derivcheck:\n\\[ x + x = 2x \\]\n"
    told = problems(load("a.tex", text))[0]
    assert (told.code, told.message) == ("DC201", "`x` is not declared")
    assert told.hint is not None and told.hint.startswith("line 1 declares it for one formula only")
