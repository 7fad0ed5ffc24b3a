"""Names, shapes and kinds: whether a term makes sense in a scope, and what sort it has.

Works on terms of any notation; the spans only say where to point.  A finding is an error only if
it is certain: sizes that may agree, indices that are sometimes in range pass.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import NoReturn

from derivcheck.diagnostics import Diagnosis, Diagnostic, Span
from derivcheck.kernel.claims import Context
from derivcheck.kernel.evaluation import holds
from derivcheck.kernel.heads import HEADS
from derivcheck.kernel.sorts import BOOLEAN, INTEGER, REAL, Base, Sort
from derivcheck.kernel.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    free_names,
    number,
    subterms,
)
from derivcheck.notation.elsewhere import NAMES
from derivcheck.notation.reading import Path
from derivcheck.notation.scope import UNKNOWN_AXIS, Scope
from derivcheck.notation.sizes import difference
from derivcheck.notation.spellings import CONSTANTS, FUNCTIONS
from derivcheck.notation.tokens import MAX_DEPTH
from derivcheck.notation.writer import show

RANK: dict[Base, int] = {"integer": 0, "rational": 1, "real": 2, "complex": 3}
RATIONAL, COMPLEX = Sort("rational"), Sort("complex")
LAMBDA = Sort("function", arity=1)
REAL_VALUED = frozenset(["abs", "re", "im", "arg"])
INTEGER_VALUED = frozenset(["floor", "ceiling"])
JOINED = frozenset(["mod", "binomial", "min", "max"])


def check(term: Term, scope: Scope, spans: Mapping[Path, Span] | None = None) -> Sort:
    """The sort of a term; statements are boolean.

    Arguments:
        term: what was read.
        scope: the declared names; bound names need no declaration.
        spans: where each subterm stands, to point at.

    Raises:
        Diagnosis: DC107, DC201 to DC208, DC210, DC212.
    """
    return _Checker(scope, {} if spans is None else spans).sort(term, ())


class _Checker:
    """The sorts of the names around the place being looked at."""

    __slots__ = ("bound", "names", "spans")

    def __init__(self, scope: Scope, spans: Mapping[Path, Span]) -> None:
        self.names = dict(scope.names)
        self.bound: list[str] = []
        self.spans = spans

    def fail(self, code: str, path: Path, message: str, hint: str = "") -> NoReturn:
        raise Diagnosis(Diagnostic(code, message, hint, self.spans.get(path)))

    def sort(self, t: Term, path: Path) -> Sort:
        """The sort of any term, a function without arguments included."""
        if isinstance(t, App):
            if len(path) > MAX_DEPTH:
                message = f"the expression is nested more than {MAX_DEPTH} levels deep"
                self.fail("DC107", path, message, "name its parts under define:")
            return _CHECKS[t.head](self, t.head, t.args, path)
        if isinstance(t, Sym):
            found = self.names.get(t.name)
            return found if found is not None else self.unknown(t.name, path)
        if isinstance(t, Num):
            return INTEGER if t.value.denominator == 1 else RATIONAL
        return self.binder(t, path)

    def unknown(self, name: str, path: Path, sort: str = "") -> NoReturn:
        """A name that nobody declared: how it is written here, or the nearest that is declared.

        Arguments:
            sort: what it must be declared as, by the way it is used.
        """
        hint = NAMES.get(name) or self.primed(name)
        if hint is None and name in CONSTANTS:
            hint = f"write {name}*(...) if a product is meant"
        if hint is None:
            near = self.near(name, sort)
            otherwise = f"declare {name} under symbols:{sort and f', as {sort}'}"
            hint = f"did you mean {near[0]}? Otherwise {otherwise}" if near else otherwise
        self.fail("DC201", path, f"`{name}` is not declared", hint)

    def named(self, t: Term, path: Path, sort: str) -> Sort:
        """The sort of what is indexed or applied; an undeclared name must get a sort for that."""
        if isinstance(t, Sym) and t.name not in self.names:
            self.unknown(t.name, path, sort)
        return self.sort(t, path)

    def primed(self, name: str) -> str | None:
        """What to write for `f'` of a function, `A'` of an array."""
        bare = name.rstrip("'")
        sort = self.names.get(bare) if bare != name else None
        if sort is not None and sort.base == "function":
            return f"write {name}(x) with its argument"
        if sort is not None and sort.shape:
            return f"write {bare}.T for the transpose, or declare {name} under symbols:"
        return None

    def near(self, name: str, sort: str) -> list[str]:
        """The declared, bound or built-in name that was meant, if there is one.

        Arguments:
            sort: as of `unknown`; only a function is applied, and only an array indexed.
        """
        if sort:
            applied = sort.startswith("function")
            fit = [n for n, s in self.names.items() if (s.base == "function") == applied]
            fit = [n for n in fit if applied or self.names[n].shape]
            near = get_close_matches(name[:80], fit, 1)
            return near or get_close_matches(name[:80], FUNCTIONS if applied else (), 1, 0.8)
        names, builtin = list(self.names), [*FUNCTIONS, *CONSTANTS]
        near = get_close_matches(name[:80], names, 1) or get_close_matches(
            name[:80], builtin, 1, 0.75
        )
        if len(self.bound) == 1 and not (near and len(name) > 2):
            near = self.bound
        similar = [n for n in names if abs(len(n) - len(name)) < 2]
        return near or get_close_matches(name[:80], similar, 1, 0.34)

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

    def scalar(self, t: Term, path: Path, hint: str = "") -> Sort:
        found = self.value(t, path)
        if found.shape:
            hint = hint or f"apply it to each entry, {self.entry(t, found)}"
            self.fail("DC204", path, "an array stands where a number is expected", hint)
        return found

    def entry(self, t: Term, sort: Sort) -> str:
        """How an entry of an array is written, and how its indices are declared."""
        name = t.name if isinstance(t, Sym) else "a"
        indices = "j" if len(sort.shape) == 1 else ", ".join("ijlm"[: len(sort.shape)])
        ranges = zip(indices.split(", "), sort.shape, strict=False)
        told = (f"{i}: index in {show(low)}..{show(up)}" for i, (low, up) in ranges)
        return f"{name}[{indices}], with {', '.join(told)}"

    def length(self, t: Term) -> str:
        """What to write for the length of a vector, of a declared one with its own range."""
        sort = self.names.get(t.name) if isinstance(t, Sym) else None
        if sort is None or len(sort.shape) != 1 or not isinstance(t, Sym):
            return NAMES["norm"]
        lower, upper = map(show, sort.shape[0])
        return f"write sqrt(sum({t.name}[j]^2, j = {lower}..{upper})) for the length of a vector"

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
            self.scalar(a, (*path, i), self.length(a) if head == "abs" else "")
            for i, a in enumerate(args)
        ]
        if head in ("min", "max"):
            self.ordered(head, args, found, path)
        if head in INTEGER_VALUED:
            return INTEGER
        if head in JOINED:
            return _join(found)
        complex_result = head not in REAL_VALUED and any(s.base == "complex" for s in found)
        return COMPLEX if complex_result else REAL

    def arithmetic(self, head: str, args: tuple[Term, ...], path: Path) -> Sort:
        found = [self.value(a, (*path, i)) for i, a in enumerate(args)]
        joined = _join(found)
        if any(s.shape for s in found):
            return replace(joined, shape=self.shape_of(head, found, path))
        if head == "/" and joined.base == "integer":
            return RATIONAL
        if head == "^" and found[1].base != "integer":
            return COMPLEX if joined.base == "complex" else REAL
        return joined

    def shape_of(self, head: str, found: list[Sort], path: Path) -> tuple[tuple[Term, Term], ...]:
        """The shape of arithmetic with arrays."""
        shaped = [(i, s) for i, s in enumerate(found) if s.shape]
        first = shaped[0][1]
        match head:
            case "+":
                for i, other in enumerate(found):
                    self.conform(first, other, (*path, i), "+")
            case "*" if len(shaped) > 1:
                self.fail("DC204", path, "two arrays are multiplied", "write A @ B")
            case "/" if found[1].shape:
                hint = "write A @ inv(B), or inv(B) for 1/B"
                self.fail("DC204", (*path, 1), "nothing is divided by an array", hint)
            case "^":
                hint = "write A @ A, inv(A), or powers of the entries"
                self.fail("DC204", path, "arrays have no powers", hint)
        return first.shape

    def conform(self, first: Sort, other: Sort, path: Path, sign: str) -> None:
        """Both sides of `+` or a relation need the same shape."""
        if len(first.shape) != len(other.shape):
            kinds = {0: "a number", 1: "a vector", 2: "a matrix"}
            names = [kinds.get(len(s.shape), "an array") for s in (first, other)]
            message = f"{names[0]} and {names[1]} do not go together under `{sign}`"
            self.fail("DC204", path, message, "both sides need the same shape")
        for mine, theirs in zip(first.shape, other.shape, strict=True):
            self.same_axis(mine, theirs, path, exact=True)

    def same_axis(
        self, mine: tuple[Term, Term], theirs: tuple[Term, Term], path: Path, *, exact: bool
    ) -> None:
        if mine == theirs or UNKNOWN_AXIS in (mine, theirs):
            return
        gap = difference(mine[1] - mine[0], theirs[1] - theirs[0])
        if gap != 0 or (exact and difference(mine[0], theirs[0]) != 0):
            hint = "declare both with the same size and the same first index"
            self.fail("DC204", path, "the sizes of the two sides do not match", hint)

    def index(self, head: str, args: tuple[Term, ...], path: Path) -> Sort:
        array = self.named(args[0], (*path, 0), f"real[{', '.join('3' for _ in args[1:])}]")
        name = args[0].name if isinstance(args[0], Sym) else "this"
        if array.base == "function":
            hint = f"write {name}(x); brackets are for entries of arrays"
            self.fail("DC202", path, f"`{name}` is a function, not an array", hint)
        if len(args) - 1 != len(array.shape):
            many = {0: "no index", 1: "1 index"}.get(
                len(array.shape), f"{len(array.shape)} indices"
            )
            hint = f"write {name}[{', '.join('ijlm'[: len(array.shape)])}]" if array.shape else ""
            hint = hint or f"declare it as an array, {name}: real[n]"
            self.fail("DC202", path, f"`{name}` takes {many}, not {len(args) - 1}", hint)
        for i, (entry, axis) in enumerate(zip(args[1:], array.shape, strict=True), 1):
            self.in_range(entry, axis, (*path, i))
        return _PLAIN.get(array.base, BOOLEAN)

    def in_range(self, entry: Term, axis: tuple[Term, Term], path: Path) -> None:
        found = self.scalar(entry, path)
        if found.base not in ("integer", "rational") and isinstance(entry, Sym):
            hint = f"declare {entry.name} as an integer or as index of k"
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
        for i, a in enumerate(args[1:], 1):
            self.scalar(a, (*path, i))
        name = args[0].name if isinstance(args[0], Sym) else "this"
        if function.base != "function":
            hint = f"write {name}*(...) if a product is meant, or declare {name} as a function"
            self.fail("DC205", path, f"`{name}` is not a function", hint)
        if function.arity is not None and function.arity != len(args) - 1:
            noun = "argument" if function.arity == 1 else "arguments"
            message = f"`{name}` takes {function.arity} {noun}, not {len(args) - 1}"
            self.fail("DC205", path, message, f"it is declared with {function.arity} {noun}")
        return Sort(function.codomain)

    def piecewise(self, head: str, args: tuple[Term, ...], path: Path) -> Sort:
        values = []
        for i, a in enumerate(args):
            if i % 2:
                self.statement(a, (*path, i))
            else:
                values.append(self.value(a, (*path, i)))
                self.conform(values[0], values[-1], (*path, i), "Piecewise")
        return _join(values, values[0].shape)

    def indicator(self, head: str, args: tuple[Term, ...], path: Path) -> Sort:
        self.statement(args[0], (*path, 0))
        return INTEGER

    def where(self, head: str, args: tuple[Term, ...], path: Path) -> Sort:
        found = self.value(args[0], (*path, 0))
        self.statement(args[1], (*path, 1))
        return found

    def array(self, head: str, args: tuple[Term, ...], path: Path) -> Sort:
        found = [self.value(a, (*path, i)) for i, a in enumerate(args)]
        match head:
            case "vector":
                for i, other in enumerate(found):
                    self.conform(found[0], other, (*path, i), "[ ]")
                return _join(found, ((ONE, number(len(args))), *found[0].shape))
            case "matmul":
                return self.product(args, found, path)
            case "transpose" if found[0].shape and len(found[0].shape) < 3:
                return _join(found, found[0].shape[::-1])
        shape = found[0].shape
        if len(shape) != 2:
            hint = "declare it as a matrix, A: real[n, n]"
            self.fail("DC204", (*path, 0), f"`{head}` needs a matrix", hint)
        if head in ("inv", "det", "tr"):
            self.same_axis(shape[0], shape[1], (*path, 0), exact=False)
        return _join(found, shape if head == "inv" else ())

    def product(self, args: tuple[Term, ...], found: list[Sort], path: Path) -> Sort:
        """Matrices and vectors; a vector is a row in front, `x.T @ A @ y`, a column at the end."""
        last = len(args) - 1
        for i, (a, s) in enumerate(zip(args, found, strict=True)):
            turned = isinstance(a, App) and a.head == "transpose"
            if len(s.shape) not in (1, 2):
                self.fail(
                    "DC204", (*path, i), "`@` needs matrices or vectors", "write 2*A for numbers"
                )
            if len(s.shape) == 1 and (i not in (0, last) or (turned and i)):
                hint = "an outer product is written by entries, u[i]*v[j]"
                self.fail("DC204", (*path, i), "a vector stands inside a matrix product", hint)
            if i:
                self.same_axis(found[i - 1].shape[-1], s.shape[0], (*path, i), exact=True)
        return _join(found, (*found[0].shape[:-1], *found[-1].shape[1:]))

    def relation(self, head: str, args: tuple[Term, ...], path: Path) -> Sort:
        found = [self.value(a, (*path, i)) for i, a in enumerate(args)]
        if head in ("=", "!="):
            self.conform(found[0], found[1], (*path, 1), head)
            return BOOLEAN
        for i, s in enumerate(found):
            if s.shape:
                hint = "write for all j = 1..k, a[j] > 0"
                self.fail("DC204", (*path, i), "an array stands where a number is expected", hint)
        if head != "in":
            self.ordered(head, args, found, path)
        return BOOLEAN

    def ordered(self, head: str, args: tuple[Term, ...], found: list[Sort], path: Path) -> None:
        """Complex numbers have no order; a product with a conjugate may be real."""
        for i, (a, s) in enumerate(zip(args, found, strict=True)):
            if s.base == "complex" and not _mentions(a, "conjugate"):
                hint = "compare abs(z), re(z) or im(z), or declare the symbols real"
                message = f"complex numbers are not ordered by `{head}`"
                self.fail("DC208", (*path, i), message, hint)

    def logic(self, head: str, args: tuple[Term, ...], path: Path) -> Sort:
        for i, a in enumerate(args):
            self.statement(a, (*path, i))
        return BOOLEAN

    def binder(self, t: Bind, path: Path) -> Sort:
        """A binder: its arguments outside, its body with the variable declared."""
        found = []
        for i, a in enumerate(t.args, 1):
            may_be_array = t.head == "subs" or (t.head == "diff" and i == 1)
            found.append((self.value if may_be_array else self.scalar)(a, (*path, i)))
        if t.head == "int":
            self.real_bounds(t, found, path)
        var_sort = self.variable(t, found, path)
        before = self.names.get(t.var)
        self.names[t.var] = var_sort
        self.bound.append(t.var)
        body = self.body(t, (*path, 0))
        self.bound.pop()
        if before is None:
            del self.names[t.var]
        else:
            self.names[t.var] = before
        if t.head == "diff" and found[0].shape and len(t.args) == 2:
            return replace(body, shape=(*body.shape, *found[0].shape))
        return body

    def real_bounds(self, t: Bind, found: list[Sort], path: Path) -> None:
        """An integral runs along the real line: a bound that is never real is an error."""
        for i, (bound, sort) in enumerate(zip(t.args, found, strict=True), 1):
            if sort.base == "complex" and never_real(bound):
                hint = "write the path with a real parameter, int(f(z(t))*z'(t), t = 0..1)"
                message = "integrals run along the real line, and this bound is not real"
                self.fail("DC212", (*path, i), message, hint)

    def body(self, t: Bind, path: Path) -> Sort:
        if t.head == "forall":
            return self.statement(t.body, path)
        if t.head == "lambda":
            self.sort(t.body, path)
            return LAMBDA
        found = self.value(t.body, path)
        result = found if t.head in ("sum", "prod") else _join([found, RATIONAL], found.shape)
        if t.head == "subs":
            return found
        return REAL if result.base == "rational" and not result.shape else result

    def variable(self, t: Bind, found: list[Sort], path: Path) -> Sort:
        """The sort of a bound variable, given the sorts of the binder's arguments."""
        match t.head:
            case "sum" | "prod":
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


