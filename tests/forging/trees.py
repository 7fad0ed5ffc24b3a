"""Evidence as trees, whatever its kinds: the parts of one, and one with other parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import Any, get_args

from derivcheck.kernel.language.evidence import Evidence
from derivcheck.kernel.language.terms import App, Bind, Num, Sym, Term, children, subterms
from derivcheck.kernel.language.traversal import rebuild

KINDS: tuple[type[Any], ...] = get_args(Evidence)
"""All kinds of evidence that there are."""
TERMS = (Num, Sym, App, Bind)


def mapped(data: Any, on_part: Callable[[Any], Any]) -> Any:
    """Evidence, or what a field of it holds, with each direct term, evidence and text mapped."""
    if isinstance(data, KINDS):
        changed = {f.name: mapped_field(getattr(data, f.name), on_part) for f in fields(data)}
        return replace(data, **changed)
    return mapped_field(data, on_part)


def mapped_field(data: Any, on_part: Callable[[Any], Any]) -> Any:
    if isinstance(data, tuple):
        return tuple(mapped_field(part, on_part) for part in data)
    return on_part(data)


def parts(data: Any) -> Iterator[Any]:
    """The direct terms, evidence, texts and Nones of evidence."""
    stack = [getattr(data, f.name) for f in reversed(fields(data))]
    while stack:
        top = stack.pop()
        if isinstance(top, tuple):
            stack.extend(reversed(top))
        else:
            yield top


def trees(data: Any) -> Iterator[Any]:
    """All evidence inside evidence, itself first."""
    yield data
    for part in parts(data):
        if isinstance(part, KINDS):
            yield from trees(part)


def terms_of(data: Any) -> Iterator[Term]:
    """All terms that stand directly in some evidence inside evidence."""
    for tree in trees(data):
        yield from (part for part in parts(tree) if isinstance(part, TERMS))


def replaced(data: Any, old: Any, new: Any) -> Any:
    """Evidence with one part, a term inside terms or evidence, replaced everywhere."""
    if data is None or isinstance(data, str):
        return data
    if type(data) is type(old) and data == old:
        return new
    if isinstance(data, TERMS):
        return _term_replaced(data, old, new) if isinstance(old, TERMS) else data
    return mapped(data, lambda part: replaced(part, old, new))


def _term_replaced(t: Term, old: Term, new: Term) -> Term:
    if t == old:
        return new
    inner = children(t)
    return rebuild(t, tuple(_term_replaced(u, old, new) for u in inner)) if inner else t


def size(data: Any) -> int:
    """How many pieces of evidence and subterms there are."""
    if isinstance(data, TERMS):
        return sum(1 for _ in subterms(data))
    kinds = sum(1 for _ in trees(data))
    return 2 * kinds + sum(size(t) for t in terms_of(data))
