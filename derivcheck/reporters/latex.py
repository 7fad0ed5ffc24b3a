r"""A derivation as a LaTeX document in the form of lecture notes; it needs amsmath alone.

Every line is a row of four boxes: number, relation, formula, remark.  TeX itself sets a formula
that fits its box on one line and breaks a longer one, written for the purpose with breakable
parentheses; where a part cannot be broken and is still too wide, smaller type is used and, as the
last resort, a wider page, so that nothing ever stands outside the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from derivcheck.diagnostics import Diagnostic
from derivcheck.documents.model import Definition, Derivation, Step, Text
from derivcheck.kernel.language.terms import App, Sym, Term, subterms
from derivcheck.notation.latex import write
from derivcheck.notation.latex_names import distinct_spellings, escape
from derivcheck.notation.latex_parts import width
from derivcheck.notation.latex_tables import RELATIONS
from derivcheck.reporters.latex_words import assumptions, declarations
from derivcheck.verdicts.report import FileReport, StepReport, Verdict

ROLES = {"iff": r"\Leftrightarrow", "implies": r"\Rightarrow", "implied by": r"\Leftarrow"}

SIZES = ((38, r"\normalsize"), (48, r"\footnotesize"), (56, r"\scriptsize"))
"""Widest unbreakable part of a formula, in characters -> the size of type that makes it fit."""
SMALLEST, AT_SMALLEST = r"\tiny", 60
POINTS_A_CHARACTER = 5.5
"""What the page gains for each further character, in points of the smallest type, generously."""
BREAKS = {" + ", " - ", " = ", " < ", " > ", r"\le", r"\ge"}
"""Where TeX may break a formula, beside penalties."""
LONGEST_WORD = 14
"""How many characters of a word in a remark TeX gets before it may break it."""
WIDEST_PAGE = 12_000.0

PREAMBLE = r"""\documentclass[a4paper]{article}
\usepackage{amsmath}
\setlength{\textwidth}{166mm}\setlength{\oddsidemargin}{-3mm}
\setlength{\textheight}{240mm}\setlength{\topmargin}{-14mm}
\addtolength{\textwidth}{WIDERpt}\addtolength{\paperwidth}{WIDERpt}
\ifdefined\pdfpagewidth\pdfpagewidth=\paperwidth\pdfpageheight=\paperheight\fi
\setlength{\parindent}{0pt}\setlength{\parskip}{3pt plus 1pt}
\allowdisplaybreaks\raggedbottom\pagestyle{plain}
\newlength{\room}\newsavebox{\whole}\newsavebox{\lines}
% \row{indent}{number}{relation}{size}{formula}{the same, breakable}{remark}
\newcommand{\row}[7]{\par\addvspace{5pt}\setlength{\room}{\textwidth}%
  \addtolength{\room}{-#1}\addtolength{\room}{-67mm}%
  \sbox{\whole}{$\displaystyle #5$}%
  \sbox{\lines}{\parbox[t]{\room}{\ragged
    \ifdim\wd\whole>\room #4$\displaystyle #6$\else\usebox{\whole}\fi\strut}}%
  \noindent\hspace*{#1}\parbox[t]{11mm}{\strut #2}\parbox[t]{8mm}{\strut\centering${}#3{}$}%
  \ifdim\dp\lines>.4\textheight\hspace*{\room}\else\usebox{\lines}\fi
  \hspace*{4mm}\parbox[t]{44mm}{\raggedright\footnotesize\strut #7\strut}\par
  \ifdim\dp\lines>.4\textheight % too long for a box: a paragraph, which may go over the page
    {\ragged\setlength{\leftskip}{#1}\addtolength{\leftskip}{19mm}%
    \addtolength{\rightskip}{48mm}\noindent#4$\displaystyle #6$\par}\fi}
\newcommand{\ragged}{\raggedright\lineskip=4pt\lineskiplimit=3pt\binoppenalty=100\relpenalty=0 }
\begin{document}
"""


def render(derivation: Derivation, report: FileReport | None) -> str:
    """A whole document: title, declarations, definitions, steps, conclusions.

    Arguments:
        derivation: what the author wrote.
        report: what was found about it; None leaves the verdicts out.
    """
    page = _Page(
        derivation, {s.id: s for s in report.steps} if report else {}, _spellings(derivation)
    )
    lines = [*page.head(), *page.steps(derivation.steps, 0)]
    if report:
        lines += [*_conclusions(report), *_problems(report.problems)]
    wider = max(0.0, page.widest() - AT_SMALLEST) * POINTS_A_CHARACTER
    preamble = PREAMBLE.replace("WIDER", f"{min(wider, WIDEST_PAGE):.0f}")
    return preamble + "\n".join(lines) + "\n\\end{document}\n"


@dataclass(frozen=True, slots=True)
class _Page:
    """A derivation with what was found about its steps and how its names print."""

    derivation: Derivation
    found: Mapping[str, StepReport]
    spellings: Mapping[str, str]

    def head(self) -> Iterator[str]:
        d = self.derivation
        if d.title:
            yield rf"{{\Large\bfseries\raggedright {_wrapped(d.title)}\par}}"
        if d.origin:
            yield rf"\medskip{{\itshape\raggedright {_wrapped(d.origin)}\par}}"
        told = declarations(d.context, self.spellings)
        if told:
            yield rf"\medskip{{\raggedright Let {'; '.join(told)}.\par}}"
        assumed = assumptions(d.context, self.spellings)
        if assumed:
            formulas = ", ".join(f"${formula}$" for formula in assumed)
            yield rf"{{\raggedright Assume {formulas}.\par}}"
        if d.definitions:
            yield r"\medskip Define\par"
            yield from (self.definition(definition, 0) for definition in d.definitions)
        yield r"\bigskip"

    def steps(self, steps: tuple[Step, ...], level: int) -> Iterator[str]:
        for step in steps:
            yield from self.step(step, level)
            yield from (self.definition(definition, level) for definition in step.definitions)
            yield from self.steps(step.because, level + 1)
            if step.note:
                yield _note(step.note, level)

    def step(self, step: Step, level: int) -> Iterator[str]:
        found = self.found.get(step.id)
        yield self.row(
            level, f"{_number(step.id)}.", self.relation(step), step.text, _remark(step, found)
        )

    def relation(self, step: Step) -> str:
        """The sign in front of a line; none where a chain opens."""
        if step.role in ROLES:
            return ROLES[step.role]
        if step.role != "expr" or step.origin == "none" or self.opens(step):
            return ""
        return RELATIONS[step.relation]

    def opens(self, step: Step) -> bool:
        if found := self.found.get(step.id):
            return not found.before and found.verdict is None
        return step.origin is None and step is _first_expression(self.derivation.steps, step)

    def definition(self, definition: Definition, level: int) -> str:
        name: Term = Sym(definition.name)
        if definition.parameters:
            name = App("index", (name, *map(Sym, definition.parameters)))
        body = definition.body
        if body.term is None:
            return self.row(level, "", "", body, "")
        whole = Text(body.source, body.place, App("=", (name, body.term)))
        return self.row(level, "", "", whole, "")

    def row(self, level: int, number: str, relation: str, text: Text, remark: str) -> str:
        rigid, breakable = self.formulas(text)
        size = next((s for most, s in SIZES if _widest_part(breakable) <= most), SMALLEST)
        parts = (_indent(level), number, relation, size, rigid, breakable, remark)
        return r"\row" + "".join(f"{{{part}}}" for part in parts)

    def formulas(self, text: Text) -> tuple[str, str]:
        """A formula for one line and for several; what could not be read, as it was typed."""
        if text.term is None:
            typed = rf"\text{{\ttfamily {escape(text.source)}}}"
            pieces = (text.source[i : i + 12] for i in range(0, len(text.source), 12))
            broken = r"\penalty0 ".join(rf"\text{{\ttfamily {escape(p)}}}" for p in pieces)
            return typed, broken
        return (
            write(text.term, self.spellings),
            write(text.term, self.spellings, breakable=True),
        )

    def widest(self) -> float:
        texts = [s.text for s in self.derivation.every_step]
        texts += [d.body for d in self.derivation.definitions]
        return max((_widest_part(self.formulas(text)[1]) for text in texts), default=0.0)


def _number(step_id: str) -> str:
    return escape("".join(step_id.split(".")))


def _spellings(derivation: Derivation) -> dict[str, str]:
    """The spellings of `print:`, with those that keep all other names apart."""
    bodies = [s.text.term for s in derivation.every_step]
    bodies += [d.body.term for d in derivation.definitions]
    parts = (p for body in bodies if body is not None for p in subterms(body))
    names = {p.name for p in parts if isinstance(p, Sym)} | derivation.context.sorts.keys()
    return distinct_spellings(frozenset(names), derivation.spellings)


def _first_expression(steps: tuple[Step, ...], step: Step) -> Step | None:
    """The expression that opens the list of steps in which a step stands."""
    if step in steps:
        return next((s for s in steps if s.role == "expr"), None)
    found = (_first_expression(s.because, step) for s in steps)
    return next((f for f in found if f), None)


def _note(note: str, level: int) -> str:
    box = rf"\parbox[t]{{110mm}}{{\raggedright\small {_wrapped(note)}\strut}}"
    return rf"\hspace*{{{_indent(level)}}}\hspace*{{11mm}}{box}\par"


def _indent(level: int) -> str:
    return f"{8 * min(level, 4)}mm"


def _widest_part(latex: str) -> float:
    r"""The width of the widest part that TeX cannot break: top-level text between break points."""
    depth, start, widest = 0, 0, 0.0
    for found in re.finditer(r"\\penalty\d+ |\\[a-zA-Z]+|\\.|[{}]| [-+=<>] ", latex):
        depth += {"{": 1, "}": -1, r"\left": 1, r"\right": -1}.get(found[0], 0)
        depth += {r"\begin": 1, r"\end": -1}.get(found[0], 0)
        if not depth and (found[0] in BREAKS or found[0].startswith(r"\penalty")):
            widest, start = max(widest, width(latex[start : found.start()])), found.end()
    return max(widest, width(latex[start:]))


# Remarks: the rule and the verdict beside a line


def _remark(step: Step, found: StepReport | None) -> str:
    lines = [_wrapped(", ".join(step.rules))] if step.rules else []
    if step.role == "given":
        lines.append("given")
    if step.origin not in (None, "none"):
        lines.append(f"from {_wrapped(str(step.origin))}")
    if step.label:
        lines.append(f"[{_wrapped(step.label)}]")
    if found:
        lines += _verdict(found.verdict, found)
    return r"\\ ".join(rf"\mbox{{}}{line}" for line in lines)


def _verdict(verdict: Verdict | None, found: StepReport | None = None) -> list[str]:
    if verdict is None:
        return []
    lines = [rf"\textbf{{{verdict.name}}}"]
    if verdict.conditions:
        lines.append(f"where {_wrapped(', '.join(verdict.words or verdict.conditions))}")
    if example := verdict.counterexample:
        what = f"derivatives by {example.by}: " if example.by else ""
        values = f"before {example.before}, here {example.after}"
        lines.append(_wrapped(f"at {example.where}: {what}{values}"))
    if found and found.follows_from:
        lines.append(_wrapped(f"follows from step {found.follows_from}"))
    if found and found.rests_on:
        lines.append(_wrapped(f"rests on step {', '.join(found.rests_on)}"))
    return lines


def _conclusions(report: FileReport) -> Iterator[str]:
    for conclusion in report.conclusions:
        first, last = map(_number, conclusion.ends)
        ends = f"from step {first} to step {last}"
        verdict = "; ".join(_verdict(conclusion.verdict))
        yield rf"\bigskip{{\raggedright Conclusion, {ends}: {verdict}.\par}}"


def _problems(problems: tuple[Diagnostic, ...]) -> Iterator[str]:
    for problem in problems:
        yield rf"{{\raggedright {_wrapped(str(problem))}\par}}"


def _wrapped(text: str) -> str:
    """Text for TeX, in which a long word may be broken anywhere."""
    return " ".join(
        escape(word) if len(word) <= LONGEST_WORD else r"\hspace{0pt}".join(map(escape, word))
        for word in text.split()
    )
