"""The provers in the order in which they are asked, cheapest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Evidence
from derivcheck.provers.equations import (
    arithmetic,
    cases,
    divergence,
    elementary,
    entries,
    families,
    finite_induction,
    first_order,
    hypergeometric,
    implicit,
    index_sums,
    integrals,
    integrands,
    kinks,
    moduli,
    power_laws,
    recurrences,
    separation,
    shifts,
    squares,
    terms_alike,
    uniqueness,
    values,
    words,  # fmt: skip
)
from derivcheck.provers.equations import induction as inductions
from derivcheck.provers.equations import zero_derivative as constancy
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.statements import (
    absolute_values,
    bounded_sums,
    comparisons,
    conclusions,
    congruences,
    convergence,
    derivative_signs,
    diagonal_forms,
    equation_residues,
    fractional_parts,
    implications,
    integral_bounds,
    known_values,
    mean_values,
    members,
    norm_bounds,
    orders,
    power_orders,
    quadratic_forms,
    remainders,
    residues,
    rows_of_values,
    series_bounds,
    squared_bounds,
    tangents,
    weighted_means,  # fmt: skip
)
from derivcheck.provers.statements import induction as stepwise

Prover = Callable[[Claim, Limits], Evidence | None]
"""A finder of evidence: it may be wrong and may crash, the kernel judges what it returns."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A prover with its name and why it stands there.

    Arguments:
        price: how long it takes to find nothing about a wrong step; before each price more points
            are looked at.
        greedy: whether it may use up all the work, so that it is given a share at first.
    """

    name: str
    prover: Prover
    remark: str
    price: int = 0
    greedy: bool = False


EXPENSIVE, DEAREST = 1, 2
"""Prices of those that are not cheap."""


def by_parts(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for a conclusion from what the other provers find of its parts, or None."""
    others = (entry.prover for entry in PROVERS if entry.prover is not by_parts)
    return conclusions.prove(claim, limits, tuple(others))


