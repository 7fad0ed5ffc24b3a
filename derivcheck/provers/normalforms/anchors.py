"""Where an index of a sum is read in the body, which tells how its range is to be moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from derivcheck.kernel.language.terms import ZERO, App, Term, children, free_names, subterms
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.contractions import Index, factors_of
from derivcheck.provers.normalforms.narrowed import end_by
from derivcheck.provers.normalforms.shifted import affine

UNMOVED = (1, ZERO)


def anchor(basis: Basis, indices: Sequence[Index], body: Term) -> tuple[int, Term]:
    """Where the outermost index is to be 0: its place in an atom, in a factor, or its end."""
    return next(iter(_anchors(basis, indices, body, alone=True)), UNMOVED)


def is_beside(basis: Basis, indices: Sequence[Index], body: Term) -> bool:
    """Whether the outermost index is to be moved under the inner sums: it stands beside their
    indices alone, or its range ends in the body.
    """
    (name, _), *inner = indices
    if not inner or not _anchors(basis, indices, body):
        return False
    beside = {n for n, _ in inner}
    ends = [e[1] for u in factors_of(body) if (e := end_by(basis, u, name))]
    cut = any(not free_names(end) & beside for end in ends)
    found = _anchors(basis, indices, body, alone=True)
    return not found or (cut and found[0] != UNMOVED)


def _anchors(
    basis: Basis, indices: Sequence[Index], body: Term, alone: bool = False
) -> list[tuple[int, Term]]:
    """The places of the outermost index, beside no inner one if it is to be alone."""
    (name, _), *inner = indices
    beside = {n for n, _ in inner} if alone else set[str]()
    found = [affine(basis, u, name) for u in (*_entries(body, name), *_factors(body, name))]
    return [a for a in found if a is not None and not free_names(a[1]) & beside]


def _entries(t: Term, name: str) -> Iterator[Term]:
    """The places of entries, and the arguments of functions, in which a name stands."""
    found = [
        (u.args[0], n, v)
        for u in subterms(t)
        if isinstance(u, App) and u.head == "index"
        for n, v in enumerate(u.args[1:])
        if name in free_names(v)
    ]
    found.sort(key=lambda place: (repr(place[0]), place[1]))
    return (v for _, _, v in found)


def _factors(t: Term, name: str) -> Iterator[Term]:
    """The factors of a product in which a name stands, and what is added up in them."""
    for u in factors_of(t):
        if name in free_names(u) and not (isinstance(u, App) and u.head == "indicator"):
            yield u
            if isinstance(u, App) and u.head == "+":
                yield from (v for part in u.args for v in children(part))
