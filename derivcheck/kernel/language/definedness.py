"""When a term is defined: conditions collected from the text as written, before any algebra.

Every condition is a statement.  Where nothing simpler is known to be equivalent, the condition is
the opaque statement `defined(t)`, which only follows from itself.

Source: the conventions of docs/language.md; of functions the rows of `handbook.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
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
    if (known := context.domains.get(t)) is None:
        found: dict[Term, None] = {}
        _collect(t, context, found)
        known = context.domains[t] = tuple(found)
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


def _collect(t: Term, context: Context, found: dict[Term, None]) -> None:
    match t:
        case Num() | Sym():
            return
        case App("*", parts):
            _product(parts, context, found)
        case App("indicator", _):
            return
        case App("where", (u, p)):
            _guarded(u, p, context, found)
        case App("piecewise", args):
            _piecewise(args, context, found)
        case App(head, args) if head in STATEMENTS:
            return
        case App(head, args):
            for u in args if head != "each" else args[1:]:
                _collect(u, context, found)
            _add(local(t, context), found)
        case Bind():
            _binder(t, context, found)


def local(t: App, context: Context) -> Conditions:
    """The statements under which the head of a term has a value, its arguments having one."""
    head, args = t.head, t.args
    table = COMPLEX if context.field == "complex" else REAL
    if head == "^":
        return power_conditions(args[0], args[1], context)
    if head in ("index", "column"):
        return _in_range(t, args, context)
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


def _in_range(t: Term, args: tuple[Term, ...], context: Context) -> Conditions:
    indices, shape = args[1:], shape_of(args[0], context) or ()
    shape = shape[1:] if isinstance(t, App) and t.head == "column" else shape
    if len(shape) < len(indices):
        return (App("defined", (t,)),)
    conditions: Conditions = ()
    for bounds, i in zip(shape, indices, strict=False):
        conditions += _within(i, bounds, context)
    return conditions


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


def _product(parts: tuple[Term, ...], context: Context, found: dict[Term, None]) -> None:
    guards = [p.args[0] for p in parts if isinstance(p, App) and p.head == "indicator"]
    for part in parts:
        if guards:
            _guarded(part, joined("and", guards), context, found)
        else:
            _collect(part, context, found)


def _guarded(u: Term, p: Term, context: Context, found: dict[Term, None]) -> None:
    _add((App("implies", (p, condition)) for condition in definedness(u, context)), found)


def _piecewise(args: tuple[Term, ...], context: Context, found: dict[Term, None]) -> None:
    before: tuple[Term, ...] = ()
    statements = args[1::2]
    for value, statement in zip(args[::2], statements, strict=False):
        _guarded(value, joined("and", (*before, statement)), context, found)
        before = (*before, App("not", (statement,)))
    if not statements or statements[-1] != TRUE:
        met = tuple(_met(p, context) for p in statements)
        found.setdefault(joined("or", met))


def _met(p: Term, context: Context) -> Term:
    """A statement that says of its atoms too that their sides have values: else they are false."""
    match p:
        case App("and" | "or" | "not" | "implies" | "iff" | "xor" as head, parts):
            return App(head, tuple(_met(q, context) for q in parts))
        case App() if conditions := needed(p, context):
            return App("and", (p, *conditions))
    return p


def _binder(t: Bind, context: Context, found: dict[Term, None]) -> None:
    """Arguments of a binder speak of names outside, be they called as its variable."""
    for u in t.args:
        if u not in INFINITE or t.head not in REACHING:
            _collect(u, context, found)
    match t:
        case Bind("sum" | "prod" | "greatest" | "least" as head, j, body):
            finite = [bound for bound in t.args if bound not in INFINITE]
            _add((whole(bound) for bound in finite if not integral(bound, context)), found)
            inside = definedness(body, entered(t, context))
            _add((Bind("forall", j, condition, t.args) for condition in inside), found)
            _add((App("defined", (t,)),) if len(finite) < 2 else (), found)
            _add((App("<=", t.args),) if head in ("greatest", "least") else (), found)
        case Bind("antiderivative" | "diff", x, body, (at, *order)):
            if order[1:]:
                _collect(App("index", (at, *order[1:])), context, found)
            _collect(substitute(body, {x: at}), context, found)
            known = differentiable(t, context)
            _add((App("defined", (t,)),) if known is None else known, found)
        case Bind("subs", x, body, (value,)):
            _collect(substitute(body, {x: value}), context, found)
        case Bind("forall"):
            return
        case Bind("int" | "lim" | "lim+" | "lim-", _, _, bounds):
            odd = (b for b in bounds if b not in INFINITE and not manifestly_real(b, context))
            _add((call("=", call("im", b), 0) for b in odd), found)
            _add((App("defined", (t,)),), found)
        case _:
            _add((App("defined", (t,)),), found)


def differentiable(t: Bind, context: Context) -> Conditions | None:
    """The statements under which a derivative exists, and no others; None if these are unknown."""
    x, (at, *order) = t.var, t.args
    if not order:
        return existence(Bind("diff", x, t.body, (at, ONE), t.sort), context)
    known = existence(t, context)
    return known if not known or _elsewhere(t, context).certain else None


def by_table(t: Bind, context: Context) -> bool:
    """Whether a derivative is as the table says wherever it exists and the table's has a value."""
    if not existence(t, context):
        return True
    found = _elsewhere(t, context)
    return found.certain or (found.faithful and t.args[1] == ONE)


def _elsewhere(t: Bind, context: Context) -> Kinks:
    """What the table says of a derivative where its conditions fail."""
    inside = entered(t, context)
    anywhere = replace(t, args=(Sym(t.var), *t.args[1:]))
    return kinks(anywhere, definedness(t.body, inside), inside, existence)


def _add(conditions: Iterable[Term], found: dict[Term, None]) -> None:
    found.update(dict.fromkeys(conditions))


def is_statement(t: Term) -> bool:
    """Whether a term is a statement by its head."""
    return isinstance(t, App | Bind) and (t.head in STATEMENTS or t.head == "forall")


ORDERED = frozenset("< <= > >= in".split())
REACHING = frozenset("sum prod int lim lim+ lim- forall".split())
"""Binders that may reach to infinity."""
STATEMENTS = frozenset("= != < <= > >= in and or not xor implies iff true false defined".split())
