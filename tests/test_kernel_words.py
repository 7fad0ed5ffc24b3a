"""Words in the kernel: what must stay apart, forged evidence, then what is equal."""

from __future__ import annotations

from itertools import product

import pytest

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.writing import fraction
from derivcheck.kernel.checker.axioms import AXIOMS, blocks, instance
from derivcheck.kernel.checker.proof import Proved
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Axiom,
    Chain,
    Congruence,
    Entries,
    Evidence,
    Lemma,
    Sign,
)
from derivcheck.kernel.language.sorts import COMPLEX, INTEGER, REAL, Sort
from derivcheck.kernel.language.terms import ONE, ZERO, App, Sym, Term, call, number

n, m, c, t = map(Sym, "nmct")
A, B, C, D, X, Y, S, P, Q, x, y, u = map(Sym, "ABCDXYSPQxyu")


def matrix(rows: Term, columns: Term, *traits: str) -> Sort:
    return Sort("real", ((ONE, rows), (ONE, columns)), frozenset(traits))  # type: ignore[arg-type]


SORTS = {
    "n": INTEGER, "m": INTEGER, "c": REAL, "t": REAL,
    "A": matrix(n, n), "B": matrix(n, n), "C": matrix(n, n), "D": matrix(m, m),
    "X": matrix(n, m), "Y": matrix(m, n), "S": matrix(n, n, "symmetric"),
    "P": matrix(n, n, "symmetric", "positive definite"), "Q": matrix(n, n, "invertible"),
    "x": Sort("real", ((ONE, n),)), "y": Sort("real", ((ONE, n),)), "u": matrix(n, ONE),
}  # fmt: skip
SIZED = (call("<=", 1, n), call("<=", 1, m))
CONTEXT = Context(SORTS, SIZED)


def mm(*parts: Term) -> Term:
    return App("matmul", parts)


def turned(a: Term) -> Term:
    return call("transpose", a)


def inv(a: Term) -> Term:
    return call("inv", a)


def tr(a: Term) -> Term:
    return call("tr", a)


def det(a: Term) -> Term:
    return call("det", a)


def eye(size: Term) -> Term:
    return call("eye", size)


def kron(a: Term, b: Term) -> Term:
    return call("kron", a, b)


def vec(a: Term) -> Term:
    return call("vec", a)