def by_bars(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an inequality with absolute values by the others, or None."""
    others = (entry.prover for entry in PROVERS if entry.prover not in (by_parts, by_bars))
    return absolute_values.prove(claim, limits, tuple(others))


def by_known_values(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an inequality with what is known put in, by signs and derivatives, or None."""
    return known_values.prove(claim, limits, (comparisons.prove_plain, derivative_signs.prove))


def by_orders_of_powers(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an inequality between powers by logarithms, signs and derivatives, or None."""
    return power_orders.prove(claim, limits, (comparisons.prove_plain, derivative_signs.prove))


def by_steps(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an inequality by induction, what is left of a step by signs, or None."""
    return stepwise.prove(claim, limits, (comparisons.prove, derivative_signs.prove))


def by_expansions(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for lines with terms of an order, what is left of them by the other provers."""
    return orders.prove(claim, limits, (entry.prover for entry in PROVERS))


OF_ORDER = (
    Entry("orders",       by_expansions,      "lines that hold O(x^n)"),
    Entry("no order",     orders.refute,      "lines that differ by more than that"),
)  # fmt: skip
"""Asked alone of lines that hold terms of an order, of which the others know nothing."""

PROVERS: tuple[Entry, ...] = (
    Entry("arithmetic",   arithmetic.prove,   "most steps of algebra, in microseconds"),
    Entry("divergence",   divergence.prove,   "limits that are said to be infinite"),
    Entry("polyhedra",    index_sums.prove,   "sums with ranges that depend on one another"),
    Entry("implicit",     implicit.prove,     "derivatives of what equations for all values give"),
    Entry("separation",   separation.prove,   "numbers written with roots, in milliseconds"),
    Entry("integrands",   integrands.prove,   "integrals by what stands under them"),
    Entry("elementary",   elementary.prove,   "the other steps without a case distinction"),
    Entry("families",     families.prove,     "lines with constants or antiderivatives only"),
    Entry("moduli",       moduli.prove,       "absolute values of complex numbers"),
    Entry("words",        words.prove,        "equations of arrays"),
    Entry("entries",      entries.prove,      "arrays by entries, derivatives by arrays"),
    Entry("shifts",       shifts.prove,       "sums over ranges that start elsewhere"),
    Entry("power laws",   power_laws.prove,   "products of powers by logarithms", EXPENSIVE),
    Entry("terms",        terms_alike.prove,  "sums by their terms, side by side", EXPENSIVE),
    Entry("diagonal forms", diagonal_forms.prove, "signs of weighted sums of squares"),
    Entry("quadratic forms", quadratic_forms.prove, "squares of arrays, completed"),
    Entry("norm bounds",  norm_bounds.prove,  "inner products, by norms that are bounded"),
    Entry("members",      members.prove,      "terms of sums of known value"),
    Entry("comparisons",  comparisons.prove_plain, "inequalities, by the sign of a difference"),
    Entry("hypergeometric", hypergeometric.prove, "sums of binomials", EXPENSIVE),
    Entry("mean values",  mean_values.prove,  "values of a function at two numbers"),
    Entry("squared bounds", squared_bounds.prove, "sums, by their squares", EXPENSIVE),
    Entry("series",       series_bounds.prove, "inequalities between sums", EXPENSIVE),
    Entry("compared sums", comparisons.prove_sums, "the same by signs", EXPENSIVE),
    Entry("tangents",     tangents.prove,     "inequalities between logarithms", EXPENSIVE),
    Entry("weighted means", weighted_means.prove, "sums of positive products", EXPENSIVE),
    Entry("integral bounds", integral_bounds.prove, "inequalities between integrals", EXPENSIVE),
    Entry("implications", implications.prove, "statements"),
    Entry("given remainders", congruences.prove_by_known, "remainders by those that are known"),
    Entry("convergence",  convergence.prove,  "that something converges, or not", EXPENSIVE),
    Entry("residues",     residues.prove,     "floors and remainders of integers", EXPENSIVE),
    Entry("residues of equations", equation_residues.prove, "the same by an equation", EXPENSIVE),
    Entry("remainders",   remainders.prove,   "remainders of powers", EXPENSIVE),
    Entry("congruences",  congruences.prove,  "the same, and by other provers", EXPENSIVE),
    Entry("fractional parts", fractional_parts.prove, "floors of a real number", EXPENSIVE),
    Entry("parameters",   cases.prove_by_parameters, "integrals, one being 0 or not", EXPENSIVE),
    Entry("integrals",    integrals.prove,    "parts, other variables, ranges", EXPENSIVE),
    Entry("no limit",     divergence.refute,  "limits that go elsewhere, or nowhere", EXPENSIVE),
    Entry("values",       values.prove,       "integrals that have other values", EXPENSIVE),
    Entry("cases",        cases.prove,        "indicators, absolute values, piecewise", EXPENSIVE),
    Entry("kinks",        kinks.prove,        "derivatives at single points", EXPENSIVE),
    Entry("squares",      squares.prove,      "numbers of one sign with roots", EXPENSIVE),
    Entry("signs",        implications.prove_by_signs, "the same in inequalities", EXPENSIVE),
    Entry("consequences", implications.prove_by_consequences, "from premises", EXPENSIVE, True),
    Entry("inductions",   inductions.prove,   "sums, from their first terms", EXPENSIVE),
    Entry("finite induction", finite_induction.prove, "what is told up to a number", EXPENSIVE),
    Entry("recurrences",  recurrences.prove,  "what the values before give", EXPENSIVE),
    Entry("rows of values", rows_of_values.prove, "inequalities, by recurrences", EXPENSIVE),
    Entry("uniqueness",   uniqueness.prove,   "solutions that start alike", EXPENSIVE),
    Entry("first order",  first_order.prove,  "solutions of y' = F(t, y)", EXPENSIVE),
    Entry("constancy",    constancy.prove,    "by one derivative and a point", DEAREST),
    Entry("steps",        by_steps,          "inequalities, from the first integers", DEAREST),
    Entry("bounded sums", bounded_sums.prove, "sums below a number, by more than that", DEAREST),
    Entry("derivatives",  derivative_signs.prove, "inequalities, from an end", DEAREST),
    Entry("known values", by_known_values,    "inequalities, known values put in", DEAREST, True),
    Entry("power orders", by_orders_of_powers, "inequalities, by logarithms", DEAREST, True),
    Entry("absolute values", by_bars,         "inequalities for either sign between bars", DEAREST),
    Entry("conclusions", by_parts,            "each part of a conclusion alone", DEAREST),
    Entry("contradictions", implications.prove_by_contradiction, "by their contrary", DEAREST),
)  # fmt: skip
"""Asked from the top; each decides a class of claims and returns None outside it."""
