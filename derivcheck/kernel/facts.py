"""Side conditions: the one place that says whether a statement follows from what is known.

`Facts.holds` answers True only when it has a proof from the facts; unknown is never yes.  It looks,
in this order, for the statement among the facts (up to exact arithmetic), the sign of the
difference of its sides (`signs.py`), instances of `for all` facts, and cases over known
disjunctions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from derivcheck.kernel.claims import Context, opened
from derivcheck.kernel.definedness import definedness, needed
from derivcheck.kernel.field import Field, Key
from derivcheck.kernel.signs import ALLOWED, NEGATED, Signs
from derivcheck.kernel.sorts import Sort
from derivcheck.kernel.terms import (
    INFINITY,
    MINUS_INFINITY,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    free_names,
    substitute,
    subterms,
)  # fmt: skip

MAX_CASES = 3
"""How many known disjunctions may be split, one inside the other."""
MAX_INSTANCES = 32
"""How many instances of `for all` facts are tried for one question."""
REALS = frozenset(["real", "integer", "rational"])
"""The sorts of the scalars that a `for all` without a range speaks of."""


class Facts:
    """What is known at a point: the context's assumptions and further statements."""

    def __init__(
        self, context: Context, extra: Iterable[Term] = (), cases: int = MAX_CASES
    ) -> None:
        self.context = context
        facts = (_conditional(fact, context) for fact in context.facts)
        self.statements = (*context.assumptions, *facts, *extra)
        self._start(Field(context), cases)
        self._pending = list(self.statements)

    def _start(self, field: Field, cases: int) -> None:
        self.field = field
        self._signs = Signs(field, self._inside)
        self._cases = cases
        self._keys: set[Key] = set()
        self._choices: list[tuple[Term, ...]] = []
        self._general: list[Bind] = []
        self._implications: list[tuple[Term, Term]] = []
        self._integers: list[Term] = []
        self._waiting: list[tuple[App, Term]] = []
        self._asked: dict[Term, bool] = {}
        self._derived: dict[Any, Facts] = {}

    def holds(self, statement: Term) -> bool:
        """Whether the statement follows from what is known; False when that is unknown."""
        self._learn()
        found = self._asked.get(statement)
        if found is None:
            self._asked[statement] = False
            found = self._asked[statement] = self._ask(statement)
        return found

    @property
    def signs(self) -> Signs:
        """The signs that follow from what is known."""
        self._learn()
        return self._signs

    def knowing(self, *more: Term, cases: int | None = None) -> Facts:
        """These facts and more; what was worked out for these is not worked out again."""
        cases = self._cases if cases is None else cases
        key = (more, cases)
        if key not in self._derived:
            self._derived[key] = self._extended(bare(self.context), more, cases)
        return self._derived[key]

    def entering(self, name: str, sort: Sort, *more: Term) -> Facts:
        """These facts, a fresh name, and what is known of it."""
        key = (name, sort, more)
        if key not in self._derived:
            self._derived[key] = self._entered(name, sort, more)
        return self._derived[key]

    def _entered(self, name: str, sort: Sort, more: tuple[Term, ...]) -> Facts:
        context = replace(bare(self.context), sorts={**self.context.sorts, name: sort})
        if self.field.knows(name, sort):
            return self._extended(context, more, self._cases)
        return Facts(context, (*self.statements, *more), self._cases)

    def _extended(self, context: Context, more: tuple[Term, ...], cases: int) -> Facts:
        self._learn()
        known = Facts.__new__(Facts)
        known.context = context
        known.statements = (*self.statements, *more)
        known._start(self.field, cases)
        known._keys = set(self._keys)
        known._choices, known._general = list(self._choices), list(self._general)
        known._implications, known._integers = list(self._implications), list(self._integers)
        known._waiting = list(self._waiting)
        known._signs = self._signs.copied(known._inside)
        known._pending = list(more)
        return known

    def _learn(self) -> None:
        """Works out what has been added, when it is first needed."""
        while self._pending:
            self._add(self._pending.pop(0))
            if not self._pending:
                self._pending = self._triggered()

    def _triggered(self) -> list[Term]:
        """The facts whose sides have become defined."""
        waiting, self._waiting = self._waiting, []  # so that asking does not trigger again
        found = [(p, q) for p, q in waiting if all(map(self.evident, p.args))]
        self._waiting = [entry for entry in waiting if entry not in found]
        return [q for _, q in found]

    def evident(self, s: Term) -> bool:
        """Whether a statement follows without cases and instances; cheaper than `holds`."""
        self._learn()
        return self.field.key(s) in self._keys or self._relational(s)

    def _inside(self, bind: Bind) -> tuple[Signs, Term]:
        """The signs that hold inside a binder, and its opened body."""
        known, body = self._opened(bind)
        return known.signs, body

    def _opened(self, bind: Bind) -> tuple[Facts, Term]:
        stated = replace(self.context, assumptions=self.statements, facts=())
        name, body, context = opened(bind, stated)
        more = context.assumptions[len(self.statements) :]
        return self.entering(name, context.sorts[name], *more), body

    # --- what is known ---------------------------------------------------------------------------

    def _add(self, statement: Term) -> None:
        match statement:
            case App("and", parts):
                for part in parts:
                    self._add(part)
            case App("in", (x, lower, upper)):
                self._add(call("<=", lower, x))
                self._add(call("<=", x, upper))
                self._integers.append(x)
            case App("not", (App(rel, (a, b)),)) if rel in NEGATED and _total(a) and _total(b):
                self._add(App(NEGATED[rel], (a, b)))
            case App("or", parts):
                self._choices.append(parts)
            case App("=", (App("floor", (u,)), v)) if u == v:
                self._integers.append(u)
            case App("implies", (p, q)):
                self._implications.append((p, q))
                if isinstance(p, App) and p.head == "and":
                    self._waiting.append((p, q))
            case Bind("forall"):
                self._general.append(statement)
            case App(rel, (a, b)) if rel in ALLOWED and not _infinite(a) and not _infinite(b):
                self._signs.learn(rel, a, b)
        self._keys.add(self.field.key(statement))

    # --- questions -------------------------------------------------------------------------------

    def _ask(self, s: Term) -> bool:
        match s:
            case App("true", ()):
                return True
            case App("and", parts):
                return all(map(self.holds, parts))
            case App("in", (x, lower, upper)):
                within = call("<=", lower, x), call("<=", x, upper)
                return all(map(self.holds, (*within, call("=", call("floor", x), x))))
        return (
            self.field.key(s) in self._keys
            or self._relational(s)
            or self._logical(s)
            or self._instantiated(s)
            or self._by_cases(s)
        )

    def _relational(self, s: Term) -> bool:
        match s:
            case App("<" | "<=", (a, b)) if b == INFINITY or a == MINUS_INFINITY:
                return a != b
            case App(">" | ">=", (a, b)) if a == INFINITY or b == MINUS_INFINITY:
                return a != b
            case App("=", (App("floor", (u,)), v)) if u == v and self._whole(u):
                return True
            case App("!=", (App("rgamma", (u,)), Num(zero))) if zero == 0:
                return any(map(self.holds, definedness(App("gamma", (u,)), self.context)[-1:]))
            case App("=", (a, b)) if self.field.equal(a, b) or self.signs.vanishes(a, b):
                return True
            case App(rel, (a, b)) if rel in ALLOWED and not _infinite(a) and not _infinite(b):
                return self.signs.compare(a, b) <= ALLOWED[rel]
        return False

    def _whole(self, u: Term) -> bool:
        if self.signs.whole(u):
            return True
        gaps = (self.field.constant(u - w) for w in self._integers)
        return any(gap is not None and gap.denominator == 1 for gap in gaps)

    def _logical(self, s: Term) -> bool:
        match s:
            case App("or", parts):
                return any(map(self.holds, parts))
            case App("implies", (p, q)):
                return self.knowing(p).holds(q)
            case App("not", (App(rel, (a, b)),)) if rel in NEGATED:
                return self.holds(App(NEGATED[rel], (a, b)))
            case App("not", (App("or", parts),)):
                return all(self.holds(App("not", (p,))) for p in parts)
            case Bind("forall"):
                known, body = self._opened(s)
                return known.holds(body)
        goal = self.field.key(s) if self._implications else None
        return any(self.field.key(q) == goal and self.holds(p) for p, q in self._implications)

    def _instantiated(self, s: Term) -> bool:
        if not self._general:
            return False
        instances: list[Term] = []
        for fact in self._general:
            for value in _instances(s, free_names(fact.body) - {fact.var}):
                if len(instances) < MAX_INSTANCES and self._allowed(fact, value):
                    instances.append(substitute(fact.body, {fact.var: value}))
        if not instances:
            return False
        known = self._extended(bare(self.context), tuple(instances), self._cases)
        known._general = []
        return known.holds(s)

    def _allowed(self, fact: Bind, value: Term) -> bool:
        if not fact.args:
            return self._is_real(value)
        lower, upper = fact.args
        inside = self.holds(call("<=", lower, value)) and self.holds(call("<=", value, upper))
        return inside and self.signs.whole(value)

    def _is_real(self, value: Term) -> bool:
        if isinstance(value, Sym):
            sort = self.context.sorts.get(value.name)
            return sort is not None and not sort.shape and sort.base in REALS
        return self.signs.real(value) and not self.field.is_array(value)

    def _by_cases(self, s: Term) -> bool:
        if not self._choices or not self._cases:
            return False
        for n, parts in enumerate(self._choices):
            rest = self._cases - 1 if n == 0 else 0
            if all(self._supposing(part, parts, rest).holds(s) for part in parts):
                return True
        return False

    def _supposing(self, part: Term, choice: tuple[Term, ...], cases: int) -> Facts:
        known = self._extended(bare(self.context), (part,), cases)
        known._choices.remove(choice)
        return known


def _conditional(fact: Term, context: Context) -> Term:
    """A proved statement holds where its sides are defined."""
    conditions = needed(fact, context)
    return App("implies", (App("and", conditions), fact)) if conditions else fact


def bare(context: Context) -> Context:
    """The declarations alone."""
    return replace(context, assumptions=(), facts=())


def _instances(s: Term, names: frozenset[str]) -> list[Term]:
    """Terms of a statement that a fact about named arrays and functions may be about."""
    found: dict[Term, None] = {}
    for t in subterms(s):
        match t:
            case App("index" | "apply", (Sym(name), *arguments)) if name in names:
                found.update(dict.fromkeys(arguments))
            case Sym() if not names:
                found.setdefault(t)
    return list(found)


def _infinite(t: Term) -> bool:
    return any(isinstance(s, App) and s.head == "oo" for s in subterms(t))


_TOTAL = frozenset(
    ["+", "*", "neg", "exp", "sin", "cos", "sinh", "cosh", "tanh", "atan", "abs", "pi", "E"]
)


def _total(t: Term) -> bool:
    """Whether a term is defined at every point, by its form."""
    return all(
        not isinstance(s, Bind) and (not isinstance(s, App) or s.head in _TOTAL)
        for s in subterms(t)
    )