APART = {
    "factors do not commute": (mm(A, B), mm(B, A)),
    "factors of another size": (mm(A, D), mm(D, A)),
    "a product that does not fit": (mm(X, X), mm(mm(X, X), eye(m))),
    "a transpose that does not fit": (turned(mm(X, X)), mm(turned(X), turned(X))),
    "inverse of a product that is square, of factors that are not": (inv(mm(X, Y)), mm(inv(Y), inv(X))),
    "inverse of a matrix that is not square": (mm(inv(X), X), eye(m)),
    "determinant of factors that are not square": (det(mm(X, Y)), det(mm(Y, X))),
    "determinant of a multiple": (det(t * A), t * det(A)),
    "determinant of an unknown size": (det(-A), -det(A)),
    "determinant of a sum of two sizes": (det(A + D), det(D + A + D - D + mm(X, X) - A)),
    "determinants of zeros of two sizes": (det(A - A), det(D - D)),
    "inverses of zeros of two sizes": (inv(A - A), inv(D - D)),
    "powers of zeros of two sizes": (call("matpow", A - A, 0), call("matpow", D - D, 0)),
    "units of two sizes": (eye(n), eye(m)),
    "trace of what is not square": (tr(X), tr(turned(X))),
    "traces of another order": (tr(mm(A, B, C)), tr(mm(A, C, B))),
    "a matrix and its transpose": (A, turned(A)),
    "zero has no inverse that cancels": (mm(inv(A - A), A - A), eye(n)),
    "a vector is no row": (x, turned(x)),
    "an inverse of a sum": (inv(A + B), inv(A) + inv(B)),
}  # fmt: skip
EQUAL = {
    "association": (mm(A, mm(B, X)), mm(mm(A, B), X)),
    "an inverse cancels": (mm(A, inv(B), B, C), mm(A, C)),
    "an inverse of an inverse of a sum": (inv(inv(A + B)), A + B),
    "a common factor": (inv(mm(A, B) + A), mm(inv(eye(n) + B), inv(A))),
    "inverses of letters are cleared": (inv(inv(A) + inv(B)), mm(B, inv(A + B), A)),
    "a sum and its transpose": (turned(inv(A + B)), inv(turned(A) + turned(B))),
    "a symmetric sum": (turned(inv(mm(turned(X), X))), inv(mm(turned(X), X))),
    "a declared trait": (turned(mm(A, S)), mm(S, turned(A))),
    "an inverse up to a factor": (inv(2 * A + 2 * B), inv(A + B) / 2),
    "a determinant by factors": (det(mm(turned(A), inv(B), A)), det(A) ** 2 / det(B)),
    "a determinant of a multiple": (det(c * A), c**n * det(A)),
    "a number from vectors": (mm(turned(x), A, y), mm(turned(y), turned(A), x)),
    "a row in front": (mm(x, A, y), tr(mm(A, y, turned(x)))),
    "a number inside": (mm(x, turned(y), x), mm(y, x) * x),
    "one column": (tr(mm(turned(u), A, u)), tr(mm(A, u, turned(u)))),
    "the trace of a unit": (tr(mm(inv(A), A)), n),
    "a norm": (call("norm", x) ** 2, mm(turned(x), x)),
    "a power": (call("matpow", A, number(-2)), mm(inv(A), inv(A))),
}  # fmt: skip


@pytest.mark.parametrize("name", APART)
def test_these_are_not_equal_by_words(name: str) -> None:
    assert not Field(CONTEXT).equal(*APART[name])


@pytest.mark.parametrize("name", EQUAL)
def test_these_are_equal_by_words(name: str) -> None:
    assert Field(CONTEXT).equal(*EQUAL[name])


def test_over_the_complex_numbers_nothing_is_conjugated() -> None:
    sorts = {
        **SORTS,
        "A": Sort("complex", SORTS["A"].shape),
        "x": Sort("complex", SORTS["x"].shape),
    }
    field = Field(Context({**sorts, "c": COMPLEX}, SIZED, "complex"))
    assert field.equal(mm(turned(x), A, y), mm(turned(y), turned(A), x))
    assert not field.equal(call("norm", x) ** 2, mm(turned(x), x))
    assert not field.equal(call("adjoint", A), turned(A))


@pytest.mark.parametrize("name", ["EQUAL", "APART"])
def test_what_is_written_is_the_value(name: str) -> None:
    for t in (t for pair in {"EQUAL": EQUAL, "APART": APART}[name].values() for t in pair):
        field = Field(CONTEXT)
        written = fraction(field, field.value(t))
        assert field.value(written) == field.value(t)


# --- forged evidence -----------------------------------------------------------------------------


def axiom(name: str, **letters: Term) -> Axiom:
    return Axiom(name, tuple(letters.items()))


def equation(name: str, **letters: Term) -> tuple[Term, str, Term, Axiom]:
    """The statement of a row as it is, with the row as evidence."""
    evidence = axiom(name, **letters)
    match instance(AXIOMS[name], evidence.bindings)[0]:
        case App("=", (left, right)):
            return left, "=", right, evidence
    raise AssertionError(name)


def positive(t: Term, evidence: Axiom) -> tuple[Term, str, Term, Evidence]:
    return ZERO, "<=", t, evidence


