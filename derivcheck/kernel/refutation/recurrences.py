"""Functions of whole numbers that a point gives by a table, and that recurrences carry on.

    k -> piecewise(0, k = 0, 1, k = 1, 1, k = 2, F(k), true)

says what F is from 0 to 2, and leaves it open elsewhere: what depends on that is unknown.  Some
function with these values satisfies

    for all k in 0..oo: F(k + 2) = F(k + 1) + F(k)

if the table does as far as it reaches, as the right side then says what comes next, whatever came
before (the recursion theorem: Halmos, Naive Set Theory, section 12).  It is looked at for whole
numbers only; a smooth function has any values there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from flint import fmpq

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.values import integer
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.enclosures.evaluation import evaluate, holds
from derivcheck.kernel.enclosures.valuation import Point
from derivcheck.kernel.language.claims import Claim, Context, integral
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.shapes import entered
from derivcheck.kernel.language.sorts import INTEGER, Sort
from derivcheck.kernel.language.terms import (
    INFINITY,
    TRUE,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    children,
    free_names,
    fresh,
    number,
    numeral,
    substitute,
)  # fmt: skip
from derivcheck.kernel.language.traversal import rebuild

Tables = Mapping[str, range]
"""The whole numbers at which functions have values of their own."""
NOWHERE = range(0)
KINDS = ("real", "integer")
"""What functions that are given by tables may return."""


def tables(claim: Claim, point: Point) -> Tables:
    """The functions of a point that are given by tables, of which a claim and what it assumes ask
    for the values at whole numbers only.
    """
    context, found = claim.context, dict[str, range]()
    stated = (claim.before, claim.after, *context.assumptions)
    for name, t in point.items() if context.field == "real" else ():
        sort = context.sorts.get(name)
        run = table(name, t, sort) if sort is not None else NOWHERE
        if run and all(_is_counted(u, name, context) for u in stated):
            found[name] = run
    return found


def table(name: str, t: Term, sort: Sort) -> range:
    """Where a table has values, of the right kind, one after the other; else nowhere."""
    match t:
        case Bind("lambda", k, App("piecewise", (*rows, rest, always)), ()):
            open_elsewhere = rest == App("apply", (Sym(name), Sym(k))) and always == TRUE
        case _:
            return NOWHERE
    values, places = rows[::2], [_place(p, k) for p in rows[1::2]]
    plain = sort.base == "function" and sort.arity in (None, 1) and not any(sort.takes)
    if not plain or not open_elsewhere or k == name or sort.codomain not in KINDS:
        return NOWHERE
    if len(values) != len(places) or not all(_is_of(v, sort.codomain) for v in values):
        return NOWHERE
    first = next(iter(places), None)
    run = NOWHERE if first is None else range(first, first + len(places))
    return run if [*run] == places else NOWHERE


def _place(p: Term, var: str) -> int | None:
    match p:
        case App("=", (Sym(name), Num(q))) if name == var and q.denominator == 1:
            return int(q)
    return None


def _is_of(t: Term, kind: str) -> bool:
    value = numeral(t)
    return value is not None and (kind == "real" or value.denominator == 1)


def _is_counted(t: Term, name: str, context: Context) -> bool:
    """Whether a function occurs in a term at whole numbers only."""
    match t:
        case App("apply", (Sym(same), u)) if same == name:
            return integral(u, context) and _is_counted(u, name, context)
        case Sym(same):
            return same != name
        case Bind(_, var) if var == name:
            return False
        case Bind():
            inner = entered(t, context)
            return _is_counted(t.body, name, inner) and all(
                _is_counted(u, name, context) for u in t.args
            )
    return all(_is_counted(u, name, context) for u in children(t))


def left_open(functions: Tables, point: Point, context: Context) -> list[Term]:
    """The assumptions but one recurrence at most for each function that is given by a table.

    Arguments:
        functions: as `tables` finds them.
    """
    found, carried = list[Term](), set[str]()
    for s in context.assumptions:
        name = _carried_on(s, functions, point, context)
        if name is None or name in carried:
            found.append(s)
        else:
            carried.add(name)
    return found


def _carried_on(s: Term, functions: Tables, point: Point, context: Context) -> str | None:
    """The function whose values a statement tells from those before, as its table has them."""
    match s:
        case Bind("forall", _, App("=", (left, right)), (_, end), "integer") if end == INFINITY:
            for new, old in ((left, right), (right, left)):
                match new:
                    case App("apply", (Sym(name), u)) if name in functions:
                        if _continues(s, u, old, name, functions[name], point, context):
                            return name
    return None


def _continues(
    s: Bind, u: Term, old: Term, name: str, run: range, point: Point, context: Context
) -> bool:
    """Whether the value at u is told by values before, which a table has where it does not end."""
    start = evaluate(s.args[0], point, context)
    low = integer(start) if type(start) is fmpq else None
    field = Field(Context({**context.sorts, s.var: INTEGER}))
    ahead, *back = [_shift(v, s.var, field) for v in (u, *_arguments(old, name))]
    before = [d for d in back if d is not None and ahead is not None and d < ahead]
    if low is None or ahead is None or len(before) < len(back):
        return False
    if run[-1] < low + ahead - 1 or low + min((ahead, *before)) < run[0]:
        return False
    places = range(low, run[-1] - ahead + 1)
    seen = (holds(substitute(s.body, {s.var: number(j)}), point, context) for j in places)
    return _is_told(s, old, name, point, context) and all(seen)


def _arguments(t: Term, name: str) -> Iterator[Term]:
    """What a function is applied to in a term, and any binder it stands under.

    There it may be asked anywhere, by a name that is called as another one outside.
    """
    if isinstance(t, App) and t.head == "apply" and t.args[0] == Sym(name):
        yield t.args[1]
    if isinstance(t, Bind) and name in free_names(t):
        yield t
    for u in children(t):
        yield from _arguments(u, name)


def _shift(u: Term, var: str, field: Field) -> int | None:
    """The whole number by which a term is more than a name."""
    found = field.constant(u - Sym(var)) if free_names(u) <= {var} else None
    return int(found) if found is not None and found.denominator == 1 else None


def _is_told(s: Bind, old: Term, name: str, point: Point, context: Context) -> bool:
    """Whether the right side has a value of the right kind, whatever the function was before."""
    others = free_names(old) - {s.var, name}
    if not all(n in point and type(point[n]) is not Bind for n in others):
        return False
    known = tuple(p for p in context.assumptions if name not in free_names(p))
    taken = {*context.sorts, *free_names(s)}.union(*map(free_names, known))
    x = fresh(s.var, taken)
    body, kind = substitute(old, {s.var: Sym(x)}), context.sorts[name].codomain
    values = {v: fresh(f"v{n}", taken | {x}) for n, v in enumerate(_arguments(body, name))}
    sorts = dict.fromkeys(values.values(), Sort(kind))
    body = _valued(body, name, values)
    facts = Facts(replace(context, sorts={**context.sorts, **sorts}, assumptions=known, facts=()))
    facts = facts.entering(x, INTEGER, call("<=", s.args[0], Sym(x)))
    if kind == "integer" and not integral(body, facts.context):
        return False
    needs = definedness(body, facts.context)
    above = facts.knowing(*(call("<", ZERO, Sym(v)) for v in values.values()))
    if _is_positive(point[name]) and above.holds(call("<", ZERO, body)):
        facts = above  # what is positive so far stays so
    return all(map(facts.holds, needs))


def _is_positive(t: Term) -> bool:
    """Whether all values of a table are positive."""
    return all((numeral(v) or 0) > 0 for v in children(children(t)[0])[:-2:2])


def _valued(t: Term, name: str, values: Mapping[Term, str]) -> Term:
    """A term with a name for each value of a function."""
    match t:
        case App("apply", (Sym(same), u)) if same == name:
            return Sym(values[u])
    return rebuild(t, tuple(_valued(u, name, values) for u in children(t)))
