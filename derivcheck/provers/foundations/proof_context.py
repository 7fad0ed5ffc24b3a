"""The proof context: the kernel's facts, and the lemmas by which a prover made them say more.

The kernel only looks up; what a side condition takes beyond that is searched for
(`lemma_search.py`) and handed over as lemmas that the kernel checks (`Have`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from derivcheck.kernel.algebra.atoms import Key
from derivcheck.kernel.checker.facts import Facts, negation
from derivcheck.kernel.checker.inference import infer
from derivcheck.kernel.checker.requirements import require_defined
from derivcheck.kernel.checker.suppositions import assured, inside, taken_by
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.language.derivatives import existence
from derivcheck.kernel.language.evidence import Evidence, Have
from derivcheck.kernel.language.sorts import REAL
from derivcheck.kernel.language.terms import (
    App,
    Bind,
    Sym,
    Term,
    call,
    conjuncts,
    free_names,
    fresh,
    strictly_between,
    substitute,
)
from derivcheck.kernel.work import remembered
from derivcheck.provers.foundations.models import Models, connected, has_binder

Search = Callable[["ProofContext", Term], None]
"""Tries to learn lemmas after which a statement holds."""

ATTEMPTS = 8
"""How many missing conditions of one piece of evidence are looked for."""
DEPTH = 3
"""How deep searches for conditions may be nested."""

Question = tuple[Hashable, ...]


class _Found(NamedTuple):
    """What is known before a search and after it, and the lemmas by which."""

    before: Facts
    facts: Facts
    lemmas: tuple[Evidence, ...]


@remembered(1)
def _remembered_searches() -> dict[Question, _Found | None]:
    """What searches have found for one claim, whoever asked: it is kept as long as work counts."""
    return {}


def _differentiable(s: Term) -> bool:
    """Whether a statement says that a derivative exists."""
    match s:
        case App("defined", (Bind("diff"),)):
            return True
    return False


@remembered(1)
def _remembered_models() -> dict[Question, Models]:
    """The models of what is known, by what that is."""
    return {}


STRONGER = {"<=": "<", ">=": ">", "!=": "<>"}
"""What each comparison follows from, one letter each."""


class ProofContext:
    """What is known, and how it came about.

    Arguments:
        facts: of the kernel.
        search: finds lemmas for further statements.
        depth: how many levels of searches are left.
        near: models of less that is known.
    """

    def __init__(
        self, facts: Facts, search: Search, depth: int = DEPTH, near: Models | None = None
    ) -> None:
        self.facts, self.given = facts, facts.statements
        self.lemmas: list[Evidence] = []
        self._search, self._depth = search, depth
        self._failed: dict[Key, int] = {}
        self._models: Models | None = None
        self._near = near
        self._divided = True

    def holds(self, statement: Term) -> bool:
        """Whether a statement is known, or becomes so by lemmas."""
        return self.facts.holds(statement) or self._establish(statement)

    def nonzero(self, t: Term) -> bool:
        """Whether a term is known not to be zero."""
        return self.holds(call("!=", t, 0))

    def defined(self, *terms: Term) -> bool:
        """Whether terms, and the sides of statements, are known to have values."""
        for _ in range(ATTEMPTS):
            try:
                require_defined(self.facts, *terms)
            except Rejected as rejected:
                if rejected.needs is None or not self._establish(rejected.needs):
                    return False
            else:
                return True
        return False

    def inferred(self, evidence: Evidence) -> Term | None:
        """What evidence proves here, its conditions established first; None if it does not."""
        for _ in range(ATTEMPTS):
            try:
                return infer(evidence, self.facts).statement
            except Rejected as rejected:
                if rejected.needs is None or not self._establish(rejected.needs):
                    return None
        return None

    def learn(self, lemma: Evidence) -> bool:
        """Adds what a piece of evidence proves to what is known."""
        found = self.inferred(lemma)
        if found is None or not self.defined(found):
            return False
        self.lemmas.append(lemma)
        self.facts = self.facts.knowing(found)
        return True

    def narrowed(self) -> None:
        """Takes other models, and asks again, where a lemma rules out points that were models."""
        self._models, self._near = None, None
        self._failed.clear()

    def knowing(self, *more: Term) -> ProofContext:
        """What is known if more is; its lemmas are its own."""
        known = ProofContext(self.facts.knowing(*more), self._search, self._depth, self._models)
        known._divided = self._divided
        if not more:
            known._failed.update(self._failed)
        return known

    def supposing(self, statement: Term) -> ProofContext:
        """What is known where a statement is true, its sides having values then."""
        return self.knowing(statement, *assured(statement, self.facts))

    def denying(self, statement: Term) -> ProofContext:
        """What is known where a statement, whose sides have values, is false."""
        return self.knowing(negation(statement))

    @property
    def outermost(self) -> bool:
        """Whether the search that is going on is not within another."""
        return self._depth == DEPTH - 1

    @property
    def near(self) -> bool:
        """Whether the search that is going on is within one other at most."""
        return self._depth >= DEPTH - 2

    def briefly(self) -> ProofContext:
        """The same with searches that do not search again, within others with none."""
        known = self.knowing()
        known._depth = int(self.outermost)
        return known

    def instead(self) -> ProofContext:
        """The same with as many searches within each other as the whole statement has whose part
        is asked next: what stands under `for all` or behind `implies`.
        """
        known = self.knowing()
        known._depth = min(self._depth + 1, DEPTH)
        return known

    def inside(self, bind: Bind, name: str) -> ProofContext:
        """What is known under a binder."""
        return ProofContext(inside(bind, name, self.facts), self._search, self._depth)

    def over(self, facts: Facts) -> ProofContext:
        """What is known by other facts, searched for in the same way."""
        return ProofContext(facts, self._search, self._depth)

    def between(self, name: str, low: Term, high: Term) -> ProofContext:
        """What is known of a real number, called by a fresh name, strictly between two others."""
        stated = strictly_between(Sym(name), low, high)
        return ProofContext(self.facts.entering(name, REAL, *stated), self._search, self._depth)

    def positive(self) -> ProofContext:
        """What would be known if all real numbers were positive: good enough for a search, whose
        finding is shown without that.
        """
        sorts = self.facts.context.sorts
        return self.knowing(*(call("<", 0, Sym(v)) for v, s in sorts.items() if s == REAL))

    @contextmanager
    def undivided(self) -> Iterator[None]:
        """Searches within do not distinguish cases."""
        before, self._divided = self._divided, False
        try:
            yield
        finally:
            self._divided = before

    def splits(self, most: int) -> int:
        """How many known disjunctions are worth taking apart, one instead of another.

        Arguments:
            most: the answer where nothing within the cases of one can take apart the next.
        """
        return 0 if not self._divided else 1 if self._depth else most

    def shown(self, evidence: Evidence) -> Evidence:
        """Evidence that rests on the lemmas found so far, complete."""
        return Have(tuple(self.lemmas), evidence) if self.lemmas else evidence

    def _establish(self, statement: Term) -> bool:
        match statement:
            case App("defined", (Bind("diff") as t,)) if rows := existence(t, self.facts.context):
                if all(map(self.holds, rows)) and self.facts.holds(statement):
                    return True
                if not any(map(_differentiable, self.facts.statements)):  # nothing to start from
                    return False
        return self._found(statement)

    def _found(self, statement: Term) -> bool:
        again = len(self.lemmas) if self._depth == DEPTH else 0
        key = self.facts.field.key(statement)
        if not self._depth or self._failed.get(key, -1) >= again:
            return False
        self._failed[key] = len(self.lemmas)  # again only from outside, with more lemmas
        if self.models.refute(statement):
            return False
        kept, question = _remembered_searches(), self._question(statement)
        found = kept[question] if question in kept else self._searched(statement)
        if found is not None and question in kept:
            found = self._replayed(found, statement) or self._searched(statement)
        kept[question] = found
        if found is None:
            self._give_up(statement)
            return False
        self._failed.pop(key, None)  # where this is forgotten with the search around it, ask again
        self.facts = found.facts
        self.lemmas += found.lemmas
        return True

    def _question(self, statement: Term) -> Question:
        """What a search depends on; what failed here before, and what is known of other names, are
        left out of account, so that one that finds nothing is not repeated for their sake.
        """
        binders, stated = has_binder(statement), self.facts.statements
        plain = [s for s in stated if not has_binder(s)]
        names = connected(free_names(statement), stated if binders else plain)
        about = tuple(
            s for s in (stated if binders else plain) if not names.isdisjoint(free_names(s))
        )
        known = tuple(s for s in stated if has_binder(s)) if binders else ()
        encloses, divided = self.facts.encloses, self._divided
        return (self._search, encloses, about, known, self._depth, divided, statement)

    def _searched(self, statement: Term) -> _Found | None:
        """What a search learns, if a statement holds after it; nothing is learnt here."""
        facts, known = self.facts, len(self.lemmas)
        self._depth -= 1
        try:
            self._search(self, statement)
            if not self.facts.holds(statement):
                return None
            self._prune(statement, facts, known)
            return _Found(facts, self.facts, tuple(self.lemmas[known:]))
        finally:
            self._depth += 1
            self.facts = facts
            del self.lemmas[known:]

    def _replayed(self, found: _Found, statement: Term) -> _Found | None:
        """What a search elsewhere has learnt, if its lemmas hold here as well."""
        if found.before is self.facts:
            return found
        facts = self.facts
        try:
            for lemma in found.lemmas:
                learnt = infer(lemma, facts).statement
                require_defined(facts, learnt)
                facts = facts.knowing(learnt)
        except Rejected:
            return None
        return _Found(self.facts, facts, found.lemmas) if facts.holds(statement) else None

    def _give_up(self, statement: Term) -> None:
        """Not to search for what says more than a statement that was not found."""
        match statement:
            case App(rel, sides) if rel in STRONGER:
                for head in STRONGER[rel]:
                    self._failed[self.facts.field.key(App(head, sides))] = len(self.lemmas)

    @property
    def models(self) -> Models:
        """A few points at which what is known holds."""
        if self._models is None:
            kept, about = _remembered_models(), (self.facts.context, self.facts.statements)
            if about not in kept:
                kept[about] = Models(self.facts, self._near)
            self._models = kept[about]
        return self._models

    def _prune(self, statement: Term, facts: Facts, known: int) -> None:
        """Keeps only the last lemma if it stands by itself."""
        if len(self.lemmas) - known < 2:
            return
        try:
            last = infer(self.lemmas[-1], facts).statement
            require_defined(facts, last)  # what shows it to be defined may be one of the others
        except Rejected:
            return
        alone = facts.knowing(last)
        if alone.holds(statement):
            self.facts = alone
            self.lemmas[known:] = self.lemmas[-1:]


def opened(known: ProofContext, every: Bind) -> tuple[str, ProofContext, Term]:
    """A fresh name for the variable of a `for all`, what is known of it, and what is asked.

    Where an implication is asked of it, the premise is supposed.
    """
    name = fresh(every.var, taken_by(known.facts, every))
    body, inner = substitute(every.body, {every.var: Sym(name)}), known.inside(every, name)
    match body:
        case App("implies", (premise, conclusion)):
            return name, inner.supposing(premise), conclusion
    return name, inner, body


def alternatives(facts: Facts) -> Iterator[App]:
    """The known disjunctions of which no part is known."""
    for s in conjuncts(facts.statements):
        match s:
            case App("or", choices) if not any(map(facts.holds, choices)):
                yield s