SQUARES = call("hadamard", P, P)
FORGED: dict[str, tuple[Term, str, Term, Evidence, str]] = {
    "an inverse cancels with another size": (
        mm(inv(Q), Q, D), "=", D, axiom("left_inverse", M=Q, N=D), "shapes that fit"),
    "an inverse of what is not square": (
        mm(inv(X), X, D), "=", D, axiom("left_inverse", M=X, N=D), "shapes that fit"),
    "from the other side, of another size": (
        mm(Q, inv(Q), Y), "=", Y, axiom("right_inverse", M=Q, N=Y), "shapes that fit"),
    "a number for an array": (
        mm(inv(c), c, x), "=", x, axiom("left_inverse", M=c, N=x), "not about such a M"),
    "an array for a number": (
        det(eye(x) + mm(X, Y)), "=", det(eye(m) + mm(Y, X)),
        axiom("sylvester", u=x, v=m, M=X, N=Y), "not about such a u"),
    "Sylvester with the sizes exchanged": (
        det(eye(m) + mm(X, Y)), "=", det(eye(n) + mm(Y, X)),
        axiom("sylvester", u=m, v=n, M=X, N=Y), "shapes that fit"),
    "a determinant lemma of a matrix": (
        det(eye(n) + mm(X, Y)), "=", 1 + mm(Y, X),
        axiom("determinant_lemma", u=n, M=X, N=Y), "shapes that fit"),
    "a matrix that is not definite": (
        *positive(tr(mm(turned(x), S, x)), axiom("definite", M=x, P=S)), "not about such a P"),
    "a sum with a part that is not definite": (
        *positive(tr(mm(turned(x), P + S, x)), axiom("definite", M=x, P=P + S)), "not about such a P"),
    "a difference of definite matrices": (
        *positive(tr(mm(turned(x), P - eye(n), x)), axiom("definite", M=x, P=P - eye(n))),
        "not about such a P"),
    "a Gram matrix, which is semidefinite": (
        ZERO, "<", det(mm(turned(X), X)), axiom("definite_det", P=mm(turned(X), X)),
        "not about such a P"),
    "a congruence with what may be singular": (
        ZERO, "<", det(mm(turned(A), P, A)), axiom("definite_det", P=mm(turned(A), P, A)),
        "not about such a P"),
    "what stands on the two sides is no transpose": (
        ZERO, "<", det(mm(Q, P, Q)), axiom("definite_det", P=mm(Q, P, Q)), "not about such a P"),
    "a multiple of which the sign is not known": (
        ZERO, "<", det(c * P), axiom("definite_det", P=c * P), "not about such a P"),
    "the inverse of what is not definite": (
        ZERO, "<", det(inv(Q)), axiom("definite_det", P=inv(Q)), "not about such a P"),
    "the product of definite matrices": (
        ZERO, "<", det(mm(P, SQUARES)), axiom("definite_det", P=mm(P, SQUARES)),
        "not about such a P"),
    "the outer product of two vectors": (
        ZERO, "<", det(P + mm(x, turned(y))), axiom("definite_det", P=P + mm(x, turned(y))),
        "not about such a P"),
    "a definite sum that does not fit": (
        ZERO, "<", det(P + eye(m)), axiom("definite_det", P=P + eye(m)), "shapes that fit"),
    "a form that does not fit": (
        *positive(tr(mm(turned(Y), P, Y)), axiom("definite", M=Y, P=P)), "shapes that fit"),
    "strictly, without a vector that is not zero": (
        ZERO, "<", tr(mm(turned(x), x)), axiom("gram_nonzero", M=x, n=n), "side condition"),
    "strictly, not equal to zeros of another size": (
        ZERO, "<", tr(mm(turned(x), x)), axiom("gram_nonzero", M=x, n=m), "shapes that fit"),
    "a product of norms that does not fit": (
        call("norm", mm(X, A)), "<=", call("norm", X) * call("norm", A),
        axiom("norm_product", M=X, N=A), "shapes that fit"),
    "the diagonals of matrices": (
        *equation("diag_product", M=A, N=B, n=n), "shapes that fit"),
    "the determinant of a diagonal of another size": (
        *equation("det_diag", M=App("vector", (c, c)), n=ONE), "shapes that fit"),
    "the determinant of what is no diagonal": (
        *equation("det_diag", M=A, n=n), "shapes that fit"),
    "diagonals of other sizes": (
        *equation("diag_product", M=x, N=y, n=m), "shapes that fit"),
    "an entry of what is not definite": (
        ZERO, "<", call("index", S, 1, 1), axiom("definite_entry", P=S, i=ONE),
        "not about such a P"),
    "a form of another size": (
        tr(mm(turned(Y), P, Y)) ** 2, "<=", tr(mm(turned(Y), P, Y)) ** 2,
        axiom("definite_schwarz", M=Y, P=P, N=Y), "shapes that fit"),
    "a form of what is not definite": (
        tr(mm(turned(x), S, y)) ** 2, "<=", tr(mm(turned(x), S, x)) * tr(mm(turned(y), S, y)),
        axiom("definite_schwarz", M=x, P=S, N=y), "not about such a P"),
    "norms of other shapes": (
        tr(mm(turned(X), Y)), "<=", call("norm", X) * call("norm", Y),
        axiom("norm_form", M=X, N=Y), "shapes that fit"),
    "Kronecker products of which the factors do not fit": (
        mm(kron(X, D), kron(X, D)), "=", kron(mm(X, X), mm(D, D)),
        axiom("kron_product", M=X, N=D, K=X, L=D), "shapes that fit"),
    "the trace of a Kronecker product that is square by chance": (
        tr(kron(X, Y)), "=", tr(X) * tr(Y), axiom("kron_trace", M=X, N=Y), "shapes that fit"),
    "a determinant of Kronecker with the sizes exchanged": (
        det(kron(A, D)), "=", det(A) ** n * det(D) ** m,
        axiom("kron_det", M=A, N=D, u=m, v=n), "shapes that fit"),
    "stacked columns of what does not fit": (
        vec(mm(A, Y, D)), "=", mm(kron(turned(D), A), vec(Y)),
        axiom("vec_product", M=A, N=Y, K=D), "shapes that fit"),
    "stacked columns of other shapes": (
        mm(turned(vec(X)), vec(Y)), "=", tr(mm(turned(X), Y)),
        axiom("vec_trace", M=X, N=Y), "shapes that fit"),
    "numbers for a block": (
        *equation("block_beside", M=c, N=c, w=ONE, n=ONE), "not about such a M"),
    "a vector for a block": (
        *equation("block_beside", M=A, N=x, w=n, n=ONE), "shapes that fit"),
    "blocks of two heights side by side": (
        *equation("block_beside", M=A, N=D, w=n, n=m), "shapes that fit"),
    "blocks of two widths one above the other": (
        *equation("block_above", M=A, K=D, u=n, v=m), "shapes that fit"),
    "a corner of another size": (
        *equation("block_square", M=A, N=X, K=Y, L=A, u=n, v=m, w=n, n=m), "shapes that fit"),
    "a corner of zeros of another size": (
        *equation("block_square", M=A, N=call("zeros", m, n), K=Y, L=D, u=n, v=m, w=n, n=m),
        "shapes that fit"),
    "the sizes of blocks exchanged": (
        *equation("block_square", M=A, N=X, K=Y, L=D, u=m, v=n, w=n, n=m), "shapes that fit"),
    "corners that are not square": (
        *equation("det_upper", M=X, N=A, L=Y, u=m, v=m), "shapes that fit"),
    "lower corners that are not square": (
        *equation("det_lower", M=X, K=D, L=Y, u=n, v=n), "shapes that fit"),
    "a Kronecker product of blocks that do not fit": (
        *equation("kron_transpose", M=blocks((A, X), (Y, A)), N=A), "shapes that fit"),
    "rows of different numbers of blocks": (
        *equation("kron_transpose", M=blocks((A, X), (Y,)), N=A), "shapes that fit"),
    "the sign of a determinant that is not zero": (
        det(Q), ">", ZERO, Lemma(call(">", det(Q), ZERO), Sign(Arithmetic(det(Q), det(Q)))), "sign"),
    "arithmetic with a product that does not fit": (
        mm(X, X, A), "=", mm(X, mm(X, A)), Arithmetic(mm(X, X, A), mm(X, mm(X, A))), "not equal"),
    "an inverse that may not be there": (
        eye(n), "=", mm(A, inv(A)), Arithmetic(eye(n), mm(A, inv(A))), "may be undefined"),
    "a name that is not declared": (
        tr(A), "=", tr(turned(A)), Arithmetic(tr(A), tr(mm(A, inv(Sym("Z")), Sym("Z")))), "not declared"),
}  # fmt: skip


