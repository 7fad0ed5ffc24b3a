"""How the terms of one derivation look: its names kept apart, its derivatives partial or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.model import Derivation
from derivcheck.exporters.manuscript import Math, Plain, Prose
from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import App, Bind, Num, Sym, Term, children, subterms
from derivcheck.kernel.language.traversal import rebuild
from derivcheck.notation.elaborate import elaborate
from derivcheck.notation.formulas.boxes import Box
from derivcheck.notation.formulas.names import Spellings, distinct, spelled
from derivcheck.notation.formulas.walk import boxes, partial_in
from derivcheck.notation.grammar import parse
from derivcheck.notation.scope import Scope


@dataclass(frozen=True, slots=True)
class Looks:
    """How terms and texts of a derivation look.

    Arguments:
        spellings: how its names look.
        partial: which of its derivatives are partial.
        scope: what its names are.
        applied: names that are applied as functions.
    """

    spellings: Spellings
    partial: Callable[[Term, str], bool]
    scope: Scope
    applied: frozenset[str] = frozenset()

    def box(self, t: Term) -> Box:
        """A term."""
        return boxes(self.joined(t), self.spellings, self.partial)

    def joined(self, t: Term) -> Term:
        """The term with a derivative of a derivative by the same number as one of higher order."""
        inner = rebuild(t, tuple(map(self.joined, children(t))))
        match inner:
            case Bind(
                "diff", x, Bind("diff", y, body, (Sym(z), Num(n), *of)), (at, Num(m), *by)
            ) if x == y == z and of == by and (by or not self.is_array(x)):
                return Bind("diff", x, body, (at, Num(n + m), *by), inner.sort)
        return inner

    def is_array(self, name: str) -> bool:
        """Whether a name stands for an array."""
        return name in self.scope.names and bool(self.scope.names[name].shape)

    def of_text(self, text: str) -> Prose:
        """A formula that the report holds as text; as it stands if it cannot be read."""
        t = self.read(text)
        return (Plain(text),) if t is None else (Math(self.box(t)),)

    def read(self, text: str, reals: Sequence[str] = ()) -> Term | None:
        """The term that the report holds as text, None if it cannot be read.

        Arguments:
            reals: names in it that nobody has declared.
        """
        scope = self.scope
        for name in reals:
            scope = scope.declare(name, Sort("real"))
        try:
            return elaborate(parse(text), scope).term
        except (Diagnosis, RecursionError):
            return None


def looks_of(derivation: Derivation) -> Looks:
    """How the terms of a derivation look."""
    terms = tuple(_terms(derivation))
    context = derivation.context
    names = {p.name for t in terms for p in subterms(t) if isinstance(p, Sym)}
    arrays = frozenset(name for name, sort in context.sorts.items() if sort.shape)
    indexed = arrays | {d.name for d in derivation.definitions}
    names |= context.sorts.keys()
    spellings = distinct(frozenset(names), spelled(derivation.spellings), indexed)
    applied = frozenset(name for t in terms for p in subterms(t) for name in _called(p))
    scope = Scope(context.sorts, context.field)
    return Looks(spellings, partial_in(terms, arrays), scope, applied)


def _called(t: Term) -> tuple[str, ...]:
    match t:
        case App("apply", (Sym(name), *_)):
            return (name,)
    return ()


def _terms(derivation: Derivation) -> Iterator[Term]:
    for step in derivation.every_step:
        bodies = (step.text, *(d.body for d in step.definitions))
        yield from (body.term for body in bodies if body.term is not None)
    yield from (d.body.term for d in derivation.definitions if d.body.term is not None)
    yield from derivation.context.assumptions
