"""Sums of exponentials over the complex numbers as geometric sums (GKP 2.25)."""

from __future__ import annotations

from dataclasses import replace

from derivcheck.kernel.language.evidence import Arithmetic, Axiom, Congruence
from derivcheck.kernel.language.terms import App, Bind, Sym, call, free_names
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.bound_names import name_for, renamed


def turning(basis: Basis, t: Bind) -> bool:
    """sum(exp(c*j)) as a geometric sum over the complex numbers, before it falls into waves."""
    (lower, upper), j = t.args, Sym(t.var)
    match t.body:
        case App("^", (App("exp", (c,)), exponent)) if exponent == j:
            pass
        case App("exp", (w,)):
            c = basis.normal(w / j)
        case _:
            return False
    if basis.known.facts.context.field == "real" or t.var in free_names(c):
        return False
    name = name_for(basis, t)
    old, new = renamed(t, name), renamed(replace(t, body=call("exp", c) ** j), name)
    row = Axiom("exp_times", (("n", Sym(name)), ("u", c)))
    shown = Arithmetic(old.body, new.body, (row,)) if old.body != new.body else None
    told = shown is None or basis.propose(Congruence(old, new, (shown, None, None), name))
    return told and basis.axiom("sum_geometric", u=call("exp", c), a=lower, b=upper)