@pytest.mark.parametrize("name", FORGED)
def test_forged_evidence_is_rejected(name: str) -> None:
    before, relation, after, evidence, reason = FORGED[name]
    answer = judge(Claim(CONTEXT, before, relation, after), evidence)  # type: ignore[arg-type]
    assert isinstance(answer, Rejected)
    assert reason in answer.reason


HONEST: dict[str, tuple[Term, str, Term, Evidence]] = {
    "the product of definite matrices that commute": (
        ZERO, "<", det(mm(P, P + eye(n))), axiom("definite_det", P=mm(P, P + eye(n)))),
    "a sum with an outer product": (
        ZERO, "<", det(P + mm(x, turned(x))), axiom("definite_det", P=P + mm(x, turned(x)))),
    "an inverse cancels": (mm(inv(Q), Q, x), "=", x, axiom("left_inverse", M=Q, N=x)),
    "Sylvester": (
        det(eye(n) + mm(X, Y)), "=", det(eye(m) + mm(Y, X)),
        axiom("sylvester", u=n, v=m, M=X, N=Y)),
    "a determinant lemma": (
        det(eye(n) + mm(x, turned(y))), "=", 1 + mm(turned(y), x),
        axiom("determinant_lemma", u=n, M=x, N=turned(y))),
    "Kronecker products": (*equation("kron_product", M=X, N=D, K=Y, L=D),),
    "the determinant of a Kronecker product": (*equation("kron_det", M=A, N=D, u=n, v=m),),
    "stacked columns": (*equation("vec_product", M=A, N=X, K=D),),
    "two blocks side by side": (*equation("block_beside", M=A, N=X, w=n, n=m),),
    "four blocks": (
        *equation("block_square", M=A, N=X, K=call("zeros", m, n), L=D, u=n, v=m, w=n, n=m),),
    "a triangular block": (*equation("det_upper", M=A, N=X, L=D, u=n, v=m),),
    "a definite form": (*positive(tr(mm(turned(X), P, X)), axiom("definite", M=X, P=P)),),
    "a form with a definite sum": (
        *positive(tr(mm(turned(x), P + P, x)), axiom("definite", M=x, P=P + P)),),
    "a determinant of a ridge": (
        ZERO, "<", det(mm(turned(X), X) + 2 * eye(m)),
        axiom("definite_det", P=mm(turned(X), X) + 2 * eye(m))),
    "a congruence": (
        ZERO, "<", det(mm(turned(Q), inv(P), Q)), axiom("definite_det", P=mm(turned(Q), inv(P), Q))),
    "a vector times itself": (
        ZERO, "<", det(P + mm(x, turned(x)) / 3), axiom("definite_det", P=P + mm(x, turned(x)) / 3)),
    "products at entries and of Kronecker": (
        ZERO, "<", det(call("hadamard", P, P + eye(n))),
        axiom("definite_det", P=call("hadamard", P, P + eye(n)))),
}  # fmt: skip


