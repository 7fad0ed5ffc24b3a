"""What may be supposed besides the facts: inside a binder, where terms are defined."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from derivcheck.kernel.checker.facts import Facts, bare
from derivcheck.kernel.checker.signs import ALLOWED
from derivcheck.kernel.language.claims import range_of
from derivcheck.kernel.language.definedness import definedness, needed
from derivcheck.kernel.language.shapes import bound_sort
from derivcheck.kernel.language.terms import App, Bind, Sym, Term, free_names, fresh, substitute


def taken_by(facts: Facts, *terms: Term) -> set[str]:
    """The names that mean something in the facts or in terms."""
    return set(facts.context.sorts).union(*map(free_names, (*terms, *facts.statements)))


def inside(t: Bind, name: str, facts: Facts) -> Facts:
    """The facts under a binder whose variable is called `name`: the range, and no more about it."""
    sort = bound_sort(t, facts.context)
    return facts.entering(name, sort, *range_of(t, Sym(name), facts.statements, facts.context))


def grown(name: str, facts: Facts) -> set[str]:
    """The names of arrays, and of functions of arrays, whose size a name is part of."""
    return {other for other, sort in facts.context.sorts.items() if name in sort.sizes}


def apart_from(name: str, facts: Facts) -> Facts:
    """What is known whatever a declared name is: nothing about it, nor about what grows with it.

    `A.T = -A and det(A) != 0` does not mention the size of A, and says that it is even.
    """
    lost, context = {name, *grown(name, facts)}, bare(facts.context)
    sorts = {other: sort for other, sort in context.sorts.items() if other not in lost - {name}}
    rest = [s for s in facts.statements if lost.isdisjoint(free_names(s))]
    return facts.about(replace(context, sorts=sorts), rest)


def opened_alike(facts: Facts, t: Bind, *others: Bind) -> tuple[Any, ...]:
    """What is known inside a binder; its body and those of others under one fresh name."""
    wholes = (t, *others)
    var = fresh(t.var, taken_by(facts, *wholes))
    return (inside(t, var, facts), *(substitute(w.body, {w.var: Sym(var)}) for w in wholes))


def knowing_defined(facts: Facts, *terms: Term) -> Facts:
    """The facts where terms are defined; the same object if that is nothing new."""
    known = set(facts.statements)
    more = (c for t in terms for c in definedness(t, facts.context) if c not in known)
    return facts.knowing(*more)


def assured(statement: Term, facts: Facts) -> tuple[Term, ...]:
    """What is known when a statement is true: the sides of its conjuncts are defined."""
    match statement:
        case App("and", parts):
            return tuple(c for part in parts for c in assured(part, facts))
        case App(rel, _) if rel in ALLOWED or rel == "in":
            return needed(statement, facts.context)
    return ()
