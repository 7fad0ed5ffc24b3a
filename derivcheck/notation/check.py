"""Names, shapes and kinds: whether a term makes sense in a scope, and what sort it has.

A term, a scope and the places of subterms go in, for terms of any notation; a sort comes out, or a
`Diagnosis`.  A finding is an error only if it is certain: indices that are sometimes in range pass.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NoReturn

from derivcheck.kernel.enclosures.evaluation import holds
from derivcheck.kernel.language.antiderivatives import placed
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.handbook import HANDBOOK
from derivcheck.kernel.language.heads import HEADS
from derivcheck.kernel.language.orders import Place, ordered
from derivcheck.kernel.language.orders import places as order_places
from derivcheck.kernel.language.shapes import shape_of
from derivcheck.kernel.language.sorts import BOOLEAN, INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import (
    FOLDED,
    INFINITE,
    INFINITY,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    free_names,
    subterms,
)
from derivcheck.notation.array_checks import COMPLEX, PLAIN, RATIONAL, ArrayChecks, joined
from derivcheck.notation.name_hints import by_entries, indexed, length, undeclared
from derivcheck.notation.reading import Path, Places, refuse
from derivcheck.notation.scope import Scope
from derivcheck.notation.shapes import Operation, conform
from derivcheck.notation.sizes import DECLARED, difference, kept_apart, resized
from derivcheck.notation.spellings import FUNCTIONS
from derivcheck.notation.tokens import MAX_DEPTH
from derivcheck.notation.writer import show

LAMBDA = Sort("function", arity=1)
REAL_VALUED = frozenset(f for f in HANDBOOK if HANDBOOK[f].real == "plane")
INTEGER_VALUED = frozenset(["floor", "ceiling"])
JOINED = frozenset(["mod", "binomial", "min", "max"])


def check(term: Term, scope: Scope, spans: Places | None = None) -> Sort:
    """The sort of a term; statements are boolean.

    Arguments:
        term: what was read.
        scope: the declared names; bound names need no declaration.
        spans: where each subterm stands, to point at.

    Raises:
        Diagnosis: DC107, DC201 to DC208, DC210, DC212 to DC214.
    """
    places = {} if spans is None else spans
    sort = _Checker(scope, places, term).sort(term, ())
    require_placed(term, places)
    require_related(term, places)
    return sort


def require_placed(term: Term, places: Places) -> None:
    """Antiderivatives must stand where they mean something.  Raises: Diagnosis: DC213."""
    if not placed(term):
        message = "an antiderivative `int(f, x)` stands where it means nothing, being one of many"
        hint = "it is added, and multiplied by what is free of x, or give the integral its bounds"
        refuse("DC213", message, hint, (), places)


def require_related(term: Term, places: Places) -> None:
    """Terms of an order stand in the lines of an equation, where they mean something.

    Raises: Diagnosis: DC214.
    """
    sides = term.args if isinstance(term, App) and term.head == "=" else (term,)
    found = [order_places(side) for side in sides]
    if None in found or len(frozenset[Place]().union(*filter(None, found))) > 1:
        message = "a term of an order, `O(..)`, stands where it means nothing, or leads elsewhere"
        hint = "write it in a sum, product or function of a line, O(x^2), or O(1/x, x -> oo) for "
        refuse("DC214", message, hint + "another place, under a limit the same", (), places)


def require_no_order(term: Term, places: Places) -> None:
    """No term of an order may stand in a statement that is assumed.  Raises: Diagnosis: DC214."""
    if ordered(term):
        message = "a term of an order, `O(..)`, stands for one of many functions"
        hint = "write it in a line, or in a claim that is one equation"
        refuse("DC214", message, hint, (), places)


def require_alike(before: Term, after: Term, context: Context) -> None:
    """Two lines of a chain, each in order, must have the same shape.  Raises: Diagnosis: DC204."""
    one, other = shape_of(before, context), shape_of(after, context)
    if one is not None and other is not None:
        conform(Operation("=", (before, after), [one, other], (), {}), 0, 1, "=")


class _Checker(ArrayChecks):
    """The sorts of the names around the place being looked at."""

    __slots__ = ("bound", "whole")

    def __init__(self, scope: Scope, places: Places, whole: Term) -> None:
        super().__init__(dict(scope.names), places)
        self.bound: list[str] = []
        self.whole = whole

    def sort(self, t: Term, path: Path) -> Sort:
        """The sort of any term, a function without arguments included."""
        if len(path) > MAX_DEPTH:
            message = f"the expression is nested more than {MAX_DEPTH} levels deep"
            self.fail("DC107", path, message, "name its parts under define:")
        if isinstance(t, App):
            return _CHECKS[t.head](self, t.head, t.args, path)
        if isinstance(t, Sym):
            found = self.names.get(t.name)
            return found if found is not None else self.unknown(t.name, path)
        if isinstance(t, Num):
            return INTEGER if t.value.denominator == 1 else RATIONAL
        return self.binder(t, path)

    def unknown(self, name: str, path: Path, sort: str = "") -> NoReturn:
        """A name that nobody declared.

        Arguments:
            sort: what it must be declared as, by the way it is used.
        """
        hint = undeclared(name, self.names, self.bound, sort)
        more = sorted(free_names(self.whole) - self.names.keys() - {name})
        if more and hint == f"declare {name} under symbols:":
            hint = f"declare {', '.join((name, *more))} under symbols:"
        self.fail("DC201", path, f"`{name}` is not declared", hint)

    def named(self, t: Term, path: Path, sort: str) -> Sort:
        """The sort of what is indexed or applied; an undeclared name must get a sort for that."""
        if isinstance(t, Sym) and t.name not in self.names:
            self.unknown(t.name, path, sort)
        return self.sort(t, path)

    def value(self, t: Term, path: Path) -> Sort:
        """The sort of what must be a number or an array."""
        found = self.sort(t, path)
        if found.base == "boolean":
            message = "a statement stands where a number is expected"
            self.fail("DC206", path, message, "write 1{P} for 1 if P holds and 0 if not")
        if found.base == "function":
            name = t.name if isinstance(t, Sym) else "f"
            message = f"the function `{name}` is used without arguments"
            self.fail("DC205", path, message, f"write {name}(x)")
        return found

    def scalar(self, t: Term, path: Path, hint: str = "", head: str = "") -> Sort:
        found = self.value(t, path)
        if found.shape:
            every = f"write {head}.(v) for every entry, or " if head in FUNCTIONS else ""
            hint = hint or f"{every}apply it to each entry, {by_entries(t, found)}"
            self.fail("DC204", path, "an array stands where a number is expected", hint)
        return found

    def statement(self, t: Term, path: Path) -> Sort:
        found = self.sort(t, path)
        if found.base != "boolean" or found.shape:
            message = "a number stands where a statement is expected"
            self.fail("DC206", path, message, "write a relation, such as x > 0 or a = b")
        return BOOLEAN

    def constant(self, head: str, args: tuple[Term, ...], path: Path) -> Sort:
        return COMPLEX if head == "I" else REAL

    def number(self, head: str, args: tuple[Term, ...], path: Path) -> Sort:
        found = [
            self.scalar(a, (*path, i), length(a, self.names) if head == "abs" else "", head)
            for i, a in enumerate(args)
        ]
        if head in ("min", "max"):
            _ordered(head, args, found, path, self.places)
        if head in INTEGER_VALUED:
            return INTEGER
        if head in JOINED:
            return joined(found)
        complex_result = head not in REAL_VALUED and any(s.base == "complex" for s in found)
        return COMPLEX if complex_result else REAL

    def index(self, head: str, args: tuple[Term, ...], path: Path) -> Sort:
        array = self.named(args[0], (*path, 0), f"real[{', '.join('3' for _ in args[1:])}]")
        name = args[0].name if isinstance(args[0], Sym) else "this"
        if array.base == "function":
            hint = f"write {name}(x); brackets are for entries of arrays"
            self.fail("DC202", path, f"`{name}` is a function, not an array", hint)
        if not 0 < len(args) - 1 <= len(array.shape):
            many = {0: "no index", 1: "1 index"}.get(
                len(array.shape), f"{len(array.shape)} indices"
            )
            written = f"write {indexed(name, len(array.shape))}"
            hint = written if array.shape else f"declare it as an array, {name}: real[n]"
            self.fail("DC202", path, f"`{name}` takes {many}, not {len(args) - 1}", hint)
        for i, (entry, axis) in enumerate(zip(args[1:], array.shape, strict=False), 1):
            self.in_range(entry, axis, (*path, i))
        rest = array.shape[len(args) - 1 :]
        return Sort(array.base, rest) if rest else PLAIN.get(array.base, BOOLEAN)

    def in_range(self, entry: Term, axis: tuple[Term, Term], path: Path) -> None:
        found = self.scalar(entry, path)
        if found.base not in ("integer", "rational") and isinstance(entry, Sym):
            name = entry.name
            hint = (
                f"declare {name} as an integer or as index of k, or bind it, for all {name} = 1..k"
            )
            self.fail("DC210", path, f"the index `{entry.name}` is not an integer", hint)
        if isinstance(entry, Sym) and isinstance(axis[1], Sym):
            return
        below, above = difference(axis[0], entry), difference(entry, axis[1])
        fraction = isinstance(entry, Num) and entry.value.denominator != 1
        if fraction or (below is not None and below > 0) or (above is not None and above > 0):
            hint = f"the indices here run from {show(axis[0])} to {show(axis[1])}"
            self.fail("DC203", path, "this index is never in range", hint)

    def apply(self, head: str, args: tuple[Term, ...], path: Path) -> Sort:
        reals = ", ".join("real" for _ in args[1:])
        function = self.named(args[0], (*path, 0), f"function {reals} -> real")
        found = [self.value(a, (*path, i)) for i, a in enumerate(args[1:], 1)]
        name = args[0].name if isinstance(args[0], Sym) else "this"
        if function.base != "function":
            hint = f"write {name}*(...) if a product is meant, or declare {name} as a function"
            self.fail("DC205", path, f"`{name}` is not a function", hint)
        if function.arity is not None and function.arity != len(args) - 1:
            noun = "argument" if function.arity == 1 else "arguments"
            message = f"`{name}` takes {function.arity} {noun}, not {len(args) - 1}"
            self.fail("DC205", path, message, f"it is declared with {function.arity} {noun}")
        takes = function.takes or ((),) * len(found)
        for i, (given, wanted) in enumerate(zip(found, takes, strict=True), 1):
            if not wanted and given.shape:
                self.scalar(args[i], (*path, i))
            pair = self.operation(name, (args[i], args[i]), [Sort("real", wanted), given], path)
            conform(pair, 0, 1, f"{name}( )", at=i)
        return Sort(function.codomain, function.gives)

    def order(self, head: str, args: tuple[Term, ...], path: Path) -> Sort:
        found = [self.scalar(a, (*path, i)) for i, a in enumerate(args)]
        if found[1].base == "integer" and args[2] not in INFINITE:
            hint = f"write {show(App(head, (*args[:2], INFINITY)))}"
            self.fail("DC214", path, f"`{show(args[1])}` is an integer, and goes to oo only", hint)
        return REAL

    def piecewise(self, head: str, args: tuple[Term, ...], path: Path) -> Sort:
        values = []
        for i, a in enumerate(args):
            if i % 2:
                self.statement(a, (*path, i))
            else:
                values.append(self.value(a, (*path, i)))
                pair = self.operation(head, (args[0], a), [values[0], values[-1]], path)
                conform(pair, 0, 1, "Piecewise", at=i)
        return joined(values, values[0].shape)

    def indicator(self, head: str, args: tuple[Term, ...], path: Path) -> Sort:
        self.statement(args[0], (*path, 0))
        return INTEGER

    def where(self, head: str, args: tuple[Term, ...], path: Path) -> Sort:
        found = self.value(args[0], (*path, 0))
        self.statement(args[1], (*path, 1))
        return found

    def relation(self, head: str, args: tuple[Term, ...], path: Path) -> Sort:
        found = [self.value(a, (*path, i)) for i, a in enumerate(args)]
        if head in ("=", "!="):
            conform(self.operation(head, args, found, path), 0, 1, head)
            return BOOLEAN
        for i, s in enumerate(found):
            if s.shape:
                hint = "write for all j = 1..k, a[j] > 0"
                self.fail("DC204", (*path, i), "an array stands where a number is expected", hint)
        if head != "in":
            _ordered(head, args, found, path, self.places)
        return BOOLEAN

    def logic(self, head: str, args: tuple[Term, ...], path: Path) -> Sort:
        for i, a in enumerate(args):
            (self.scalar if head == "defined" else self.statement)(a, (*path, i))
        return BOOLEAN

    def binder(self, t: Bind, path: Path) -> Sort:
        """A binder: its arguments outside, its body with the variable declared."""
        found = []
        for i, a in enumerate(t.args, 1):
            may_be_array = t.head == "subs" or (t.head == "diff" and i == 1)
            found.append((self.value if may_be_array else self.scalar)(a, (*path, i)))
        if t.head == "int":
            _real_bounds(t, found, path, self.places)
        var_sort = self.variable(t, found, path)
        around = self.names
        self.names = {**kept_apart(around, t.var), t.var: var_sort}
        self.bound.append(t.var)
        body = self.outside(t, self.body(t, (*path, 0)), path)
        self.bound.pop()
        if any(t.var in sort.sizes for sort in around.values()):
            body = resized(body, {DECLARED.format(t.var): Sym(t.var)})
        self.names = around
        if t.head == "diff" and found[0].shape and len(t.args) == 2:
            return replace(body, shape=(*body.shape, *found[0].shape))
        return body

    def body(self, t: Bind, path: Path) -> Sort:
        if t.head == "forall":
            return self.statement(t.body, path)
        if t.head == "lambda":
            self.sort(t.body, path)
            return LAMBDA
        found = self.value(t.body, path)
        if t.head in ("greatest", "least"):
            self.scalar(t.body, path)
            _ordered("max", (t.body,), [found], path[:-1], self.places)
        result = found if t.head in FOLDED else joined([found, RATIONAL], found.shape)
        if t.head == "subs":
            return found
        return REAL if result.base == "rational" and not result.shape else result

    def variable(self, t: Bind, found: list[Sort], path: Path) -> Sort:
        """The sort of a bound variable, given the sorts of the binder's arguments."""
        match t.head:
            case "sum" | "prod" | "greatest" | "least":
                return INTEGER
            case "forall":
                return Sort(t.sort)
            case "subs":
                return self.names.get(t.var, found[0])
            case "diff":
                return self.by(t, found, path)
            case "lambda":
                return self.names.get(t.var, REAL)
        return REAL

    def by(self, t: Bind, found: list[Sort], path: Path) -> Sort:
        """What a derivative is taken by: a real or complex variable, or an entry of an array."""
        at, indices = found[0], t.args[2:]
        if t.args[0] == Sym(t.var) and at.base == "integer":
            hint = f"differentiate by a name that is declared real, or declare {t.var} as real"
            self.fail("DC207", (*path, 1), f"`{t.var}` is an integer; no derivative exists", hint)
        if indices and len(indices) != len(at.shape):
            message = f"`{t.var}` takes {len(at.shape)} indices, not {len(indices)}"
            self.fail("DC202", (*path, 1), message, "give every index of the entry")
        for i, (entry, axis) in enumerate(zip(indices, at.shape, strict=False), 3):
            self.in_range(entry, axis, (*path, i))
        return replace(at, base="complex" if at.base == "complex" else "real")