@pytest.mark.parametrize("name", HONEST)
def test_the_same_rows_prove_what_fits(name: str) -> None:
    before, relation, after, evidence = HONEST[name]
    answer = judge(Claim(CONTEXT, before, relation, after), evidence)  # type: ignore[arg-type]
    assert isinstance(answer, Proved)


def test_what_an_indicator_hides_must_have_an_inverse_under_a_lemma() -> None:
    """Modulo an equation the field may not divide by a determinant that may be zero."""
    hidden = call("indicator", call("<", 0, c)) * det(inv(A))
    field = Field(CONTEXT)
    field.assume(c, hidden)
    assert not field.harmless(hidden)


FITTING: dict[str, tuple[Term, bool]] = {
    "a vector before a matrix": (mm(x, A), True),
    "a vector before a vector": (mm(x, y), True),
    "a vector before a row": (mm(x, turned(y)), True),
    "a matrix of one column before a matrix": (mm(u, A), False),
    "a matrix of one column before a vector": (mm(u, y), False),
    "a matrix of one column before a row": (mm(u, turned(y)), True),
    "a matrix of one column, transposed": (mm(turned(u), A), True),
    "a vector before one of one entry": (mm(x, Sym("e")), False),
}


@pytest.mark.parametrize(("term", "fits"), FITTING.values(), ids=FITTING)
def test_a_vector_is_a_row_and_a_matrix_never(term: Term, fits: bool) -> None:
    one_entry = Sort("real", ((ONE, ONE),))
    assert Field(Context({**SORTS, "e": one_entry})).fits(term) == fits


