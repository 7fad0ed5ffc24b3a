"""Term -> SymPy, such that SymPy evaluates nothing on the way: `x/x` stays `x/x`.

Every node is built by its class with `evaluate=False`; those that compute even then are built raw:
`Derivative` drops operands free of its variable, `Sum`, `Integral` and `Piecewise` fold cases,
`Subs` joins nested ones.  SymPy evaluates again as soon as anybody computes with the result
(`subs`, `doit`, `+`); only the expression as returned is the author's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import gcd
from typing import Any

from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.handbook import HANDBOOK
from derivcheck.kernel.language.sorts import REAL, Sort
from derivcheck.kernel.language.terms import ONE, App, Bind, Num, Sym, Term
from derivcheck.notation.sympy_arrays import array, refusal
from derivcheck.notation.sympy_library import library

CONSTANTS = {
    **{name: name for name, row in HANDBOOK.items() if not row.most},
    "oo": "oo", "true": "true", "false": "false",
}  # fmt: skip
"""Head of a constant -> its name in SymPy."""

FUNCTIONS = {
    name: row.sympy or name for name, row in HANDBOOK.items() if row.most and row.sympy != ""
}
"""Head of a function -> its class in SymPy."""

STATEMENTS = {
    "=":   "Eq",  "!=": "Ne", "<":  "Lt",  "<=":  "Le",  ">":       "Gt",      ">=":  "Ge",
    "and": "And", "or": "Or", "xor": "Xor", "not": "Not", "implies": "Implies", "iff": "Equivalent",
}  # fmt: skip
"""Head of a statement -> its class in SymPy."""

DIRECTIONS = {"lim": "+-", "lim+": "+", "lim-": "-"}

SIGNS = {
    ">": "positive", ">=": "nonnegative", "<": "negative", "<=": "nonpositive", "!=": "nonzero",
}  # fmt: skip
FLIPPED = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "!=": "!="}

_Lowered = Any
"""A SymPy object."""


def to_sympy(term: Term, context: Context) -> Any:
    """The SymPy expression of a term, unevaluated.

    Arguments:
        term: an expression or a statement without quantifiers.
        context: declares the sorts and the assumptions; undeclared names are real.

    Raises:
        Diagnosis: DC110 for a term that SymPy has no expression for.
    """
    try:
        return _Lowering(library(), context, _signs(context)).lower(term)
    except (TypeError, ValueError, AttributeError) as error:  # SymPy's own complaints
        raise refusal("this term", str(error)[:120]) from error


def _signs(context: Context) -> dict[str, frozenset[str]]:
    """For each name what the assumptions say of its sign, in SymPy's words."""
    signs: dict[str, frozenset[str]] = {}
    for statement in context.assumptions:
        match statement:
            case App(relation, (Sym(name), bound)) if relation in SIGNS:
                pass
            case App(relation, (bound, Sym(name))) if relation in SIGNS:
                relation = FLIPPED[relation]
            case App("in", (Sym(name), bound, _)):
                relation = ">="
            case _:
                continue
        word = _sign(relation, bound)
        signs[name] = signs.get(name, frozenset()) | ({word} if word else set())
    return signs


def _sign(relation: str, bound: Term) -> str | None:
    match bound:
        case Num(value) if value == 0:
            return SIGNS[relation]
        case Num() if relation in (">", ">="):
            return "positive"
        case App("neg", (Num(),)) if relation in ("<", "<="):
            return "negative"
    return None


