"""Integrals by a primitive."""

from __future__ import annotations

from derivcheck.kernel.checker.deduction import Deduction
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.requirements import (
    require,
    require_defined,
    require_fresh,
    require_sides,
)
from derivcheck.kernel.checker.suppositions import inside
from derivcheck.kernel.checker.theorems import Rejected, equal
from derivcheck.kernel.language.claims import manifestly_real
from derivcheck.kernel.language.continuity import continuous
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.evidence import NewtonLeibniz
from derivcheck.kernel.language.terms import (
    ONE,
    Bind,
    Sym,
    Term,
    call,
    is_infinite,
    substitute,
)  # fmt: skip


def newton_leibniz(e: NewtonLeibniz, facts: Facts, by: Deduction) -> Term:
    """An integral by a primitive, at its ends or near them.

    The variable is real in either field.  A primitive that has a derivative in the plane has the
    same along the line, so that its real and imaginary parts are primitives of those of the body.
    """
    t, at = e.term, Sym(e.var)
    if not isinstance(t, Bind) or t.head != "int":
        raise Rejected("a primitive gives an integral")
    if not all(manifestly_real(bound, facts.context) for bound in t.args):
        raise Rejected("a complex integral runs between numbers that are real by their form")
    require_fresh(e.var, facts, t)
    rate = Bind("diff", e.var, e.primitive, (at, ONE))
    between = by.having(e.inside, inside(t, e.var, facts))
    require_defined(between, rate)
    require_sides(by.agreement(e.derivative, between), rate, substitute(t.body, {t.var: at}))
    low, high = (substitute(e.primitive, {e.var: bound}) for bound in t.args)
    closed = not is_infinite(t) and continuous(e.primitive, e.var, facts.holds, facts.context)
    if closed and all(map(facts.holds, definedness(high - low, facts.context))):
        return equal(t, high - low)
    if facts.context.field != "real":
        raise Rejected("a complex primitive must be continuous and defined at both ends")
    require(facts, call("<", *t.args))
    low = Bind("lim+", e.var, e.primitive, t.args[:1])
    high = Bind("lim-", e.var, e.primitive, t.args[1:])
    return equal(t, high - low)
