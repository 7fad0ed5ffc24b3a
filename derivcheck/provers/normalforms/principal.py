"""Logarithms that are inverse functions in disguise, over the complex numbers.

`u + i*sqrt(1 - u^2)`, `i*u + sqrt(1 - u^2)` and sums of two roots are the arguments by which acos,
asin and acosh are defined; what is recognised is brought to the one form that the rows of
`circular.PRINCIPAL` give.  DLMF 4.23 (iv), 4.37 (iv); W. Kahan, "Branch cuts for complex elementary
functions", 1987.
"""

from __future__ import annotations

from derivcheck.kernel.language.terms import Term, call, number
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.trigonometric import UNIT
from derivcheck.provers.sideconditions.conjugates import square_roots


def recognised(basis: Basis, p: Term) -> None:
    """Relates log(p) to the inverse function that it is."""
    v = basis.value(p)
    found = [row for row in square_roots(basis.field, v.top) if row[0] != UNIT]
    if not v.bottom.is_constant() or not 1 <= len(found) <= 2:
        return
    summands = [basis.polynomial(b) * r for r, _, b in found]
    if len(found) == 1:
        _as_one_root(basis, basis.polynomial(found[0][1]), *summands)
    elif basis.field.equal(p, summands[0] + summands[1]):
        _as_two_roots(basis, *summands)


def _as_one_root(basis: Basis, a: Term, b: Term) -> None:
    """a + b, where b is a root: k*(u + i*sqrt(1 - u^2)) or k*(i*u + sqrt(1 - u^2))."""
    norm = basis.field.constant(a**2 - b**2)
    if norm:
        k = call("sqrt", number(abs(norm)))
        turned = ("acos", a / k) if norm > 0 else ("asin", a / (UNIT * k))
        _related(basis, turned[0], f"{turned[0]}_principal", turned[1])


def _as_two_roots(basis: Basis, a: Term, b: Term) -> None:
    """a + b, where both are roots: k*(sqrt((1 + u)/2) + i*sqrt((1 - u)/2)), or that of acosh."""
    for one, other in ((a, b), (b, a)):
        norm = basis.field.constant(one**2 - other**2)
        if norm is not None and norm > 0:
            head = "acos" if _is_turned(basis, other) else "acosh"
            u = (one**2 + other**2) / number(norm)
            _related(basis, head, f"{head}_halves", u)


def _is_turned(basis: Basis, t: Term) -> bool:
    """Whether the imaginary unit is a factor."""
    return any(p == UNIT for p, _ in basis.factors(t)[1])


def _related(basis: Basis, head: str, row: str, u: Term) -> None:
    """The inverse function by its row, and by the one to which all are brought."""
    u = basis.normal(u)
    basis.visit(call(head, u))
    basis.axiom(row, u=u)
