"""Names for the variables of binders."""

from __future__ import annotations

from dataclasses import replace

from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.language.terms import Bind, Sym, fresh, substitute
from derivcheck.provers.normalforms.basis import Basis


def renamed(t: Bind, name: str) -> Bind:
    """A binder with another name for its variable."""
    return replace(t, var=name, body=substitute(t.body, {t.var: Sym(name)}))


def name_for(basis: Basis, *binders: Bind) -> str:
    """A name like the first variable that means nothing in binders or in what is known."""
    return fresh(binders[0].var, taken_by(basis.known.facts, *binders))
