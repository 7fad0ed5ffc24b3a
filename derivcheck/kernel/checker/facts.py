"""Side conditions: the one place that says whether a statement follows from what is known.

`Facts.holds` answers True only when it has a proof from the facts; unknown is never yes.  It looks
for the statement among the facts (up to exact arithmetic), at the sign of the difference of its
sides (`signs.py`), and at its parts.  It does not search: what takes more than that is proved by
evidence (`Lemma`) and then known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import replace
from functools import partial
from typing import Any
from weakref import proxy

from derivcheck.kernel.algebra.atoms import Key
from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.checker.signs import ALLOWED, NEGATED, Signs, within
from derivcheck.kernel.language.claims import Context, integral, manifestly_real, range_of
from derivcheck.kernel.language.claims import Field as Scalars
from derivcheck.kernel.language.continuity import stays, steady
from derivcheck.kernel.language.definedness import definedness, needed
from derivcheck.kernel.language.derivatives import existence
from derivcheck.kernel.language.shapes import opened
from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import (
    INFINITE,
    INFINITY,
    MINUS_INFINITY,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    between_weakly,
    call,
    conjuncts,
    is_infinite,
    substitute,
    subterms,
    whole,
)  # fmt: skip

LIMITS = frozenset(("lim", "lim+", "lim-"))
"""From both sides, from above and from below."""

MAX_SHARED = 384
"""How many atoms a field has that is shared with what is under a binder: rings of many are slow."""

VOLUMES = {"positive definite": ">", "invertible": "!="}
"""How the determinant of a matrix with a trait compares with zero."""

EXPANDED: dict[str, Callable[[Term, Term], Term]] = {
    "implies": lambda p, q: call("or", call("not", p), q),
    "iff": lambda p, q: call("or", call("and", p, q), call("and", call("not", p), call("not", q))),
    "xor": lambda p, q: call("or", call("and", p, call("not", q)), call("and", call("not", p), q)),
}
"""Connectives by `and`, `or` and `not`."""


Encloses = Callable[[Term, Scalars], bool]
"""Whether a term without names is seen to have a value, over the reals or the complex numbers."""


class Facts:
    """What is known at a point: the context's assumptions and further statements.

    Arguments:
        context: declarations and assumptions.
        extra: further statements.
        encloses: what the judge lets evidence of the kind `Enclosure` rest on; by itself nothing.

    `limits`: what limits have been found to be, by how many terms; that stays so if more is known.
    """

    def __init__(
        self,
        context: Context,
        extra: Iterable[Term] = (),
        encloses: Encloses = lambda t, scalars: False,
    ) -> None:
        self.context, self.encloses = context, encloses
        facts = (_conditional(fact, context) for fact in context.facts)
        true = [s for s in conjuncts(context.assumptions) if type(s) is App and s.head in ALLOWED]
        valued = needed(call("and", *true), context)  # relations are true where they have values
        self.statements = (*context.assumptions, *valued, *facts, *extra)
        self.field = Field(context)
        self._signs = Signs(self.field, partial(Facts._inside, proxy(self)))
        self._keys: set[Key] = set()
        self._implications: list[tuple[Term, Term]] = []
        self._whole: list[Term] = []
        self.limits: dict[tuple[Term, int], Term] = {}
        self._start((*_volumes(context), *self.statements))

    def _start(self, pending: Iterable[Term]) -> None:
        self._pending = list(pending)
        self._asked: dict[Term, bool] = {}
        self._derived: dict[Any, Facts] = {}

    def holds(self, statement: Term) -> bool:
        """Whether the statement follows from what is known; False when that is unknown."""
        self._learn()
        if (found := self._asked.get(statement)) is None:
            self._asked[statement] = False  # a question inside itself is not answered
            found = self._asked[statement] = self._ask(statement)
        return found

    def true(self, s: Term) -> bool:
        """Whether it follows and its sides are defined; all that is known verbatim is true."""
        self._learn()
        told = self.field.key(s) in self._keys
        return self.holds(s) and (told or all(map(self.holds, needed(s, self.context))))

    def fails(self, s: Term) -> bool:
        """Whether a statement is not true: it is false, or a side of it has no value."""
        match s:
            case App("not", (p,)):
                return self.true(p)
            case App("and", parts):
                return any(map(self.fails, parts)) or self.true(negation(s))
            case App("or", parts):
                return all(map(self.fails, parts))
            case App(head, (p, q)) if head in EXPANDED:
                return self.fails(EXPANDED[head](p, q))
        return self.holds(negation(s))

    @property
    def signs(self) -> Signs:
        """The signs that follow from what is known."""
        self._learn()
        return self._signs

    def knowing(self, *more: Term) -> Facts:
        """These facts and more; what was worked out for these is not worked out again."""
        if more and more not in self._derived:
            self._derived[more] = self._extended(bare(self.context), more)
        return self._derived[more] if more else self

    def entering(self, name: str, sort: Sort, *more: Term) -> Facts:
        """These facts, a fresh name, and what is known of it."""
        key = (name, sort, more)
        if key not in self._derived:
            context = bare(replace(self.context, sorts={**self.context.sorts, name: sort}))
            small = len(self.field.terms) < MAX_SHARED
            shared, stated = small and self.field.knows(name, sort), (*self.statements, *more)
            self._derived[key] = (
                self._extended(context, more) if shared else self.about(context, stated)
            )
        return self._derived[key]

    def about(self, context: Context, statements: Iterable[Term]) -> Facts:
        """Nothing but what a context and some statements say."""
        return Facts(context, statements, self.encloses)

    def _extended(self, context: Context, more: tuple[Term, ...]) -> Facts:
        self._learn()
        known = copy(self)
        known.context, known.statements = context, (*self.statements, *more)
        known._signs = self._signs.copied(partial(Facts._inside, proxy(known)))
        known._keys = set(self._keys)
        known._implications, known._whole = list(self._implications), list(self._whole)
        known.limits = dict(self.limits)
        known._start(more)
        return known

    def _inside(self, bind: Bind) -> tuple[Signs, Term]:
        """The signs that hold inside a binder, and its opened body."""
        known, _, body = self.opened(bind)
        return known.signs, body

    def opened(self, bind: Bind) -> tuple[Facts, str, Term]:
        """What is known inside a binder, its range included, its fresh name and its body."""
        name, sort, body = opened(bind, self.context, self.statements)
        known = self.entering(name, sort, *range_of(bind, Sym(name), self.statements, self.context))
        return known, name, body

    # --- what is known ---------------------------------------------------------------------------

    def _learn(self) -> None:
        """Works out what has been added, when it is first needed."""
        while self._pending:
            self._add(self._pending.pop(0))

    def _add(self, statement: Term) -> None:
        match statement:
            case App("and", parts):
                self._pending = [*parts, *self._pending]
            case App("in", (x, *bounds)):
                self._pending = [*between_weakly(x, tuple(bounds)), whole(x), *self._pending]
            case App("=", (App("floor", (u,)), v)) if u == v:
                self._whole.append(u)
            case App("implies", (p, q)):
                self._implications.append((p, q))
            case App("not", (p,)) if not needed(p, self.context):
                denied = negation(p)
                self._pending = [denied, *self._pending] if denied != statement else self._pending
            case App(rel, (a, b)) if rel in ALLOWED and not {a, b} & set(INFINITE):
                self._signs.learn(rel, a, b)
        self._keys.add(self.field.key(statement))

    # --- questions -------------------------------------------------------------------------------

    def _ask(self, s: Term) -> bool:
        key = self.field.key(s)
        if key in self._keys or self._by_parts(s):
            return True
        return any(self.true(p) for p, q in self._implications if self.field.key(q) == key)

    def _by_parts(self, s: Term) -> bool:
        match s:
            case App("true", ()):
                return True
            case App("and", parts):
                return all(map(self.holds, parts))
            case App("or", parts):
                return any(map(self.holds, parts))
            case App("implies", (p, q)):
                return self.fails(p) or self.knowing(p).holds(q)
            case App("not", (p,)):
                return self.fails(p)
            case App("xor" | "iff" as head, (p, q)):
                return self.holds(EXPANDED[head](p, q))
            case App("in", (x, *bounds)):
                return all(map(self.holds, (*between_weakly(x, tuple(bounds)), whole(x))))
            case Bind("forall"):
                known, _, body = self.opened(s)
                return known.holds(body)
            case App("defined", (Bind("int") as t,)) if self._bounded(t) and self._integrable(t):
                return True
            case App("defined", (Bind("diff") as t,)) if self._differentiable(t):
                return True
            case App("defined", (Bind(head) as t,)) if head in LIMITS and self.continuous_at(t):
                return True
            case App(rel, (a, b)) if rel in ALLOWED:
                return self._related(rel, a, b)
        return False

    def _integrable(self, t: Bind) -> bool:
        """Whether an integrand is continuous on the closed interval between bounds."""
        name, sort, body = opened(t, self.context, self.statements)
        known = next((e for e in (t.args, t.args[::-1]) if self.holds(call("<=", *e))), ())
        inside = self.entering(name, sort, *between_weakly(Sym(name), known))
        return steady(body, name, inside.holds, inside.context)

    def _bounded(self, t: Bind) -> bool:
        """Whether an integral or a limit leads to real numbers, which have values."""
        ends = (c for c in definedness(t, self.context) if c != App("defined", (t,)))
        return not is_infinite(t) and all(map(self.holds, ends))

    def _differentiable(self, t: Bind) -> bool:
        """Whether the body has a value and the conditions of the table hold, which need not be
        necessary; one by an entry exists where that by the array does.
        """
        if not all(
            self.holds(c) for c in definedness(t, self.context) if c != App("defined", (t,))
        ):
            return False
        whole = replace(t, args=t.args[:2])
        if whole != t and self.holds(App("defined", (whole,))):
            return True
        conditions = existence(t, self.context)
        return conditions is not None and all(map(self.true, conditions))

    def continuous_at(self, t: Bind) -> bool:
        """Whether the body of a limit is continuous where it leads, and defined there and beside it
        by what is known; strict comparisons of what is continuous hold nearby as well.
        """
        name, sort, body = opened(t, self.context, self.statements)
        x, (c,) = Sym(name), t.args
        if not self._bounded(t):
            return False
        sides = {"lim+": (call("<", c, x),), "lim-": (call("<", x, c),)}.get(t.head, ())
        beside = self.entering(name, sort, *sides)

        def kept(s: Term) -> bool:
            here = substitute(s, {name: c})
            return stays(here, self.holds) or (self.holds(here) and beside.holds(s))

        return steady(body, name, kept, beside.context)

    def _related(self, rel: str, a: Term, b: Term) -> bool:
        match rel, a, b:
            case "=", App("floor", (u,)), v if u == v and self._is_whole(u):
                return True
            case "=", App("im", (u,)), Num(0) if manifestly_real(u, self.context):
                return True
            case _ if {a, b} & set(INFINITE):
                return _beyond(rel, a, b)
        return within(self.signs.compare(a, b), ALLOWED[rel])

    def _is_whole(self, u: Term) -> bool:
        if integral(u, self.context):
            return True
        gaps = (self.field.constant(u - w) for w in self._whole)
        return any(gap is not None and gap.denominator == 1 for gap in gaps)


def _beyond(rel: str, a: Term, b: Term) -> bool:
    """Comparisons with infinity of what is finite: limits, sums and integrals need not be."""
    if a == b or any(isinstance(t, Bind) for u in (a, b) for t in subterms(u)):
        return False
    below, above = a == MINUS_INFINITY or b == INFINITY, a == INFINITY or b == MINUS_INFINITY
    return (below and rel in ("<", "<=", "!=")) or (above and rel in (">", ">=", "!="))


def negation(p: Term) -> Term:
    """A statement that is false just where p is true, all sides being defined."""
    match p:
        case App(rel, sides) if rel in NEGATED:
            return App(NEGATED[rel], sides)
        case App("not", (q,)):
            return q
        case App("and" | "or" as head, parts):
            return App("or" if head == "and" else "and", tuple(map(negation, parts)))
    return App("not", (p,))


def _volumes(context: Context) -> list[Term]:
    """What matrices are declared to be says of their determinants."""
    traits = [(name, t) for name, s in context.sorts.items() for t in s.traits & VOLUMES.keys()]
    return [App(VOLUMES[trait], (call("det", Sym(name)), ZERO)) for name, trait in traits]


def _conditional(fact: Term, context: Context) -> Term:
    """A proved statement holds where its sides are defined."""
    conditions = needed(fact, context)
    return App("implies", (App("and", conditions), fact)) if conditions else fact


def bare(context: Context) -> Context:
    """The declarations alone."""
    if not context.assumptions and not context.facts:
        return context
    return replace(context, assumptions=(), facts=())
