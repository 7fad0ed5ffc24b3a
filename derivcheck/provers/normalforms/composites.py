"""Letters that are made of arrays, by rules for all of a kind.

    kron(A, B) @ kron(C, D)  ->  kron(A @ C, B @ D)      kron(A, B) @ vec(X)  ->  vec(B @ X @ A.T)
    block([[A, B], [C, D]])  ->  U @ A @ V.T + ..        U, V: columns of unit matrices

Kronecker products and stacked columns are linear, so that only words stand in them; products of
columns of one unit matrix are units and zeros.

Source: Magnus and Neudecker, Matrix Differential Calculus, sections 1.11 and 2.2 to 2.4.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.checker.axioms import AXIOMS, instance, lower, upper
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Axiom,
    Chain,
    Congruence,
    Evidence,
    Symmetry,
)  # fmt: skip
from derivcheck.kernel.language.shapes import shape_of, size
from derivcheck.kernel.language.terms import ONE, App, Term, call, children
from derivcheck.provers.foundations.polynomials import sum_of
from derivcheck.provers.normalforms.cofactors import Piece, combined
from derivcheck.provers.normalforms.parts import Word, mirrored, product, summands

Found = tuple[Term, Evidence]
"""What letters in a row are, and the evidence."""


def replaced(field: Field, word: Word) -> Found | None:
    """What one letter is, or two side by side, by a rule for all of their kind."""
    match word:
        case (letter,):
            return _of_letter(field, letter)
        case (one, other):
            return _of_pair(field, one, other) or _of_mirrored(field, word)
    return None


def traced(field: Field, letter: Term) -> Found | None:
    """What the trace of a letter is."""
    match letter:
        case App("kron", (a, b)):
            return _by(field, call("tr", letter), "kron_trace", M=a, N=b)
    return None


def is_composite(t: Term) -> bool:
    """Whether there are rules for such a letter."""
    return isinstance(t, App) and t.head in LETTERS


def is_turned_back(word: Word, made: Term) -> bool:
    """Whether a transposed product was made one of transposes that is no simpler.

    A number may be read in either direction, and must look the same in the end.
    """
    match word, made:
        case (App("transpose", (App("kron", _) as inner,)),), App("kron", _):
            return repr(made) > repr(inner)
    return False


# --- one letter ----------------------------------------------------------------------------------


def _of_letter(field: Field, letter: Term) -> Found | None:
    match letter:
        case App("transpose", (App("kron", (a, b)),)):
            return _by(field, letter, "kron_transpose", M=a, N=b)
        case App("transpose", (inner,)) if found := _of_letter(field, inner):
            turned = call("transpose", found[0])
            return turned, Congruence(letter, turned, (found[1],))
        case App(head, _) if head in LETTERS:
            return LETTERS[head](field, letter)
    return None


def _kron(field: Field, letter: App) -> Found | None:
    """A Kronecker product of sums, of multiples, of units, of another one."""
    a, b = letter.args
    match summands(field, a), summands(field, b):
        case (first, _, *_) as found, _:
            return _by(field, letter, "kron_sum_left", M=_scaled(*first), K=_rest(found), N=b)
        case _, (first, _, *_) as found:
            return _by(field, letter, "kron_sum_right", M=a, N=_scaled(*first), K=_rest(found))
        case [(c, word)], _ if c != ONE:
            return _by(field, letter, "kron_scale_left", u=c, M=word, N=b)
        case _, [(c, word)] if c != ONE:
            return _by(field, letter, "kron_scale_right", u=c, M=a, N=word)
        case [(_, App("eye", (n,)))], [(_, App("eye", (m,)))]:
            return _by(field, letter, "kron_unit", u=n, v=m)
        case [(_, App("kron", (c, d)))], _:
            return _by(field, letter, "kron_nested", M=c, N=d, K=b)
    return None


def _vec(field: Field, letter: App) -> Found | None:
    """The stacked columns of a sum, of a multiple."""
    match summands(field, letter.args[0]):
        case (first, _, *_) as found:
            return _by(field, letter, "vec_sum", M=_scaled(*first), N=_rest(found))
        case [(c, word)] if c != ONE:
            return _by(field, letter, "vec_scale", u=c, M=word)
    return None


def _block(field: Field, letter: App) -> Found | None:
    """Two or four matrices by the columns of unit matrices between which they stand."""
    if _columns(letter):
        return None

    def long(t: Term, axis: int) -> Term:
        shape = shape_of(t, field.context) or ()
        return size(shape[axis]) if axis < len(shape) else ONE

    match [children(band) for band in letter.args]:
        case [(a, b)]:
            sizes = {"w": long(a, 1), "n": long(b, 1)}
            return _by(field, letter, "block_beside", M=a, N=b, **sizes)
        case [(a,), (c,)]:
            sizes = {"u": long(a, 0), "v": long(c, 0)}
            return _by(field, letter, "block_above", M=a, K=c, **sizes)
        case [(a, b), (c, d)]:
            sizes = {"u": long(a, 0), "v": long(d, 0), "w": long(a, 1), "n": long(d, 1)}
            return _by(field, letter, "block_square", M=a, N=b, K=c, L=d, **sizes)
    return None


def _scaled(c: Term, word: Term) -> Term:
    return word if c == ONE else c * word


def _rest(found: Sequence[tuple[Term, Term]]) -> Term:
    """All summands but the first."""
    return sum_of([_scaled(*part) for part in found[1:]])


LETTERS: dict[str, Callable[[Field, App], Found | None]] = {
    "kron": _kron, "vec": _vec, "block": _block,
}  # fmt: skip
"""Head -> what a letter of it is."""


# --- two letters ---------------------------------------------------------------------------------


def _of_pair(field: Field, one: Term, other: Term) -> Found | None:
    both = call("matmul", one, other)
    match one, other:
        case App("kron", (a, b)), App("kron", (c, d)):
            return _by(field, both, "kron_product", M=a, N=b, K=c, L=d)
        case App("kron", (a, b)), App("vec", (x,)):
            return _back(field, both, "vec_product", M=b, N=x, K=call("transpose", a))
        case App("transpose", (App("vec", (x,)),)), App("vec", (y,)):
            return _by(field, both, "vec_trace", M=x, N=y)
        case App("transpose", (u,)), v if (first := _columns(u)) and (second := _columns(v)):
            sizes = {"u": first[1], "v": first[2]}
            name = f"{first[0]}_{second[0]}"
            return _by(field, both, name, **sizes) if name in AXIOMS else None
        case u, App("transpose", (v,)) if u == v and (found := _columns(u)):
            return _complement(field, both, *found)
        case App("transpose", (App("kron", _),)), _ if plain := _of_letter(field, one):
            return _after(field, (plain[1], None), plain[0], other, both)
        case _, App("transpose", (App("kron", _),)) if plain := _of_letter(field, other):
            return _after(field, (None, plain[1]), one, plain[0], both)
    return None


def _after(
    field: Field, parts: tuple[Evidence | None, ...], one: Term, other: Term, both: Term
) -> Found | None:
    """What two letters are once one of them has been made another."""
    found = _of_pair(field, one, other)
    if found is None:
        return None
    return found[0], Chain((Congruence(both, call("matmul", one, other), parts), found[1]))


def _of_mirrored(field: Field, word: Word) -> Found | None:
    """The same of the transpose."""
    turned = mirrored(field, word)
    found = _of_pair(field, *turned)
    if found is None:
        return None
    one, other = call("transpose", product(turned)), call("transpose", found[0])
    return other, Chain((Arithmetic(product(word), one), Congruence(one, other, (found[1],))))


def _complement(field: Field, both: Term, name: str, s: Term, r: Term) -> Found | None:
    """The last columns of a unit matrix times themselves, by the first ones."""
    if name == "upper":
        return None
    axiom = Axiom("unit_parts", (("u", s), ("v", r)))
    unit, whole = children(instance(AXIOMS[axiom.name], axiom.bindings)[0])
    rest = unit - children(whole)[0]
    return rest, combined(both, rest, [Piece(-ONE, unit, whole, axiom)])


def _columns(t: Term) -> tuple[str, Term, Term] | None:
    """Whether a block is the first or the last columns of a unit matrix; how many of both."""
    bands = [children(band) for band in t.args] if isinstance(t, App) and t.head == "block" else []
    match bands:
        case [(App("eye", (s,)),), (App("zeros", (r, _)),)] if t == upper(s, r):
            return "upper", s, r
        case [(App("zeros", (s, _)),), (App("eye", (r,)),)] if t == lower(s, r):
            return "lower", s, r
    return None


# --- evidence ------------------------------------------------------------------------------------


def _by(field: Field, t: Term, name: str, **letters: Term) -> Found | None:
    """What a term is by an axiom that is about it; None if shapes do not fit."""
    return _instance(field, t, name, letters, forward=True)


def _back(field: Field, t: Term, name: str, **letters: Term) -> Found | None:
    """The same from the right to the left."""
    return _instance(field, t, name, letters, forward=False)


def _instance(
    field: Field, t: Term, name: str, letters: dict[str, Term], *, forward: bool
) -> Found | None:
    axiom = Axiom(name, tuple(letters.items()))
    statement, _ = instance(AXIOMS[name], axiom.bindings)
    sides = children(statement)
    if not all(map(field.fits, sides)):
        return None
    left, right = sides if forward else reversed(sides)
    shown = axiom if forward else Symmetry(axiom)
    return right, Chain((Arithmetic(t, left), shown))
