"""When a term is defined: conditions collected from the text as written, before any algebra.

Every condition is a statement.  Where nothing simpler is known to be equivalent, the condition is
the opaque statement `defined(t)`, which only follows from itself.

Source: the conventions of docs/language.md; of functions the rows of `handbook.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derivcheck.kernel.language.claims import Context, integral, manifestly_real
from derivcheck.kernel.language.components import any_entry
from derivcheck.kernel.language.derivatives import existence, power_conditions
from derivcheck.kernel.language.handbook import HANDBOOK, Conditions, conditions_at
from derivcheck.kernel.language.kinks import Kinks, kinks
from derivcheck.kernel.language.shapes import entered, shape_of
from derivcheck.kernel.language.terms import (
    INFINITE,
    INFINITY,
    ONE,
    TRUE,
    App,
    Bind,
    Num,
    Sym,
    Term,
    between_weakly,
    call,
    joined,
    numeral,
    substitute,
    whole,
)  # fmt: skip

_STRUCTURE: dict[str, Conditions] = {
    "/":         (call("!=", Sym("v"), 0),),
    **dict.fromkeys("+ neg vector transpose adjoint tr det norm matmul hadamard".split(), ()),
    **dict.fromkeys("kron vec diag block apply".split(), ()),
    "inv":       (call("!=", call("det", Sym("u")), 0),),
    "matpow":    (call("<=", 0, Sym("v")), whole(Sym("v"))),
}  # fmt: skip

REAL: dict[str, Conditions] = {
    **_STRUCTURE, **{f: row.domain for f, row in HANDBOOK.items() if row.domain is not None},
}  # fmt: skip
COMPLEX: dict[str, Conditions] = {
    **_STRUCTURE, **{f: row.plane for f, row in HANDBOOK.items() if row.plane is not None},
}  # fmt: skip
"""Where a head has a value at u, or at u and v, over the real numbers and over the complex field;
heads that are missing are opaque."""


def definedness(t: Term, context: Context) -> Conditions:
    """The statements under which a term, as written, has a value.

    Arguments:
        t: a term of number or array sort; statements are always defined (an atom with an
            undefined side is false).
        context: for the shapes of arrays and the field.
    """
    if (known := () if isinstance(t, Num | Sym) else context.domains.get(t)) is None:
        known = context.domains[t] = tuple(dict.fromkeys(_conditions(t, context)))
    return known


def needed(t: Term, context: Context) -> Conditions:
    """The definedness of a term, or of all sides of a statement; what is ordered must be real.

    A conclusion need have values only where its antecedent is true.
    """
    match t:
        case App("implies", (p, q)):
            return tuple(App("implies", (p, c)) for c in needed(q, context))
        case App(head, sides) if head in STATEMENTS and head != "defined":
            finite = tuple(u for u in sides if head not in ORDERED or u not in INFINITE)
            odd = (u for u in finite if head in ORDERED and not manifestly_real(u, context))
            real = (call("=", call("im", u), 0) for u in odd)
            return (*(c for side in finite for c in needed(side, context)), *real)
        case Bind("forall", var, body, args, sort):
            outer = (c for u in args if u not in INFINITE for c in definedness(u, context))
            inner = needed(body, entered(t, context))
            return (*outer, *(Bind("forall", var, c, args, sort) for c in inner))
    return definedness(t, context)


def _conditions(t: Term, context: Context) -> Iterator[Term]:
    match t:
        case App("*" | "where" | "piecewise", args):
            for u, guard in _branches(t):
                for c in definedness(u, context):
                    yield App("implies", (guard, c)) if guard else c
            if t.head == "piecewise" and args[1::2][-1] != TRUE:
                yield joined("or", [_met(p, context) for p in args[1::2]])
        case App(head, args) if head != "indicator" and head not in STATEMENTS:
            for u in args if head != "each" else args[1:]:
                yield from definedness(u, context)
            yield from local(t, context)
        case Bind():
            yield from _binder(t, context)


def _branches(t: App) -> Iterator[tuple[Term, Term | None]]:
    """The parts of which a value is made, each with what must be true for it to matter."""
    if t.head == "*":
        guards = [p.args[0] for p in t.args if isinstance(p, App) and p.head == "indicator"]
        yield from ((u, joined("and", guards) if guards else None) for u in t.args)
        return
    before: tuple[Term, ...] = ()
    for value, statement in zip(t.args[::2], t.args[1::2], strict=False):
        yield value, joined("and", (*before, statement))
        before = (*before, App("not", (statement,)))


def local(t: App, context: Context) -> Conditions:
    """The statements under which the head of a term has a value, its arguments having one."""
    head, args = t.head, t.args
    table = COMPLEX if context.field == "complex" else REAL
    if head == "^":
        return power_conditions(args[0], args[1], context)
    if head in ("index", "column"):
        return _in_range(t, args[0], args[1:], context)
    if head in ("eye", "zeros", "ones"):
        return tuple(c for u in args for c in _within(u, (ONE, INFINITY), context))
    if head == "each":
        return () if _total(args[0], context) else _applied(t, context)
    if head == "log" and len(args) == 2:
        logs = (c for arg in args for c in conditions_at(table["log"], arg))
        return (*logs, call("!=", call("log", args[1]), 0))
    if head == "binomial" and all(integral(u, context) for u in args):
        return ()
    if head == "root":
        return _root(t, args[0], args[1], context)
    row = table.get(head)
    return (App("defined", (t,)),) if row is None else conditions_at(row, *args)


def _root(t: Term, u: Term, n: Term, context: Context) -> Conditions:
    order = numeral(n)
    if order is None or order.denominator != 1 or order < 1 or context.field == "complex":
        return (App("defined", (t,)),)
    return () if order % 2 else (call(">=", u, 0),)


def _in_range(t: App, array: Term, indices: tuple[Term, ...], context: Context) -> Conditions:
    axes = (shape_of(array, context) or ())[t.head == "column" :]  # that of the rows is not named
    if len(axes) < len(indices):
        return (App("defined", (t,)),)
    found = zip(indices, axes, strict=False)
    return tuple(c for i, bounds in found for c in _within(i, bounds, context))


def _within(i: Term, bounds: tuple[Term, Term], context: Context) -> Conditions:
    """A whole number of a range."""
    return between_weakly(i, bounds) + (() if integral(i, context) else (whole(i),))


def _applied(t: App, context: Context) -> Conditions:
    """The statements under which a function has a value at all entries."""
    entry, everywhere = any_entry(t, context)
    return (App("defined", (t,)),) if entry is None else everywhere(definedness(entry, context))


def _total(function: Term, context: Context) -> bool:
    """Whether a function is seen to have a value at all arguments."""
    if isinstance(function, Bind) and function.head == "lambda":
        return _total(function.body, entered(function, context))
    return not definedness(function, context)


def _met(p: Term, context: Context) -> Term:
    """A statement that says of its atoms too that their sides have values: else they are false."""
    match p:
        case App("and" | "or" | "not" | "implies" | "iff" | "xor" as head, parts):
            return App(head, tuple(_met(q, context) for q in parts))
        case App() if conditions := needed(p, context):
            return App("and", (p, *conditions))
    return p


def _binder(t: Bind, context: Context) -> Iterator[Term]:
    """Arguments of a binder speak of names outside, be they called as its variable."""
    for u in t.args:
        if u not in INFINITE or t.head not in REACHING:
            yield from definedness(u, context)
    match t:
        case Bind("sum" | "prod" | "greatest" | "least" as head, j, body):
            finite = [bound for bound in t.args if bound not in INFINITE]
            yield from (whole(bound) for bound in finite if not integral(bound, context))
            inside = definedness(body, entered(t, context))
            yield from (Bind("forall", j, condition, t.args) for condition in inside)
            yield from (App("defined", (t,)),) if len(finite) < 2 else ()
            yield from (App("<=", t.args),) if head in ("greatest", "least") else ()
        case Bind("antiderivative" | "diff", x, body, (at, *order)):
            if order[1:]:
                yield from definedness(App("index", (at, *order[1:])), context)
            yield from definedness(substitute(body, {x: at}), context)
            known = differentiable(t, context)
            yield from (App("defined", (t,)),) if known is None else known
        case Bind("subs", x, body, (value,)):
            yield from definedness(substitute(body, {x: value}), context)
        case Bind("int" | "lim" | "lim+" | "lim-", _, _, bounds):
            odd = (b for b in bounds if b not in INFINITE and not manifestly_real(b, context))
            yield from (call("=", call("im", b), 0) for b in odd)
            yield App("defined", (t,))
        case Bind(head) if head != "forall":
            yield App("defined", (t,))


def differentiable(t: Bind, context: Context) -> Conditions | None:
    """The statements under which a derivative exists, and no others; None if these are unknown."""
    x, (at, *order) = t.var, t.args
    if not order:
        return existence(Bind("diff", x, t.body, (at, ONE), t.sort), context)
    return existence(t, context) if _elsewhere(t, context).certain else None


def by_table(t: Bind, context: Context) -> bool:
    """Whether a derivative is as the table says wherever it exists and the table's has a value."""
    found = _elsewhere(t, context)
    return found.certain or (found.faithful and t.args[1] == ONE)


def _elsewhere(t: Bind, context: Context) -> Kinks:
    """What the table says of a derivative where its conditions fail."""
    inside = entered(t, context)
    anywhere = replace(t, args=(Sym(t.var), *t.args[1:]))
    return kinks(anywhere, definedness(t.body, inside), inside, existence)


def is_statement(t: Term) -> bool:
    """Whether a term is a statement by its head."""
    return isinstance(t, App | Bind) and (t.head in STATEMENTS or t.head == "forall")


ORDERED = frozenset("< <= > >= in".split())
REACHING = frozenset("sum prod int lim lim+ lim- forall".split())
"""Binders that may reach to infinity."""
STATEMENTS = frozenset("= != < <= > >= in and or not xor implies iff true false defined".split())