@dataclass(frozen=True, slots=True)
class _Lowering:
    """SymPy, the declarations, and the SymPy symbols of the names bound around a term."""

    sp: Any
    context: Context
    signs: Mapping[str, frozenset[str]]
    bound: Mapping[str, _Lowered] = field(default_factory=dict)

    def lower(self, t: Term) -> _Lowered:
        match t:
            case Num(value):
                return self.sp.Rational(value.numerator, value.denominator)
            case Sym(name):
                return self.name(name)
            case Bind():
                return self.binder(t)
            case App("+" | "*" | "neg" | "/" | "^" | "sqrt" | "cbrt" | "root"):
                return self.arithmetic(t)
            case App(head, args) if head in FUNCTIONS and not (head == "log" and len(args) == 2):
                return getattr(self.sp, FUNCTIONS[head])(*self.all(args), evaluate=False)
            case App(head, args) if head in STATEMENTS:
                return getattr(self.sp, STATEMENTS[head])(*self.all(args), evaluate=False)
            case App(head, ()) if head in CONSTANTS:
                return getattr(self.sp, CONSTANTS[head])
        return array(t, self.sp, self.context, self.lower) or self.structure(t)

    def all(self, terms: tuple[Term, ...]) -> list[_Lowered]:
        return [self.lower(t) for t in terms]

    # Names

    def name(self, name: str) -> _Lowered:
        if name in self.bound:
            return self.bound[name]
        sort = self.context.sorts.get(name, REAL)
        if sort.base == "function":
            return self.function(name)
        if sort.shape:
            return self.sp.MatrixSymbol(name, *self.sizes(sort))
        return self.sp.Symbol(name, **self.assumptions(name, sort))

    def assumptions(self, name: str, sort: Sort) -> dict[str, bool]:
        """A boolean or complex name gets no assumption, the others theirs."""
        if sort.base in ("boolean", "complex"):
            return {"complex": True} if sort.base == "complex" else {}
        words = self.signs.get(name, frozenset())
        return {sort.base: True} | dict.fromkeys(sorted(words), True)

    def function(self, name: str) -> _Lowered:
        sort = self.context.sorts.get(name, Sort("function"))
        real = {"real": True} if sort.codomain == "real" else {}
        return self.sp.Function(name, **real)

    def sizes(self, sort: Sort) -> list[_Lowered]:
        """Rows and columns; a vector is a column."""
        sizes = [
            self.lower(upper) if lower == ONE else self.lower(upper) - self.lower(lower) + 1
            for lower, upper in sort.shape
        ]
        if len(sizes) > 2:
            raise refusal("an array with more than two axes", "index all of its axes")
        return [*sizes, self.sp.Integer(1)][:2]

    def entry(self, name: str, indices: list[_Lowered]) -> _Lowered:
        sort = self.context.sorts.get(name, REAL)
        base = self.sp.IndexedBase(name, **({"real": True} if sort.base == "real" else {}))
        return self.sp.Indexed(base, *indices)

    # Arithmetic

    def arithmetic(self, t: App) -> _Lowered:
        match t:
            case App("neg", (Num(value),)):
                return self.sp.Rational(-value.numerator, value.denominator)
            case App("neg", (arg,)):
                return self.times(self.sp.Integer(-1), self.lower(arg))
            case App("/", (Num(p), Num(q))) if q > 1 and _is_lowest_terms(p, q):
                return self.sp.Rational(int(p), int(q))
            case App("/", (top, bottom)):
                return self.times(self.lower(top), self.pow(self.lower(bottom), -1))
            case App("^", (base, exponent)):
                return self.pow(self.lower(base), self.lower(exponent))
            case App("sqrt", (arg,)):
                return self.pow(self.lower(arg), self.sp.Rational(1, 2))
            case App("cbrt", (arg,)):
                return self.root(self.lower(arg), self.sp.Rational(1, 3))
            case App("root", (arg, Num(n))) if n and n.denominator == 1 and n % 2 == 0:
                return self.pow(self.lower(arg), self.sp.Rational(1, int(n)))
            case App("root", (arg, degree)):
                return self.root(self.lower(arg), self.lower(ONE / degree))
            case App("+", args):
                parts = self.all(args)
                matrix = any(_is_matrix(p) for p in parts)
                return self.sp.MatAdd(*parts) if matrix else self.sp.Add(*parts, evaluate=False)
        return self.times(*self.all(t.args))  # a product of numbers and one array

    def times(self, *factors: _Lowered) -> _Lowered:
        if any(_is_matrix(f) for f in factors):
            return self.sp.MatMul(*factors)
        return self.sp.Mul(*factors, evaluate=False)

    def pow(self, base: _Lowered, exponent: _Lowered | int) -> _Lowered:
        if _is_matrix(base):
            return self.sp.MatPow(base, exponent)
        exponent = self.sp.Integer(exponent) if isinstance(exponent, int) else exponent
        return self.sp.Pow(base, exponent, evaluate=False)

    def root(self, arg: _Lowered, exponent: _Lowered) -> _Lowered:
        """The odd real root, `sign(x)*|x|^(1/n)`; principal in complex files."""
        if self.context.field == "complex":
            return self.pow(arg, exponent)
        size = self.sp.Abs(arg, evaluate=False)
        return self.times(self.sp.sign(arg, evaluate=False), self.pow(size, exponent))

    # Everything else

    def structure(self, t: App) -> _Lowered:
        match t:
            case App("log", (arg, base)):
                return self.lower(App("/", (App("log", (arg,)), App("log", (base,)))))
            case App("apply", (Sym(name), *args)) if name not in self.bound:
                return self.function(name)(*self.all(tuple(args)))
            case App("index", (Sym(name), *indices)):
                return self.entry(name, self.all(tuple(indices)))
            case App("indicator", (App("=", (left, right)),)):
                sides = self.lower(left), self.lower(right)
                if all(side.is_integer for side in sides):
                    return self.sp.KroneckerDelta(*sides, evaluate=False)
                return self.piecewise(1, self.sp.Eq(*sides, evaluate=False), 0, True)
            case App("indicator", (condition,)):
                return self.piecewise(1, self.lower(condition), 0, True)
            case App("where", (value, condition)):
                return self.piecewise(self.lower(value), self.lower(condition), 0, True)
            case App("piecewise", args):
                return self.piecewise(*self.all(args))
            case App("in", (member, lower, upper)):
                ends = App("<=", (lower, member)), App("<=", (member, upper))
                return self.lower(App("and", ends))
            case App("vector", rows):
                return self.matrix(rows)
            case App("O", (of, *place)):
                parts = self.lower(of), self.sp.Tuple(*self.all(tuple(place)))
                return self.sp.Expr.__new__(self.sp.Order, *parts)
        raise refusal(f"the head {t.head!r}")

    def piecewise(self, *parts: _Lowered) -> _Lowered:
        made = map(self.pair, parts[::2], parts[1::2])
        return self.sp.Basic.__new__(self.sp.Piecewise, *made)

    def pair(self, value: _Lowered, condition: _Lowered) -> _Lowered:
        """One case; its constructor would fold a condition that holds cases itself."""
        kind = self.sp.functions.elementary.piecewise.ExprCondPair
        value = self.sp.Integer(value) if isinstance(value, int) else value
        condition = self.sp.true if condition is True else condition
        return self.sp.Tuple.__new__(kind, value, condition)

    def matrix(self, rows: tuple[Term, ...]) -> _Lowered:
        entries = [
            self.all(row.args if isinstance(row, App) and row.head == "vector" else (row,))
            for row in rows
        ]
        matrices = any(_is_matrix(entry) for row in entries for entry in row)
        if len({len(row) for row in entries}) != 1 or matrices:
            raise refusal("an array with more than two axes or rows of different length")
        return self.sp.ImmutableDenseMatrix(entries)

    # Binders

    def binder(self, t: Bind) -> _Lowered:
        args = self.all(t.args)
        match t:
            case Bind("sum" | "prod" as head, var, body):
                symbol, inner = self.within(var, body, integer=True)
                return self.guarded(head, inner, symbol, *args)
            case Bind("int", var, body):
                symbol, inner = self.within(var, body, real=True)
                return self.limited("Integral", inner, symbol, *args)
            case Bind("lim" | "lim+" | "lim-" as head, var, body):
                symbol, inner = self.within(var, body, real=True)
                return self.sp.Limit(inner, symbol, *args, dir=DIRECTIONS[head])
            case Bind("subs", var, body):
                symbol, inner = self.within(var, body, real=True)
                return self.subs(inner, symbol, *args)
            case Bind("lambda", var, body):
                symbol, inner = self.within(var, body, real=True)
                return self.sp.Lambda(symbol, inner)
            case Bind("antiderivative", var, body, (at,)):
                return self.at(var, body, at, lambda f, x: self.limited("Integral", f, x))
            case Bind("diff", var, body, (at, _)):
                return self.at(var, body, at, lambda f, x: self.derivative(f, x, args[1]))
            case Bind("diff", var, body, (Sym(name), _, *_)) if name == var:
                return self.derivative(self.lower(body), self.entry(var, args[2:]), args[1])
        raise refusal(f"{t.head!r} here")

    def within(self, var: str, body: Term, **assumptions: bool) -> tuple[_Lowered, _Lowered]:
        """The symbol of a bound name, and the body lowered with it."""
        symbol = self.sp.Symbol(var, **assumptions)
        return symbol, replace(self, bound={**self.bound, var: symbol}).lower(body)

    def guarded(
        self, head: str, body: _Lowered, var: _Lowered, lower: _Lowered, upper: _Lowered
    ) -> _Lowered:
        """A sum that is 0 for upper < lower, where SymPy follows Karr's convention instead."""
        whole = self.limited("Sum" if head == "sum" else "Product", body, var, lower, upper)
        if upper == self.sp.oo or (upper - lower + 1).is_nonnegative:
            return whole
        nonempty = self.sp.Ge(upper, lower, evaluate=False)
        return self.piecewise(whole, nonempty, 0 if head == "sum" else 1, True)

    def limited(self, kind: str, body: _Lowered, *limits: _Lowered) -> _Lowered:
        """A sum, product or integral; its constructor would fold cases and nested ones."""
        made = self.sp.Expr.__new__(getattr(self.sp, kind), body, self.sp.Tuple(*limits))
        made.is_commutative = body.is_commutative
        return made

    def at(
        self, var: str, body: Term, at: Term, make: Callable[[_Lowered, _Lowered], _Lowered]
    ) -> _Lowered:
        """An operator by `var` whose result is taken at a point."""
        if at == Sym(var):
            return make(self.lower(body), self.lower(at))
        symbol, inner = self.within(var, body, real=True)
        return self.subs(make(inner, symbol), symbol, self.lower(at))

    def subs(self, body: _Lowered, var: _Lowered, point: _Lowered) -> _Lowered:
        made = self.sp.Expr.__new__(self.sp.Subs, body, self.sp.Tuple(var), self.sp.Tuple(point))
        made._expr = body  # what the constructor keeps for comparing
        return made

    def derivative(self, body: _Lowered, by: _Lowered, order: _Lowered) -> _Lowered:
        return self.sp.Expr.__new__(self.sp.Derivative, body, self.sp.Tuple(by, order))


def _is_lowest_terms(p: int | Fraction, q: int | Fraction) -> bool:
    return p.denominator == q.denominator == 1 and gcd(int(p), int(q)) == 1


def _is_matrix(lowered: _Lowered) -> bool:
    return bool(getattr(lowered, "is_Matrix", False) or getattr(lowered, "is_MatrixExpr", False))
