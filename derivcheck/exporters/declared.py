r"""A derivation as LaTeX that is read back as the same: `export --to latex --declarations`.

What LaTeX cannot say stands in comments, as `derivcheck check` reads them: the keys of the file
above the first formula, and behind a line what it uses, which rules it names, what is expected of
it.  Each run of lines is one display:

    expressions    a &= b \\ &\le c
    statements     & A \\ \implies{} & B
    claims         each by itself

A formula that would be read as another term has what it means beside it, `plain x*(1/y)`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.loading import declared_keys
from derivcheck.documents.model import Derivation, Step
from derivcheck.exporters.latex_text import escaped, text, wrapped
from derivcheck.exporters.looks import Looks, looks_of
from derivcheck.exporters.manuscript import Chapter
from derivcheck.exporters.prose import prose
from derivcheck.kernel.language.claims import LINKS
from derivcheck.kernel.language.terms import ZERO, App, Term, alpha_equal
from derivcheck.notation.formulas.latex import latex
from derivcheck.notation.plain import show
from derivcheck.notation.scope import Scope
from derivcheck.notation.tex.reading import LatexReader

MARK = "% derivcheck:"
SIGNS = {"=": "=", "!=": r"\ne", "<": "<", "<=": r"\le", ">": ">", ">=": r"\ge"}
ARROWS = {"implies": r"\implies{}", "iff": r"\iff{}", "implied by": r"\impliedby{}"}
_IN_ORDER = frozenset(("given", *LINKS))


def displays(chapter: Chapter, number: int) -> Iterator[str]:
    """The lines of source of the displays of a chapter.

    Arguments:
        chapter: a derivation.
        number: the place of it among those of its file.
    """
    derivation = chapter.derivation
    scope = derivation.scope or Scope()
    spelled = {s: name for name, s in derivation.spellings.items() if name in scope.names}
    named = frozenset(_named(derivation))
    reader = _reader(scope, spelled)
    page = _Page(chapter.key, looks_of(derivation), reader, _labels(chapter), named)
    keys = declared_keys(derivation.path, derivation.source)[number]
    page.waiting = [MARK, *(f"%   {line}" for line in keys)]
    yield from page.level(derivation.steps, ())


def _reader(scope: Scope, spelled: Mapping[str, str]) -> LatexReader:
    try:
        return LatexReader(scope, spelled)
    except Diagnosis:  # a spelling that is none cannot be read in the document either
        return LatexReader(scope)


def _labels(chapter: Chapter) -> dict[str, str]:
    """What a step is called in the file -> what it is called in the document."""
    steps = list(chapter.derivation.every_step)
    return {s.label: f"{chapter.key}:{s.id}" for s in steps if s.label}


def _named(derivation: Derivation) -> Iterator[str]:
    """The ids of the steps that a comment refers to."""
    every = list(derivation.every_step)
    used = {name for s in every for name in (*s.using, s.origin or "")}
    for level in (derivation.steps, *(s.because for s in every)):
        yield from (s.id for s in level if s.because or s.label in used)
        apart = [run for run in runs(level) if run[0].role != "expr"]
        firsts = ((before[-1], run[0]) for before, run in pairwise(apart))
        later = (pair for run in apart for pair in pairwise(run[1:]))
        yield from (
            before.id for before, step in (*firsts, *later)
            if step.role in LINKS and step.origin is None
        )  # fmt: skip


def runs(steps: Sequence[Step]) -> Iterator[list[Step]]:
    """The steps of each display: expressions, or statements, or one claim."""
    run: list[Step] = []
    for step in steps:
        if run and not _goes_on(run[-1], step):
            yield run
            run = []
        run.append(step)
    if run:
        yield run


def _goes_on(last: Step, step: Step) -> bool:
    if step.origin is not None or last.because or last.note:
        return False
    if step.role == "expr":
        return last.role == "expr"
    return step.role in LINKS and last.role in _IN_ORDER


@dataclass(slots=True)
class _Page:
    """What is needed to write the steps of a derivation.

    Arguments:
        labels: of the file -> of the document.
        named: the steps to which something refers.
        waiting: comments that stand above the next display.
        opened: whether a display of the derivation stands above.
    """

    key: str
    looks: Looks
    reader: LatexReader
    labels: Mapping[str, str]
    named: frozenset[str]
    waiting: list[str] = field(default_factory=list)
    opened: bool = False

    def level(self, steps: Sequence[Step], above: tuple[Step, ...]) -> Iterator[str]:
        """The displays of a level of steps, and of their sub-steps.

        Arguments:
            above: the step that they explain, if they do.
        """
        last: dict[bool, Step] = {}
        for run in runs(steps):
            yield from self.display(run, above, last)
            last[run[-1].role == "expr"] = run[-1]
            if run[-1].note:
                yield wrapped(text(prose(run[-1].note))) + "\n"
            for step in run:
                if step.because:
                    yield rf"Here \eqref{{{self.key}:{step.id}}} holds because"
                    yield from self.level(step.because, (step,))

    def display(
        self, run: list[Step], above: tuple[Step, ...], last: Mapping[bool, Step]
    ) -> Iterator[str]:
        first = run[0]
        marks = ["continues"] if self.opened else []
        marks += [f"because {self.key}:{step.id}" for step in above]
        marks += ["claim"] if first.role == "claim" else []
        if marks:
            yield f"{MARK} {'; '.join(marks)}"
        yield from self.waiting
        self.waiting, self.opened = [], True
        lines = self.expressions(run, last) if first.role == "expr" else self.stated(run, last)
        yield r"\begin{align*}"
        *rows, (row, said) = lines
        for source, words in rows:
            yield wrapped(rf"{source} \\", "  ", "      ") + words
        yield wrapped(row, "  ", "      ") + said
        yield r"\end{align*}"

    # --- rows and the comments behind them -------------------------------------------------------

    def expressions(self, run: list[Step], last: Mapping[bool, Step]) -> Iterator[tuple[str, str]]:
        first, *rest = run
        goes_on = first.origin != "none" and (first.origin is not None or True in last)
        left = "" if goes_on else self.formula(first.text.term)
        rows = run if goes_on else rest
        words = self.said(first, "")
        if not goes_on and (words or not rest or first.id in self.named):
            yield f"& {left}{self.label(first)}", words
            left = ""
        for step in rows:
            sign, formula = SIGNS[step.relation], self.formula(step.text.term)
            origin = self.labels.get(step.origin or "", "")
            yield f"{left} &{sign} {formula}{self.label(step)}".strip(), self.said(step, origin)
            left = ""

    def stated(self, run: list[Step], last: Mapping[bool, Step]) -> Iterator[tuple[str, str]]:
        for n, step in enumerate(run):
            origin = self.labels.get(step.origin or "", "")
            if step.origin is None and step.role in LINKS and n != 1 and (n or False in last):
                before = run[n - 1] if n else last[False]
                origin = f"{self.key}:{before.id}"
            arrow = f"{ARROWS[step.role]} " if step.role in LINKS else ""
            row = f"{arrow}& {self.statement(step.text.term)}{self.label(step)}"
            yield row, self.said(step, origin)

    def formula(self, term: Term | None) -> str:
        return r"\text{?}" if term is None else latex(self.looks.box(term))

    def statement(self, term: Term | None) -> str:
        """A statement; one that is more than a relation in braces, which keep it together."""
        made = self.formula(term)
        plain = term is None or (isinstance(term, App) and term.head in SIGNS)
        return made if plain else f"{{{made}}}"

    def label(self, step: Step) -> str:
        if step.id not in self.named:
            return ""
        return rf" \tag{{{escaped(step.id)}}} \label{{{self.key}:{step.id}}}"

    def said(self, step: Step, origin: str) -> str:
        """The comment behind the line of a step."""
        words = ["given"] if step.role == "given" else []
        words += [f"from {origin}"] if origin else []
        if step.using:
            words.append(f"using {', '.join(self.labels[name] for name in step.using)}")
        words += [f"by {', '.join(step.rules)}"] if step.rules else []
        words += [f"expect {step.expect}"] if step.expect else []
        for allowance in step.allowances:
            words += [f"allow {allowance.code}", f"reason {_one_item(allowance.reason)}"]
        if not self.reads_back(step):
            words.append(f"plain {_one_item(self.plain(step))}")
        return f" {MARK} {'; '.join(words)}" if words else ""

    def plain(self, step: Step) -> str:
        """The formula of a step in the plain notation, as the author wrote it if that was it."""
        term, source = step.text.term, step.text.source
        typed = term is None or alpha_equal(self.looks.read(source) or ZERO, term)
        return source if term is None or typed else show(term)

    def reads_back(self, step: Step) -> bool:
        """Whether the formula of a step is read as the term that it was made of."""
        term = step.text.term
        if term is None:
            return False
        try:
            return alpha_equal(self.reader.formula(self.formula(term)).term, term)
        except Diagnosis:
            return False


def _one_item(words: str) -> str:
    return " ".join(words.replace(";", ",").split())


def is_declared(derivation: Derivation) -> bool:
    """Whether all that a derivation says can be said in marks: `let:` of a step cannot."""
    return not any(step.definitions for step in derivation.every_step)
