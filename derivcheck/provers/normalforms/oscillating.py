"""Integrals that have no value, since a primitive would have a limit at an end then, and has none.

    int(f, x = a..oo) not defined      where F' = f, and F goes elsewhere along sequences

Source: Rudin, Principles of Mathematical Analysis, 4.2 and exercise 6.8.
"""

from __future__ import annotations

from dataclasses import replace

from derivcheck.kernel.language.evidence import Absurd, Axiom, Cases, Evidence, Have, Lemma
from derivcheck.kernel.language.terms import INFINITE, INFINITY, ZERO, App, Bind, subterms
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis, Handler
from derivcheck.provers.normalforms.bound_names import name_for
from derivcheck.provers.normalforms.primitives import by_primitive
from derivcheck.provers.normalforms.sequences import by_rows
from derivcheck.provers.normalforms.tails import FEW, WAVES, along


def without_value(known: ProofContext, t: Bind, handlers: dict[str, Handler]) -> Evidence | None:
    """A proof that a limit or a sum oscillates, or that a primitive of an integral does."""
    if t.head != "int":
        found = along(known, t, handlers)
        return None if found is None else by_rows(known, found)
    if not any(isinstance(u, App) and u.head in WAVES for u in subterms(t.body)):
        return None
    valued, part = App("defined", (t,)), t
    lemmas = tuple[Evidence, ...]()
    if set(t.args) == set(INFINITE):
        part, f = replace(t, args=(ZERO, INFINITY)), Bind("lambda", t.var, t.body, ())
        ends = (("a", t.args[0]), ("b", INFINITY), ("c", ZERO))
        lemmas = (Axiom("int_last_exists", (("f", f), *ends)),)
    basis = Basis(known.knowing(), handlers, FEW)
    of = by_primitive(basis, part, name_for(basis, part))
    if of is None:
        return None
    for head, end in zip(("lim+", "lim-"), part.args, strict=True):
        near = Bind(head, of.var, of.primitive, (end,))
        shown = without_value(known, near, handlers)
        if shown is not None:
            none, lemma = App("not", (valued,)), Lemma(App("defined", (near,)), of)
            yes = Have((*lemmas, lemma), Absurd(shown))
            return Lemma(none, Cases(valued, yes, Lemma(none)))
    return None
