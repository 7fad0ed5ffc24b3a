"""The kernel's rules about entries and derivatives by arrays: what forged evidence meets."""

from __future__ import annotations

import pytest

from derivcheck.documents.rows import read_row
from derivcheck.kernel.checker.inference import infer
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.judge import facts_of
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.derivatives import derivative
from derivcheck.kernel.language.evidence import Arithmetic, Axiom, Congruence, Entries, Evidence
from derivcheck.kernel.language.terms import ONE, TWO, App, Bind, Sym, Term, call
from derivcheck.notation.plain import show

SYMBOLS = {
    "n, m": "positive integer", "x, y": "real[n]", "v": "real[m]", "A, B": "real[n, n]",
    "S": "symmetric real[n, n]", "C": "real[m, m]", "X": "real[n, m]", "t": "real",
    "i": "index of n", "T": "real[n, n, n]", "z": "real[0..n]", "M": "real[2*m, m]",
}  # fmt: skip


def claim(before: str, after: str = "0") -> Claim:
    return read_row({"symbols": SYMBOLS, "from": before, "to": after})


def term(text: str) -> Term:
    return claim(text, text).before


def at(t: Term, *names: str) -> Term:
    return App("index", (t, *map(Sym, names)))


def entries(left: Term, right: Term, *names: str) -> Entries:
    """Evidence with arithmetic for the entries."""
    of = (Arithmetic(at(left, *names), at(right, *names)),)
    return Entries(left, right, names, of)


A, B, C, S, X, x, v, t = map(Sym, "ABCSXxvt")
TWO_BY_TWO = term("[[1, 2], [3, 4]]")
PAIRS = [(1, 1), (1, 2), (2, 1), (2, 2)]


def listed(pairs: list[tuple[int, int]]) -> Entries:
    left, right = TWO_BY_TWO, TWO_BY_TWO + 0 * TWO_BY_TWO
    of = tuple(Arithmetic(call("index", left, *p), call("index", right, *p)) for p in pairs)
    return Entries(left, right, (), of)


ACCEPTED: dict[str, Evidence] = {
    "entry by entry": entries(call("hadamard", A, B), call("hadamard", B, A), "j", "k"),
    "a vector": entries(x + x, 2 * x, "j"),
    "one after the other": listed(PAIRS),
    "a unit matrix between": Axiom("product_entries", (("M", A), ("N", x), ("n", Sym("n")))),
}
"""What the rules are for."""

ONES = call("ones", Sym("n"))
POSITIVE = call(">", Sym("t"), 0)
MIXED = call("zeros", Sym("n"), Sym("n")) + call("eye", Sym("m"))
FORGED: dict[str, tuple[Evidence, str]] = {
    "other entries": (entries(A, B, "j", "k"), "not equal by exact arithmetic"),
    "a transpose": (entries(A, call("transpose", A), "j", "k"), "not equal by exact arithmetic"),
    "other shapes": (entries(A, C, "j", "k"), "two arrays of one shape"),
    "a number": (Entries(Sym("t"), Sym("t"), (), ()), "two arrays of one shape"),
    "sums that do not fit": (entries(MIXED, call("eye", Sym("n")), "j", "k"), "of one shape"),
    "a Hadamard product that does not fit": (
        entries(call("hadamard", A, C), call("hadamard", A, C), "j", "k"), "of one shape"),
    "cases of other shapes": (
        entries(App("piecewise", (A, POSITIVE, C, call("true"))), A, "j", "k"), "of one shape"),
    "a list of other shapes": (
        entries(call("vector", x, v), call("vector", x, v), "j", "k"), "of one shape"),
    "two arrays side by side": (entries(A * C, A * C, "j", "k"), "of one shape"),
    "arrays divided": (entries(A / C, A / C, "j", "k"), "of one shape"),
    "a sum of vectors of several lengths": (
        entries(Bind("sum", "n", ONES, (ONE, TWO)), 2 * ONES, "j"),
        "of one shape"),
    "too few indices": (entries(A, A, "j"), "not every entry"),
    "too many indices": (entries(A, A, "j", "k", "l"), "not every entry"),
    "no evidence": (Entries(A, A, ("j", "k"), ()), "not every entry"),
    "one index twice": (entries(A, A, "j", "j"), "not fresh"),
    "a name that is taken": (entries(A, A, "i", "k"), "not fresh"),
    "a name in a side": (entries(x, x, "x"), "not fresh"),
    "an entry left out": (listed(PAIRS[:3]), "not every entry"),
    "entries in another order": (listed(PAIRS[::-1]), "proves something else"),
    "symbolic sizes one by one": (Entries(A, A, (), ()), "not every entry"),
    "another statement": (
        Entries(A, A, ("j", "k"), (Arithmetic(Sym("t"), Sym("t")),)), "proves something else"),
    "a size that does not fit": (
        Axiom("product_entries", (("M", A), ("N", x), ("n", Sym("m")))), "needs shapes that fit"),
    "a trace over another range": (
        Axiom("trace_entries", (("M", A), ("n", Sym("m")))), "needs shapes that fit"),
    "a determinant of any size": (Axiom("det_two", (("M", A),)), "needs shapes that fit"),
    "an inverse of any size": (Axiom("inv_two", (("M", A),)), "needs shapes that fit"),
}  # fmt: skip


