"""A derivation as data: what a file says, every expression read, nothing judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from derivcheck.diagnostics import Diagnostic, Place
from derivcheck.documents.vocabulary import Expectation, Role
from derivcheck.kernel.language.claims import Context, Relation
from derivcheck.kernel.language.terms import Term
from derivcheck.notation.scope import Scope


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of source text with the place where it starts and, once read, its term.

    Arguments:
        source: the characters as written in the file.
        place: where they start.
        term: what they mean, definitions still folded; None if they could not be read.
    """

    source: str
    place: Place
    term: Term | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """`name[parameters]: body` of `define:` or `let:`; an index parameter has its own range."""

    name: str
    parameters: tuple[str, ...]
    body: Text


@dataclass(frozen=True, slots=True)
class Allowance:
    """A warning that the author allows a step to have, and why (`allow:`, `reason:`)."""

    code: str
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class Step:
    """One step or sub-step.

    Arguments:
        id: `3`, `3.a`, `3.a.b`.
        role: which key holds the mathematics.
        text: the expression or statement.
        relation: for `expr`, how it relates to its predecessor (`rel:`, default `=`).
        origin: None continues the chain; "none" opens one; else the label named by `from:`.
        using: labels of earlier facts.
        because: the sub-steps.
        rules: names given by `by:`.
        definitions: what `let:` of this step adds for the steps below (and for itself).
        problems: why the step is invalid, if it is.
    """

    id: str
    role: Role
    text: Text
    relation: Relation = "="
    origin: str | None = None
    using: tuple[str, ...] = ()
    because: tuple[Step, ...] = ()
    rules: tuple[str, ...] = ()
    rules_place: Place | None = None
    label: str | None = None
    note: str | None = None
    expect: Expectation | None = None
    allowances: tuple[Allowance, ...] = ()
    definitions: tuple[Definition, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Derivation:
    """One derivation of a file.

    Arguments:
        path: as given by the user; `-` for standard input.
        context: sorts and assumptions of `symbols:` and `assume:`.
        definitions: of `define:`, in order.
        spellings: `print:`, name -> LaTeX.
        conclusion: what `conclusion: {expect: ...}` expects, if given.
        scope: what its steps may name.
        guessed: the names that are real numbers, or square matrices, by a guess alone.
        problems: what is wrong with the file outside its steps; with any, no step is judged.
    """

    path: str
    source: str
    title: str
    context: Context
    definitions: tuple[Definition, ...] = ()
    spellings: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    origin: str = ""
    conclusion: Expectation | None = None
    scope: Scope | None = None
    guessed: frozenset[str] = frozenset()
    problems: tuple[Diagnostic, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()

    @property
    def every_step(self) -> Iterator[Step]:
        """Its steps in the order of the file, a step before its own."""
        pending = list(reversed(self.steps))
        while pending:
            step = pending.pop()
            yield step
            pending.extend(reversed(step.because))