@pytest.mark.parametrize("factors", [(Sym("q") * x, y), (x, Sym("q") * y)], ids=["first", "second"])
def test_a_product_of_no_known_shape_is_itself_alone(factors: tuple[Term, Term]) -> None:
    """Whether a vector is a row there is not known: nobody declared q."""
    field = Field(CONTEXT)
    assert field.equal(mm(*factors), mm(*factors))
    assert not field.equal(mm(*factors), Sym("q") * mm(x, y))


SHAPES = ((1,), (2,), (3,), *product((1, 2, 3), repeat=2))


@pytest.mark.parametrize(("first", "second"), list(product(SHAPES, repeat=2)))
def test_a_product_fits_where_its_inner_sizes_agree(
    first: tuple[int, ...], second: tuple[int, ...]
) -> None:
    sorts = {
        name: Sort("real", tuple((ONE, number(size)) for size in sizes))
        for name, sizes in (("X", first), ("Y", second))
    }
    is_row = len(second) == 2 and second[0] == 1
    inner = first[-1] if len(first) == 2 or not is_row else 1
    assert Field(Context(sorts)).fits(mm(X, Y)) == (inner == second[0])


def test_entries_of_a_product_that_does_not_fit_prove_nothing() -> None:
    """`X @ Y` has as many rows as X: read as `X' @ Y`, it would have one that stands there twice."""
    context = Context({"X": matrix(number(2), ONE), "Y": matrix(number(2), number(3))})
    wrong, right = mm(X, Y), mm(turned(X), Y)
    row = call("vector", *(call("index", right, 1, j) for j in (1, 2, 3)))
    twice = call("vector", row, row)
    cells = tuple(
        Arithmetic(call("index", wrong, i, j), call("index", twice, i, j))
        for i in (1, 2)
        for j in (1, 2, 3)
    )
    size, other = call("norm", right), call("norm", twice)
    alike = Congruence(call("norm", wrong), other, (Entries(wrong, twice, (), cells),))
    evidence = Chain((Arithmetic(size, call("norm", wrong)), alike))
    found = judge(Claim(context, size, "=", other), evidence)
    assert isinstance(found, Rejected)
    assert found.reason == "the two sides are not equal by exact arithmetic"
    found = judge(Claim(context, size, "=", other), alike)
    assert isinstance(found, Rejected)
    assert found.reason == "entries are of two arrays of one shape"
