"""SymPy -> term: everything that `to_sympy` makes, and what people pass to the Python API.

SymPy tells symbols apart by their assumptions, terms by their names alone.  Two symbols with one
name are therefore refused, and a bound one is renamed when it would capture another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.kernel.language.terms import (
    FALSE,
    ONE,
    TRUE,
    App,
    Bind,
    Num,
    Sym,
    Term,
    free_names,
    fresh,
    number,
)
from derivcheck.notation.sympy_arrays import MATRICES
from derivcheck.notation.sympy_library import library
from derivcheck.notation.sympy_to import CONSTANTS, DIRECTIONS, FUNCTIONS

HEADS = {
    **{name: head for head, name in FUNCTIONS.items()},
    **{name: head for head, name in MATRICES.items()},
    "Equality": "=", "Unequality": "!=", "StrictLessThan": "<", "LessThan": "<=",
    "StrictGreaterThan": ">", "GreaterThan": ">=",
    "And": "and", "Or": "or", "Not": "not", "Xor": "xor", "Implies": "implies", "Equivalent": "iff",
    "MatMul": "*", "MatAdd": "+", "MatPow": "matpow",
}  # fmt: skip
"""Name of a SymPy class -> head; the arguments are the same."""

ARITIES = {"xor": 2, "iff": 2, "zeta": 1, "log": 1}
"""Heads whose SymPy class takes more arguments than the head, or fewer."""

BINDERS = {"Sum": "sum", "Product": "prod", "Integral": "int"}

_NAME = re.compile(r"[^\W\d]\w*'*")


def from_sympy(expression: Any) -> Term:
    """The term of a SymPy expression, its arguments in SymPy's order.

    Arguments:
        expression: a SymPy object; a Python number is accepted too, a string is not.

    Raises:
        Diagnosis: DC109 for an object that has no term.
    """
    sp = library()
    if isinstance(expression, str):
        raise _refusal("a string", "read it with the plain notation")
    if isinstance(expression, bool):
        return TRUE if expression else FALSE
    if isinstance(expression, int | float | Fraction):
        kind = sp.Float if isinstance(expression, float) else sp.Rational
        expression = kind(str(expression))
    if not isinstance(expression, sp.Basic | sp.MatrixBase):
        raise _refusal(f"a {type(expression).__name__}")
    return _Reading(sp).read(expression)


@dataclass(frozen=True, slots=True)
class _Reading:
    """SymPy, the names of the symbols bound around an expression, and the free ones seen so far."""

    sp: Any
    bound: Mapping[Any, str] = field(default_factory=dict)
    free: dict[str, Any] = field(default_factory=dict)

    def read(self, e: Any) -> Term:
        sp = self.sp
        match e:
            case sp.Symbol() | sp.MatrixSymbol():
                return Sym(self.name(e))
            case sp.Rational():
                return number(Fraction(e.p, e.q))
            case sp.Float():
                return _float(str(e))
            case sp.Add() | sp.Mul() | sp.Pow():
                return self.arithmetic(e)
            case sp.Piecewise():
                return self.cases(e)
            case sp.Sum() | sp.Product() | sp.Integral():
                return self.nested(BINDERS[type(e).__name__], e.function, tuple(e.limits))
            case sp.Derivative() | sp.Limit() | sp.Subs() | sp.Lambda():
                return self.binder(e)
            case sp.MatrixBase():
                rows = [self.all(row) for row in e.tolist()]
                flat = e.shape[1] == 1
                return App("vector", tuple(r[0] if flat else App("vector", r) for r in rows))
        return self.constant(e) or self.application(e)

    def all(self, expressions: Any) -> tuple[Term, ...]:
        return tuple(map(self.read, expressions))

    def name(self, symbol: Any) -> str:
        bound = self.bound.get(symbol)
        if bound is None and self.free.setdefault(symbol.name, symbol) != symbol:
            raise _refusal(f"a pair of symbols both named {symbol.name}", "rename one of them")
        return bound or _checked(str(symbol.name))

    def constant(self, e: Any) -> Term | None:
        for head, name in CONSTANTS.items():
            if e == getattr(self.sp, name):
                return App(head, ())
        return App("neg", (App("oo", ()),)) if e == -self.sp.oo else None

    def application(self, e: Any) -> Term:
        sp, kind = self.sp, type(e).__name__
        match e:
            case sp.Indexed():
                return App("index", (Sym(_checked(str(e.base.label))), *self.all(e.indices)))
            case sp.matrices.expressions.matexpr.MatrixElement():
                places = e.indices if e.parent.shape[1] != 1 else e.indices[:1]
                return App("index", (self.read(e.parent), *self.all(i + 1 for i in places)))
            case sp.Order() if len(e.args) == 2:
                return App("O", self.all((e.args[0], *e.args[1])))
            case sp.KroneckerDelta():
                return App("indicator", (App("=", self.all(e.args[:2])),))
            case sp.core.function.AppliedUndef():
                return App("apply", (Sym(_checked(e.func.__name__)), *self.all(e.args)))
            case sp.Inverse():
                return App("inv", (self.read(e.arg),))
            case sp.MatrixExpr() | sp.Trace() if made := self.array(e):
                return made
        head = HEADS.get(kind)
        if not head or len(e.args) != ARITIES.get(head, len(e.args)):
            raise _refusal(f"SymPy's {kind}")
        return App(head, self.all(e.args))

    def array(self, e: Any) -> Term | None:
        """An operation on matrices that has other arguments here; None for the others."""
        sp = self.sp
        match e:
            case sp.Trace() if e.arg.shape == (1, 1):
                return self.read(e.arg)
            case sp.ZeroMatrix() | sp.OneMatrix():
                sizes = e.args if e.args[1] != 1 else e.args[:1]
                return App("zeros" if isinstance(e, sp.ZeroMatrix) else "ones", self.all(sizes))
            case sp.BlockMatrix():
                rows = e.args[0].tolist()
                return App("block", tuple(App("vector", self.all(row)) for row in rows))
            case sp.DiagMatrix() | sp.DiagonalOf():
                return App("diag", self.all(e.args))
            case sp.matrices.expressions.slice.MatrixSlice():
                first, last, step = e.colslice
                if tuple(e.rowslice) == (0, e.parent.shape[0], 1) and (last - first, step) == (
                    1,
                    1,
                ):
                    return App("column", self.all((e.parent, first + 1)))
            case sp.HadamardPower():
                base, exponent = self.all(e.args)
                name = fresh("t", set(free_names(exponent)))
                return App("each", (Bind("lambda", name, Sym(name) ** exponent, ()), base))
        if type(e).__name__ == "ElementwiseApplyFunction":
            return App("each", self.all((e.function, e.expr)))
        return None

    # Arithmetic

    def arithmetic(self, e: Any) -> Term:
        sp = self.sp
        if isinstance(e, sp.Add):
            return App("+", self.all(e.args)) if len(e.args) > 1 else self.read(e.args[0])
        if isinstance(e, sp.Mul):
            return self.product(e.args)
        base, exponent = e.args
        if exponent == sp.Rational(1, 2):
            return App("sqrt", (self.read(base),))
        if exponent == -1 and isinstance(exponent, sp.Integer):
            return ONE / self.read(base)
        return self.read(base) ** self.read(exponent)

    def product(self, factors: tuple[Any, ...]) -> Term:
        """A product; `-1*x` is `-x`, `x*y^-1` is `x/y`, `sign(x)*|x|^(1/n)` an odd root."""
        sp = self.sp
        match factors:
            case (one,):
                return self.read(one)
            case (sp.Integer() as first, *rest) if first == -1:
                return -self.product(tuple(rest))
            case (sp.sign() as s, sp.Pow() as power) if self.is_root(s, power):
                degree = self.read(1 / power.exp if power.exp.is_Rational else _inverse(power.exp))
                arg = self.read(s.args[0])
                return App("cbrt", (arg,)) if degree == number(3) else App("root", (arg, degree))
            case (top, sp.Pow() as power) if power.exp == -1:
                return self.read(top) / self.read(power.base)
        return App("*", self.all(factors))

    def is_root(self, s: Any, power: Any) -> bool:
        same = isinstance(power.base, self.sp.Abs) and power.base.args == s.args
        exponent = power.exp
        unit = exponent.is_Rational and exponent.p == 1 and exponent.q % 2 == 1
        return bool(same and (unit or _inverse(exponent) is not None))

    # Cases

    def cases(self, e: Any) -> Term:
        pairs = [(value, condition) for value, condition in e.args]
        if guarded := self.guarded(pairs):
            return self.read(guarded)
        if len(pairs) == 2 and pairs[1] == (0, True):
            case = value, condition = self.read(pairs[0][0]), self.read(pairs[0][1])
            return App("indicator", (condition,)) if value == ONE else App("where", case)
        return App("piecewise", tuple(self.read(part) for pair in pairs for part in pair))

    def guarded(self, pairs: list[tuple[Any, Any]]) -> Any:
        """The sum inside the guard that `to_sympy` puts around one that may be empty."""
        sp = self.sp
        match pairs:
            case [(sp.Sum() | sp.Product() as whole, sp.Ge() as nonempty), (other, always)]:
                _, lower, upper = whole.limits[-1]
                empty = 0 if isinstance(whole, sp.Sum) else 1
                if nonempty.args == (upper, lower) and other == empty and always == sp.true:
                    return whole
        return None

    # Binders

    def nested(self, head: str, body: Any, limits: tuple[Any, ...]) -> Term:
        """SymPy's limits stand innermost first."""
        if not limits:
            return self.read(body)
        var, *ends = limits[-1]
        if len(ends) == 1 or (head != "int" and not ends):
            raise _refusal(f"a {head} with one end or none", "give both ends")
        if not ends:
            name = self.name(var)
            inner = self.nested(head, body, limits[:-1])
            return Bind("antiderivative", name, inner, (Sym(name),))
        name, within = self.within(var, body, *(part for limit in limits[:-1] for part in limit))
        return Bind(head, name, within.nested(head, body, limits[:-1]), self.all(ends))

    def within(self, var: Any, *scope: Any) -> tuple[str, _Reading]:
        """A name for a bound symbol that captures nothing in its scope, and the reading there."""
        others = {s for part in scope for s in _free(part) if s != var}
        taken = {self.bound.get(s, getattr(s, "name", str(s))) for s in others}
        calls = (part.atoms(self.sp.core.function.AppliedUndef) for part in scope)
        taken |= {call.func.__name__ for found in calls for call in found}
        name = fresh(_checked(str(var.name)), taken)
        return name, replace(self, bound={**self.bound, var: name})

    def binder(self, e: Any) -> Term:
        sp = self.sp
        match e:
            case sp.Limit():
                body, var, target, direction = e.args
                sides = {d: head for head, d in DIRECTIONS.items()}
                head = "lim" if target.is_infinite else sides[str(direction)]
                name, within = self.within(var, body)
                return Bind(head, name, within.read(body), (self.read(target),))
            case sp.Lambda():
                return self.function(tuple(e.variables), e.expr)
            case sp.Subs():
                return self.substitution(e.expr, tuple(e.variables), tuple(e.point))
        whole = self.read(e.expr)
        for var, order in e.variable_count:
            whole = self.derivative(whole, var, self.read(order))
        return whole

    def derivative(self, body: Term, var: Any, order: Term) -> Term:
        sp = self.sp
        match var:
            case sp.Symbol() | sp.MatrixSymbol():
                name = self.name(var)
                return Bind("diff", name, body, (Sym(name), order))
            case sp.Indexed():
                name = _checked(str(var.base.label))
                return Bind("diff", name, body, (Sym(name), order, *self.all(var.indices)))
        raise _refusal(f"a derivative by {type(var).__name__}", "differentiate by a symbol")

    def function(self, variables: tuple[Any, ...], body: Any) -> Term:
        if not variables:
            return self.read(body)
        name, within = self.within(variables[0], body)
        return Bind("lambda", name, within.function(variables[1:], body), ())

    def substitution(self, body: Any, variables: tuple[Any, ...], points: tuple[Any, ...]) -> Term:
        """`Subs`; of a derivative or an antiderivative by the same variable, their value there."""
        if not variables:
            return self.read(body)
        var, values = variables[0], self.all(points)
        name, within = self.within(var, body, *points[1:])
        inner = within.substitution(body, variables[1:], points[1:])
        match inner:
            case Bind("diff" | "antiderivative" as head, v, f, (Sym(at), *rest)) if v == at == name:
                if len(variables) == 1:
                    return Bind(head, v, f, (values[0], *rest))
        return Bind("subs", name, inner, (values[0],))