def _join(sorts: list[Sort], shape: tuple[tuple[Term, Term], ...] = ()) -> Sort:
    """The least kind of number that holds all."""
    base = max((s.base for s in sorts), key=lambda b: RANK.get(b, 2))
    return _PLAIN[base] if not shape else Sort(base, shape)


def never_real(t: Term) -> bool:
    """Whether a term without names is seen not to be real."""
    if free_names(t):
        return False
    return holds(App("=", (App("im", (t,)), ZERO)), {}, Context({}, (), "complex")) is False


def _mentions(t: Term, head: str) -> bool:
    return any(isinstance(part, App) and part.head == head for part in subterms(t))


Check = Callable[[_Checker, str, tuple[Term, ...], Path], Sort]

_PLAIN: dict[Base, Sort] = {base: Sort(base) for base in RANK}
_CHECK_OF_KIND: dict[str, Check] = {
    "constant": _Checker.constant,
    "number": _Checker.number,
    "structure": _Checker.arithmetic,
    "array": _Checker.array,
    "relation": _Checker.relation,
    "logic": _Checker.logic,
}
_CHECKS: dict[str, Check] = {
    **{h.name: _CHECK_OF_KIND[h.kind] for h in HEADS.values() if h.kind != "binder"},
    "index": _Checker.index,
    "apply": _Checker.apply,
    "piecewise": _Checker.piecewise,
    "indicator": _Checker.indicator,
    "where": _Checker.where,
}