def _ordered(
    head: str, args: tuple[Term, ...], found: list[Sort], path: Path, places: Places
) -> None:
    """Complex numbers have no order; a product with a conjugate may be real."""
    for i, (a, s) in enumerate(zip(args, found, strict=True)):
        if s.base == "complex" and not _mentions(a, "conjugate"):
            hint = "compare abs(z), re(z) or im(z), or declare the symbols real"
            message = f"complex numbers are not ordered by `{head}`"
            refuse("DC208", message, hint, (*path, i), places)


def _real_bounds(t: Bind, found: list[Sort], path: Path, places: Places) -> None:
    """An integral runs along the real line: a bound that is never real is an error."""
    for i, (bound, sort) in enumerate(zip(t.args, found, strict=True), 1):
        if sort.base == "complex" and _never_real(bound):
            hint = "write the path with a real parameter, int(f(z(t))*z'(t), t = 0..1)"
            message = "integrals run along the real line, and this bound is not real"
            refuse("DC212", message, hint, (*path, i), places)


def _never_real(t: Term) -> bool:
    """Whether a term without names is seen not to be real."""
    if free_names(t):
        return False
    return holds(App("=", (App("im", (t,)), ZERO)), {}, Context({}, (), "complex")) is False


def _mentions(t: Term, head: str) -> bool:
    return any(isinstance(part, App) and part.head == head for part in subterms(t))


Check = Callable[[_Checker, str, tuple[Term, ...], Path], Sort]

_CHECK_OF_KIND: dict[str, Check] = {
    "constant": _Checker.constant,
    "number": _Checker.number,
    "structure": _Checker.arithmetic,
    "array": _Checker.array,
    "measure": _Checker.array,
    "relation": _Checker.relation,
    "logic": _Checker.logic,
}
_CHECKS: dict[str, Check] = {
    **{h.name: _CHECK_OF_KIND[h.kind] for h in HEADS.values() if h.kind != "binder"},
    "index": _Checker.index,
    "column": _Checker.column,
    "matpow": _Checker.power,
    "each": _Checker.each,
    "block": _Checker.block,
    **dict.fromkeys(("eye", "zeros", "ones"), _Checker.sized),
    "apply": _Checker.apply,
    "O": _Checker.order,
    "piecewise": _Checker.piecewise,
    "indicator": _Checker.indicator,
    "where": _Checker.where,
}