@pytest.mark.parametrize("name", ACCEPTED)
def test_entries_make_arrays(name: str) -> None:
    assert infer(ACCEPTED[name], facts_of(claim("t"))).statement


@pytest.mark.parametrize("name", FORGED)
def test_forged_entries_are_rejected(name: str) -> None:
    evidence, reason = FORGED[name]
    with pytest.raises(Rejected) as caught:
        infer(evidence, facts_of(claim("t")))
    assert reason in caught.value.reason


def test_entries_of_a_symmetric_matrix_are_independent_under_a_derivative() -> None:
    one, other = term("diff(tr(S.T @ B), S)"), term("diff(tr(S @ B), S)")
    bodies = [u.body for u in (one, other)]  # type: ignore[union-attr]  # binders
    forged = Congruence(one, other, (Arithmetic(*bodies), None, None), "Q")
    with pytest.raises(Rejected):
        infer(forged, facts_of(claim("t")))


EXISTS: dict[str, tuple[str, ...]] = {
    # a derivative: what it takes
    "diff(x.T @ A @ x, x)": (),
    "diff(norm(x)^2, x)": (),
    "diff(norm(x), x)": ("norm(x) != 0",),
    "diff(det(A), A)": ("defined(diff(det(A), A))",),  # also where the table says nothing
    "diff(inv(A), t)": ("det(A) != 0",),
    "diff(sum(log(x[k]), k = 1..n), x)": (
        "for all k = 1..n, 1 <= k", "for all k = 1..n, k <= n", "for all k = 1..n, x[k] > 0",
        "for all j = 1..n, for all k = 1..n, k = j => x[k] > 0"),
    "diff(T, T)": (),
    "diff(z @ z, z)": (),
}  # fmt: skip


@pytest.mark.parametrize("text", EXISTS)
def test_where_a_derivative_by_an_array_exists(text: str) -> None:
    found = definedness(term(text), claim(text, text).context)
    told = {show(c) for c in found if "1 <= k" not in show(c) and "k <= n" not in show(c)}
    assert told == {s for s in EXISTS[text] if "1 <= k" not in s and "k <= n" not in s}


def test_what_the_table_does_not_know_stays_opaque() -> None:
    context = claim("t").context
    assert derivative(term("diff(A^n @ x, A[1, 1])"), context) is None
    assert derivative(term("diff(x @ x, x)"), context) is None
    assert derivative(term("diff(z, z[0])"), context) is None
    moving = Bind("diff", "t", App("column", (A, t)), (t, ONE))
    assert derivative(moving, context) is None


LISTED = {
    "diff([t, 2], t)":                        "[1, 0]",
    "diff([[1, 2], [t, t^2]], t)":            "[[0, 0], [1, 2*t]]",
    "diff(det([[t, 2], [3, t]]), t)":         "det([[1, 0], [3, t]]) + det([[t, 2], [0, 1]])",
    "diff([t*v, v], t)":                      "[v, 0*v]",
    "diff(tr(block([[t*C, C]]) @ M), t)":     "tr(block([[C, 0*C]]) @ M)",
    "diff(A[:, 2] @ x, A[1, 2])":             "(eye(n)[1] @ eye(n)[2].T)[:, 2] @ x",
    "diff((t*A)[:, 2] @ x, t)":               "A[:, 2] @ x",
}  # fmt: skip
"""Lists change entry by entry, and what does not change in them keeps its shape."""


@pytest.mark.parametrize("text", LISTED)
def test_lists_change_entry_by_entry(text: str) -> None:
    found = derivative(term(text), claim("t").context)
    assert found is not None
    assert found[1] == ()
    assert show(found[0]) == LISTED[text]