def _inverse(exponent: Any) -> Any:
    """`n` of the exponent `1/n`, as `to_sympy` writes it; else None."""
    args = exponent.args
    power = args[1] if len(args) == 2 and args[0] == 1 else exponent
    return power.args[0] if power.is_Pow and power.args[1] == -1 else None


def _float(text: str) -> Term:
    value = Fraction(text)
    return -Num(-value) if value < 0 else Num(value)


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise _refusal(f"a symbol named {name!r}", "use letters, digits and underscores")
    return name


def _refusal(what: str, hint: str = "") -> Diagnosis:
    return Diagnosis(Diagnostic("DC109", f"{what} has no counterpart here", hint))


def _free(e: Any) -> set[Any]:
    """The free symbols; SymPy's own `free_symbols` rebuilds sums, and may fail on what it makes."""
    if getattr(e, "is_Symbol", False):
        return {e}
    match type(e).__name__:
        case "Sum" | "Product" | "Integral":
            found = _free(e.function)
            for var, *ends in e.limits:
                found = (found - {var} if ends else found).union(*map(_free, ends))
            return found
        case "Lambda":
            return _free(e.expr) - set(e.variables)
        case "Subs":
            return (_free(e.expr) - set(e.variables)).union(*map(_free, e.point))
        case "Limit":
            return (_free(e.args[0]) - {e.args[1]}) | _free(e.args[2])
    return set().union(*map(_free, getattr(e, "args", ())))
