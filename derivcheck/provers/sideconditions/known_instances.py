"""Instances of what is known: conclusions of implications, values of statements `for all`.

A question goes in; the proof context learns what may bear on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.language.evidence import Hypothesis, Lemma
from derivcheck.kernel.language.terms import (
    App,
    Bind,
    Sym,
    Term,
    conjuncts,
    free_names,
    substitute,
    subterms,
)
from derivcheck.provers.foundations.proof_context import ProofContext

MAX_INSTANCES = 32
"""How many instances of `for all` facts are tried for one question."""


def applied(known: ProofContext) -> None:
    """Conclusions of known implications whose antecedents hold."""
    for s in conjuncts(known.facts.statements):
        match s:
            case App("implies", (p, q)) if q not in known.facts.statements and known.facts.holds(p):
                known.learn(Lemma(q))


def instantiated(known: ProofContext, s: Term) -> None:
    """Instances of `for all` facts at the terms that the question is about."""
    made = 0
    for fact in conjuncts(known.facts.statements):
        if not isinstance(fact, Bind):
            continue
        places = [(value,) for value in values(s, free_names(fact.body) - {fact.var})]
        for place in [*places, *_places(fact, s)]:
            instance = at_values(fact, place)
            if made < MAX_INSTANCES and instance not in known.facts.statements:
                made += known.learn(Hypothesis(fact, place))


def at_values(fact: Term, place: tuple[Term, ...]) -> Term:
    """A `for all` fact at some values, the outermost first."""
    for value in place:
        if isinstance(fact, Bind):
            fact = substitute(fact.body, {fact.var: value})
    return fact


def _places(fact: Bind, s: Term) -> Iterator[tuple[Term, ...]]:
    """Where nested `for all` speak of an entry of a statement, as that of P[x, y] do of P[k, 1]."""
    names, body = [fact.var], fact.body
    while isinstance(body, Bind) and body.head == "forall":
        names, body = [*names, body.var], body.body
    if len(names) == 1:
        return
    entries = [t for t in subterms(s) if isinstance(t, App) and t.head == "index"]
    for pattern in dict.fromkeys(subterms(body)):
        match pattern:
            case App("index", (Sym() as array, *arguments)):
                for entry in entries:
                    if entry.args[0] == array and len(entry.args) == len(pattern.args):
                        found = dict(zip(arguments, entry.args[1:], strict=True))
                        place = tuple(found[Sym(v)] for v in names if Sym(v) in found)
                        if len(place) == len(names):
                            yield place


def state_choices(known: ProofContext, s: Term) -> None:
    """Learns what is known, for all values, to be one of several things, at those that occur."""
    for fact in conjuncts(known.facts.statements):
        match fact:
            case Bind("forall", var, App("or", _) as body):
                for value in values(s, free_names(body) - {var}):
                    instance = substitute(body, {var: value})
                    if instance not in known.facts.statements:
                        known.learn(Hypothesis(fact, (value,)))


def values(s: Term, names: frozenset[str]) -> list[Term]:
    """Terms of a statement that a fact about named arrays and functions may be about."""
    found: dict[Term, None] = {}
    for t in subterms(s):
        match t:
            case App("index" | "apply", (Sym(name), *arguments)) if name in names:
                found.update(dict.fromkeys(arguments))
            case Bind("diff", _, body, (at, *_)) if free_names(body) & names:
                found.setdefault(at)
            case Sym() if not names:
                found.setdefault(t)
    return list(found)
