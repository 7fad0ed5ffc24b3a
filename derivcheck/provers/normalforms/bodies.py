"""The bodies of binders in normal form, and binders compared by their bodies."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from derivcheck.kernel.language.definedness import STATEMENTS, definedness
from derivcheck.kernel.language.evidence import Arithmetic, Congruence, Evidence, Have, Lemma
from derivcheck.kernel.language.handbook import HANDBOOK
from derivcheck.kernel.language.terms import App, Bind, Term, free_names
from derivcheck.kernel.work import remembered
from derivcheck.provers.foundations.models import has_binder
from derivcheck.provers.normalforms.basis import Basis, nameless, size
from derivcheck.provers.normalforms.bound_names import name_for, renamed
from derivcheck.provers.normalforms.functional import instances, order
from derivcheck.provers.normalforms.kinks import order_range
from derivcheck.provers.normalforms.leading import adopt


def under(basis: Basis, t: Bind) -> Bind:
    """The binder with its body in normal form, the equation added as a lemma."""
    name = name_for(basis, t)
    old = renamed(t, name)
    inner = inside(basis, t, name, old.body)
    normal = _restated(inner, inner.term(inner.value(old.body)))
    new = replace(t, var=name, body=normal)
    if normal == old.body or not inner.equal(old.body, normal):
        return old
    parts: tuple[Evidence | None, ...] = (
        inner.evidence(old.body, normal), *(None for _ in t.args)
    )  # fmt: skip
    shown, sides = Congruence(old, new, parts, name), (old, new)
    accepted = basis.propose(shown, sides) or (_stated(basis, old) and basis.propose(shown, sides))
    return new if accepted else old


def _restated(inner: Basis, t: Term) -> Term:
    """A normal form with the arguments of its functions as they are by now, where that is shorter.

    An atom is written as it was met first: log(cos(pi/2 - x)) where log(sin(x)) is the same.
    """
    match t:
        case App(head, (u,)) if head in HANDBOOK:
            v = _restated(inner, inner.normal(u))
            return App(head, (v,)) if size(v) < size(u) else t
        case App(head, args) if head not in STATEMENTS:
            return App(head, tuple(_restated(inner, u) for u in args))
    return t


def _stated(basis: Basis, t: Bind) -> bool:
    """Learns as written what makes a body defined whatever the variable is; whether any is new.

    In normal form the same condition may be hard to see, as that of a sum of squares is.
    """
    known, new = basis.known, False
    for condition in definedness(t.body, known.facts.context):
        if t.var not in free_names(condition) and condition not in known.facts.statements:
            new |= known.holds(condition) and known.learn(Lemma(condition))
    return new


def inside(basis: Basis, t: Bind, name: str, *bodies: Term) -> Basis:
    """The basis of bodies under a binder, where they are defined, its variable being a name.

    Equations given of functions are of use where they say something of derivatives that occur.
    """
    kept, facts = _sessions(), basis.known.facts
    about = (facts.encloses, facts.context, facts.statements, t, name, bodies)
    key = (*about, basis.level, basis.within, id(basis.handlers), basis.limits)
    if key not in kept:
        kept[key] = _inside(basis, t, name, bodies)
    return kept[key]


@remembered(1)
def _sessions() -> dict[Hashable, Basis]:
    """The bases of bodies for one claim: what is asked under the same facts is asked once."""
    return {}


def _inside(basis: Basis, t: Bind, name: str, bodies: tuple[Term, ...]) -> Basis:
    ordered = basis.known.inside(t, name)
    order_range(ordered, t, name)  # first, as it is the same question for all bodies
    more = [c for body in bodies for c in definedness(body, ordered.facts.context)]
    known = ordered.knowing(*more)
    known.lemmas += ordered.lemmas
    inner = Basis(known, basis.handlers, basis.limits)
    inner.level, inner.within = basis.level + 1, basis.within
    for instance in instances(known.facts.statements, bodies):
        if order(instance.statement) > max(map(order, bodies)):
            continue
        match known.inferred(instance):
            case App("=", (left, right)):
                adopt(inner, instance, left, right)
    for body in bodies:
        inner.visit(body)
    return inner


def simplified(basis: Basis, t: Bind) -> Congruence | None:
    """Evidence for the equality of a binder and that with its body in normal form."""
    name = name_for(basis, t)
    old = renamed(t, name)
    inner = inside(basis, t, name, old.body)
    normal = inner.term(inner.value(old.body))
    if normal == old.body or not inner.equal(normal, old.body):
        return None
    shown = inner.evidence(normal, old.body)
    return Congruence(replace(old, body=normal), old, (shown, *(None for _ in t.args)), name)


def alike(basis: Basis, t: Bind, other: Bind) -> Congruence | None:
    """Evidence for the equality of two binders over one range, by their bodies side by side."""
    found = _alike(basis, t, other)
    if found is not None:
        _congruent()[nameless(t), nameless(other)] = found
    return found


def alike_before(t: Bind, other: Bind) -> Congruence | None:
    """Evidence that was found for the same where something else was known, either way round.

    Whoever uses it has it judged again, which takes less than finding it.
    """
    keys, kept = (nameless(t), nameless(other)), _congruent()
    if keys in kept:
        return kept[keys]
    found = kept.get(keys[::-1])
    body = _turned(found.parts[0]) if found else None
    if found is None or body is None:
        return None
    return replace(found, left=found.right, right=found.left, parts=(body, *found.parts[1:]))


@remembered(1)
def _congruent() -> dict[Hashable, Congruence]:
    """Binders that have been found equal by their bodies for one claim."""
    return {}


def _turned(shown: Evidence | None) -> Evidence | None:
    """Evidence for an equation the other way round."""
    match shown:
        case Have(lemmas, of):
            turned = _turned(of)
            return turned and Have(lemmas, turned)
        case Arithmetic(left, right, lemmas):
            return Arithmetic(right, left, lemmas)
    return None


def _alike(basis: Basis, t: Bind, other: Bind) -> Congruence | None:
    name = name_for(basis, t, other)
    old, new = renamed(t, name), renamed(other, name)
    models = basis.known.inside(t, name).models
    if models.distinguish(old.body, new.body):
        return None
    if has_binder(old.body) or has_binder(new.body):  # of which no numbers tell before
        plain = [inside(basis, t, name, body).normal(body) for body in (old.body, new.body)]
        if models.distinguish(*plain):
            return None
    inner = inside(basis, t, name, old.body, new.body)
    if inner.refined and not inner.equal(old.body, new.body):
        inner.revisit(old.body, new.body)
    if not inner.equal(old.body, new.body):
        return None
    shown = inner.evidence(old.body, new.body)
    return Congruence(old, new, (shown, *(None for _ in t.args)), name)


def same(basis: Basis, t: Bind, other: Bind) -> bool:
    """Whether two binders over one range are accepted as equal."""
    found = alike(basis, t, other)
    return found is not None and basis.propose(found, (found.left, found.right))
