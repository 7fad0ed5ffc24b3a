"""Genuine proofs, edited: what the shipped provers find for true claims, with parts exchanged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from functools import cache
from typing import Any

from derivcheck.documents.rows import read_row
from derivcheck.kernel.checker.axioms import AXIOMS
from derivcheck.kernel.checker.proof import Proved
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Evidence
from derivcheck.kernel.language.terms import ONE, ZERO, App, Bind, Sym, Term, subterms
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.order import PROVERS
from forging.grow import Nursery
from forging.material import CLOSED, INT_BOUNDS, PLAIN_NUMBERS, World, world_of
from forging.trees import KINDS, TERMS, mapped, parts, replaced, terms_of, trees

_ROWS: tuple[tuple[str, str, str, str, str], ...] = (
    ("x: real", "(x + 1)^2", "=", "x^2 + 2*x + 1", ""),
    ("x: real", "x/x", "=", "1", ""),
    ("x: real", "sqrt(x)^2", "=", "x", ""),
    ("x: real", "sqrt(x^2)", "=", "abs(x)", ""),
    ("x: real", "log(x^2)", "=", "2*log(abs(x))", ""),
    ("x: real", "log(x*y)", "=", "log(x) + log(y)", "x > 0"),
    ("x: real", "sin(2*x)", "=", "2*sin(x)*cos(x)", ""),
    ("x: real", "sin(x)^2 + cos(x)^2", "=", "1", ""),
    ("x: real", "diff(x^2*sin(x), x)", "=", "2*x*sin(x) + x^2*cos(x)", ""),
    ("x: real", "int(2*t, t = 0..x)", "=", "x^2", ""),
    ("x: real", "int(1/t, t = 1..x)", "=", "log(x)", "x > 0"),
    ("", "int(exp(-t), t = 0..oo)", "=", "1", ""),
    ("", "int(1/sqrt(t), t = 0..1)", "=", "2", ""),
    ("", "int(t*exp(t^2), t = 0..1)", "=", "(exp(1) - 1)/2", ""),
    ("n: positive integer", "sum(k, k = 1..n)", "=", "n*(n + 1)/2", ""),
    ("n: positive integer", "sum(k^2, k = 1..n)", "=", "n*(n + 1)*(2*n + 1)/6", ""),
    ("n: positive integer", "prod(k, k = 1..n)", "=", "factorial(n)", ""),
    ("n: positive integer", "(n + 1)*factorial(n)", "=", "factorial(n + 1)", ""),
    ("", "lim(sin(x)/x, x -> 0)", "=", "1", ""),
    ("", "lim(exp(-x), x -> oo)", "=", "0", ""),
    ("x: real", "lim((x + h)^2, h -> 0)", "=", "x^2", ""),
    ("x: real", "x^2 + 1", ">", "0", ""),
    ("x: real", "exp(x)", ">=", "1 + x", ""),
    ("x: real; y: real", "x^2 + y^2", ">=", "2*x*y", ""),
    ("x: real", "x^2 = 1", "iff", "x = 1 or x = -1", ""),
    ("x: real", "x = 1", "implies", "x^2 = 1", ""),
    ("x: real", "atan(x) + atan(1/x)", "=", "pi/2", "x > 0"),
    ("x: real", "asin(x) + acos(x)", "=", "pi/2", ""),
    ("x: real", "abs(x)*abs(x)", "=", "x^2", ""),
    ("x: real", "max(x, -x)", "=", "abs(x)", ""),
    ("x: real", "1{x > 0}*x + 1{x <= 0}*(-x)", "=", "abs(x)", ""),
    ("", "sqrt(2)*sqrt(3)", "=", "sqrt(6)", ""),
    ("z: complex", "z*conjugate(z)", "=", "abs(z)^2", ""),
    ("z: complex", "exp(z)*exp(-z)", "=", "1", ""),
    ("x: real", "gamma(x + 1)", "=", "x*gamma(x)", "x > 0"),
)  # fmt: skip
"""symbols, old side, relation, new side, assumption: claims that are true."""


@cache
def genuine() -> tuple[tuple[World, Claim, Evidence], ...]:
    """The claims of the table with the evidence of the first prover that has any."""
    found = []
    for k, (symbols, before, relation, after, assumed) in enumerate(_ROWS):
        claim = _read(k, symbols, before, relation, after, assumed)
        evidence = _proved(claim)
        if evidence is not None:
            found.append((world_of(f"genuine {k}", claim.context), claim, evidence))
    return tuple(found)


def _read(k: int, symbols: str, before: str, relation: str, after: str, assumed: str) -> Claim:
    if "y" in before and "y:" not in symbols:
        symbols += "; y: real"
    declared = (part.split(":") for part in symbols.split(";") if part.strip())
    sorts = {name.strip(): sort.strip() for name, sort in declared}
    row: dict[str, Any] = {
        "id": f"genuine {k}",
        "symbols": sorts,
        "assume": [assumed] if assumed else [],
    }
    return read_row({**row, "from": before, "to": after, "relation": relation})


def _proved(claim: Claim) -> Evidence | None:
    for entry in PROVERS:
        evidence = entry.prover(claim, Limits(rewrites=300))
        if evidence is not None and isinstance(judge(claim, evidence), Proved):
            return evidence
    return None


# --- edits ---------------------------------------------------------------------------------------


def forgery(n: Nursery) -> tuple[World, Claim, Evidence]:
    """A genuine proof with one to three edits, of the same claim or another."""
    world, claim, evidence = n.pick(genuine())
    for _ in range(n.rng.randrange(1, 4)):
        claim, evidence = n.pick(EDITS)(n, claim, evidence)
    return world, claim, evidence


def _other_term(n: Nursery, claim: Claim, evidence: Any) -> tuple[Claim, Any]:
    """One term in place of another everywhere, in the claim too, or in the evidence only."""
    old, new = _a_term(n, evidence), _new_term(n, claim)
    made = replaced(evidence, old, new)
    return (_retold(claim, old, new), made) if n.chance(0.6) else (claim, made)


def _a_term(n: Nursery, evidence: Any) -> Term:
    found = [u for t in terms_of(evidence) for u in subterms(t)]
    return n.pick(found) if found else ONE


def _new_term(n: Nursery, claim: Claim) -> Term:
    names = [Sym(name) for name, sort in claim.context.sorts.items() if sort.is_number]
    return n.pick((*PLAIN_NUMBERS, *CLOSED, *names, App("oo", ()), Sym("zz"), n.material.term(1)))


def _retold(claim: Claim, old: Term, new: Term) -> Claim:
    before, after = (replaced(side, old, new) for side in (claim.before, claim.after))
    return replace(claim, before=before, after=after)


def _other_bounds(n: Nursery, claim: Claim, evidence: Any) -> tuple[Claim, Any]:
    """Other bounds of an integral or sum, everywhere."""
    found = [u for t in terms_of(evidence) for u in subterms(t) if isinstance(u, Bind) and u.args]
    if not found:
        return claim, evidence
    bound = n.pick(n.pick(found).args)
    new = n.pick((*PLAIN_NUMBERS, App("oo", ()), ONE / ZERO, n.pick(n.pick(INT_BOUNDS))))
    return _retold(claim, bound, new), replaced(evidence, bound, new)


def _padded(n: Nursery, claim: Claim, evidence: Any) -> tuple[Claim, Any]:
    """One term padded everywhere."""
    old = _a_term(n, evidence)
    new = n.material.padded(old)
    return _retold(claim, old, new), replaced(evidence, old, new)


def _names(n: Nursery, claim: Claim, evidence: Any) -> tuple[Claim, Any]:
    """A name of evidence called as another one."""
    texts = [part for tree in trees(evidence) for part in parts(tree) if isinstance(part, str)]
    if not texts:
        return claim, evidence
    old = n.pick(texts)
    new = n.pick((*texts, n.material.name(), *claim.context.sorts, n.pick(tuple(AXIOMS))))
    return claim, _renamed(evidence, old, new)


def _renamed(data: Any, old: str, new: str) -> Any:
    if isinstance(data, str):
        return new if data == old else data
    if isinstance(data, KINDS):
        return mapped(data, lambda part: _renamed(part, old, new))
    return replaced(data, Sym(old), Sym(new)) if isinstance(data, TERMS) else data


def _fewer(n: Nursery, claim: Claim, evidence: Any) -> tuple[Claim, Any]:
    """Evidence with a part left out, or two exchanged, somewhere."""
    target = n.pick(list(trees(evidence)))
    held = [f.name for f in fields(target) if isinstance(getattr(target, f.name), tuple)]
    if not held:
        return claim, evidence
    name = n.pick(held)
    some = list(getattr(target, name))
    if not some:
        return claim, evidence
    if n.chance(0.5):
        some.pop(n.rng.randrange(len(some)))
    else:
        n.rng.shuffle(some)
    try:
        return claim, replaced(evidence, target, replace(target, **{name: tuple(some)}))
    except TypeError:
        return claim, evidence


def _grafted(n: Nursery, claim: Claim, evidence: Any) -> tuple[Claim, Any]:
    """A part of the evidence of another claim in place of one of its own."""
    other = n.pick(genuine())[2]
    return claim, replaced(evidence, n.pick(list(trees(evidence))), n.pick(list(trees(other))))


def _retargeted(n: Nursery, claim: Claim, evidence: Any) -> tuple[Claim, Any]:
    """The same evidence for another claim."""
    before, after = claim.before, claim.after
    way = n.pick("swap side relation".split())
    if way == "swap":
        return replace(claim, before=after, after=before), evidence
    if way == "side":
        old = n.pick(list(subterms(after)))
        return replace(claim, after=replaced(after, old, _new_term(n, claim))), evidence
    relations: Any = ("iff", "implies", "implied by")
    if claim.relation not in relations:
        relations = ("=", "<", "<=", ">", ">=", "!=")
    return replace(claim, relation=n.pick(relations)), evidence


EDITS: tuple[Callable[[Nursery, Claim, Any], tuple[Claim, Any]], ...] = (
    _other_term, _other_term, _other_bounds, _padded, _padded, _names, _fewer, _grafted,
    _retargeted,
)  # fmt: skip
