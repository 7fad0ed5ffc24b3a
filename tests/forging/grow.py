"""Growing forged evidence: a nursery holds what the kernel has accepted and builds on it.

Each kind of evidence has a recipe, which knows what a tree of it needs to look plausible; kinds
without one, and a share of all others, are built field by field from their declared types, so that
a kind that is added is tried as well.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from derivcheck.kernel.checker.axioms import AXIOMS
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.language.evidence import Arithmetic, Evidence, Have, Lemma
from derivcheck.kernel.language.terms import App, Bind, Sym, Term, children, free_names, subterms
from forging import asked
from forging.material import Material, World

MAX_PIECES = 40
"""How much of what was accepted is built on; the oldest is forgotten."""
PLAIN_SHARE = 0.08
"""The share of trees that are built from the declared types alone."""


@dataclass(frozen=True)
class Piece:
    """What the kernel accepted."""

    evidence: Evidence
    statement: Term

    @property
    def is_equation(self) -> bool:
        return isinstance(self.statement, App) and self.statement.head == "="


@dataclass(frozen=True)
class Tried:
    """One forged tree and what the kernel says that it proves, None for nothing.

    Arguments:
        kind: of the tree as it was made, before it was wrapped in a goal.
        lemmas: evidence that was made known before.
    """

    kind: str
    evidence: Evidence
    statement: Term | None
    lemmas: tuple[Evidence, ...] = ()
    crash: str = ""


class Nursery:
    """A place in one context where evidence grows."""

    def __init__(self, world: World, rng: random.Random, facts: Facts) -> None:
        self.world, self.rng, self.facts = world, rng, facts
        self.material = Material(world, rng)
        self.pieces: list[Piece] = []
        self.lemmas: tuple[Evidence, ...] = ()
        self.pick, self.chance = self.material.pick, self.material.chance

    # --- growing ---------------------------------------------------------------------------------

    def grow(self, kind: type[Any], recipe: Callable[[Nursery], Any] | None) -> Tried:
        """A tree of a kind, shown to the kernel."""
        if recipe is None or self.chance(PLAIN_SHARE):
            made = self.built(kind)
            goal = self.goal(kind)
        else:
            found = recipe(self)
            goal, made = found if isinstance(found, tuple) else (None, found)
        last = made.of if isinstance(made, Have) else made
        name = last.name if kind.__name__ == "Axiom" and kind is type(last) else ""
        return self.shown(f"{kind.__name__} {name}".strip(), made, goal)

    def shown(self, kind: str, made: Evidence, goal: Term | None = None) -> Tried:
        """What the kernel says of evidence, or of a goal by it."""
        evidence = made if goal is None else Lemma(goal, made)
        try:
            found = asked.concluded(evidence, self.facts)
        except Exception as error:  # the kernel is total: a crash is a find
            return Tried(kind, evidence, None, self.lemmas, f"{type(error).__name__}: {error}")
        return Tried(kind, evidence, found, self.lemmas)

    def keep(self, tried: Tried) -> None:
        """Builds on what was accepted; some of it becomes known."""
        if tried.statement is None:
            return
        self.pieces.append(Piece(tried.evidence, tried.statement))
        del self.pieces[:-MAX_PIECES]
        if self.chance(0.15) and len(self.lemmas) < 6:
            known = asked.with_lemmas((tried.evidence,), self.facts)
            if known is not None:
                self.facts, self.lemmas = known, (*self.lemmas, tried.evidence)

    # --- from declared types ---------------------------------------------------------------------

    def built(self, kind: type[Any]) -> Any:
        """Evidence of a kind with fields as they are declared, and nothing else in mind."""
        return kind(**{name: self.held(name, hint) for name, hint in hints(kind)})

    def held(self, name: str, hint: Any) -> Any:
        """Something for a field."""
        if hint is str:
            return self.pick(NAMES) if name == "name" else self.material.fresh()
        if hint == Term:
            return self._term_for(name)
        if hint == Evidence:
            return self.piece().evidence
        if get_origin(hint) is tuple:
            return self._several(name, get_args(hint))
        if type(None) in get_args(hint):
            return None if self.chance(0.5) else self.piece().evidence
        raise TypeError(f"a field of evidence that forgery does not know: {name}: {hint}")

    def _term_for(self, name: str) -> Term:
        if name == "statement":
            return self.material.statement()
        if name in ("point", "low", "high", "base"):
            return self.material.number()
        return self.material.term()

    def _several(self, name: str, inner: tuple[Any, ...]) -> tuple[Any, ...]:
        if inner[-1] is ...:
            return tuple(self.held(name, inner[0]) for _ in range(self.rng.randrange(3)))
        return tuple(self.held(name, hint) for hint in inner)

    def goal(self, kind: type[Any]) -> Term | None:
        return self.material.statement() if self.chance(0.5) else None

    # --- what there is already -------------------------------------------------------------------

    def piece(self) -> Piece:
        """Something that was accepted, or a triviality."""
        if self.pieces and self.chance(0.9):
            return self.pick(self.pieces)
        t = self.material.term(1)
        return Piece(Arithmetic(t, t), App("=", (t, t)))

    def equation(self) -> Piece:
        """An equation that was accepted."""
        found = [piece for piece in self.pieces if piece.is_equation]
        if found and self.chance(0.9):
            return self.pick(found)
        t = self.material.term(1)
        padded = self.material.padded(t)
        return Piece(Arithmetic(t, padded), App("=", (t, padded)))


@cache
def hints(kind: type[Any]) -> tuple[tuple[str, Any], ...]:
    declared = get_type_hints(kind)
    return tuple((f.name, declared[f.name]) for f in fields(kind))


NAMES = tuple(AXIOMS)


@cache
def letters(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The letters of a row that stand for terms, and those that stand for functions."""
    row = AXIOMS[name]
    everything = (row.statement, *row.conditions)
    called = {
        u.args[0].name
        for s in everything
        for u in subterms(s)
        if isinstance(u, App) and u.head == "apply" and isinstance(u.args[0], Sym)
    }
    free = set().union(*map(free_names, everything))
    return tuple(sorted(free - called)), tuple(sorted(called))


def arity(name: str, function: str) -> int:
    """How many arguments a function letter takes in a row."""
    for u in subterms(AXIOMS[name].statement):
        if isinstance(u, App) and u.head == "apply" and u.args[0] == Sym(function):
            return len(u.args) - 1
    return 1


@cache
def rewriting() -> dict[str, tuple[str, ...]]:
    """head -> the rows whose left side has it."""
    found: dict[str, list[str]] = {}
    for name, row in AXIOMS.items():
        match row.statement:
            case App("=", (App() | Bind() as left, _)) if left.head != "neg":
                found.setdefault(left.head, []).append(name)
    return {head: tuple(names) for head, names in found.items()}


def matched(pattern: Term, t: Term, found: dict[str, Term]) -> bool:
    """Whether a term is an instance of a pattern whose free names are letters; which are found."""
    if isinstance(pattern, Sym):
        return found.setdefault(pattern.name, t) == t
    inner, outer = children(pattern), children(t)
    if type(pattern) is not type(t) or isinstance(pattern, Bind) or len(inner) != len(outer):
        return False
    if not inner:
        return pattern == t
    same = isinstance(t, App) and pattern.head == t.head
    return same and all(matched(u, v, found) for u, v in zip(inner, outer, strict=True))
