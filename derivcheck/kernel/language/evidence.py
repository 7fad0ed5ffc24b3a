"""Evidence: plain data that says why a claim holds, or at which point it fails.

Each kind carries its inference figure.  `l ~ r` reads: at every point that the context allows and
at which both sides are defined, they are equal.  The kernel infers the conclusion of evidence; it
never searches.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Union

from derivcheck.kernel.language.terms import Term


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Exact arithmetic in the field of rational functions over opaque atoms, modulo lemmas.

        l1 ~ r1  ...  ln ~ rn      all l, r defined      left - right in the ideal of the l - r
        ------------------------------------------------------------------------------------
        left ~ right

    A lemma whose left side is one opaque atom rewrites that atom wherever it stands, inside
    arguments of other atoms too; any other lemma is a polynomial relation.
    """

    left: Term
    right: Term
    lemmas: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Axiom:
    """An instance of a row of the axiom table.

        conditions of the row hold
        --------------------------
        left of the row ~ right of the row

    `bindings`: metavariable -> term, a `lambda` for a function metavariable.
    """

    name: str
    bindings: tuple[tuple[str, Term], ...]


@dataclass(frozen=True, slots=True)
class Congruence:
    """Equal parts make equal wholes; under a binder with its range as hypothesis.

        l1 ~ r1 ... ln ~ rn                    lower <= j <= upper |- l ~ r
        ------------------------------         ---------------------------------
        h(l1,..,ln) ~ h(r1,..,rn)              sum(l, j=..) ~ sum(r, j=..)

    `parts`: one entry for each child of `left` (body first), None where left and right agree.
    `var`: for a binder, the fresh name that stands for its variable in the first part.
    """

    left: Term
    right: Term
    parts: tuple[Evidence | None, ...]
    var: str = ""


@dataclass(frozen=True, slots=True)
class Entries:
    """Arrays of one shape are equal if their entries are.

    lower <= i <= upper, .. |- left[i, ..] ~ right[i, ..]
    -----------------------------------------------------
    left ~ right

    `names`: fresh ones that stand for the indices; without them there is evidence for each entry
    of an array of a numeral shape, row by row.
    """

    left: Term
    right: Term
    names: tuple[str, ...]
    of: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Derivative:
    """A derivative by the rows of the handbook, all of them at once.

    -------------------------------
    diff(f, x) ~ f' by the handbook
    """

    term: Term


@dataclass(frozen=True, slots=True)
class Linearity:
    """A linear binder distributes over a combination with factors free of its variable.

    body ~ c1*f1 + ... + cn*fn
    ---------------------------------------------------
    B(body) ~ c1*B(f1) + ... + cn*B(fn)      B in sum, int, diff, lim
    """

    term: Term
    pieces: tuple[tuple[Term, Term], ...]


@dataclass(frozen=True, slots=True)
class Cases:
    """A case split on a statement whose sides are defined.

    P |- Q       not P |- Q
    -----------------------
    Q
    """

    statement: Term
    yes: Evidence
    no: Evidence


@dataclass(frozen=True, slots=True)
class Either:
    """A known disjunction, case by case.

    P1 or .. Pn known      P1 |- Q   ...   Pn |- Q
    ----------------------------------------------
    Q
    """

    statement: Term
    parts: tuple[Evidence | None, ...]


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """Something that is known; a `for all` at values in its range.

    P known            for all j = a..b: P(j) known     a <= v <= b, v whole
    -------            -----------------------------------------------------
    P                  P(v)
    """

    statement: Term
    at: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """Transitivity; every link but the ends must be defined where the ends are.

    t0 ~ t1   t1 ~ t2  ...  tn-1 ~ tn
    ---------------------------------
    t0 ~ tn
    """

    links: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Symmetry:
    """
    l ~ r
    -----
    r ~ l
    """

    of: Evidence


@dataclass(frozen=True, slots=True)
class NewtonLeibniz:
    """An integral by a primitive, at the ends or near them.

        dF/dx ~ f, defined for all x strictly between a and b
        ------------------------------------------------------
        int(f, x = a..b) ~ F(b) - F(a)                            F continuous, defined at the ends
        int(f, x = a..b) ~ lim-(F, x -> b) - lim+(F, x -> a)      otherwise, for a < b

    `var` is the fresh name that stands for x.  `inside`: lemmas that hold between the ends and give
    the other conditions.  Rudin, Principles of Mathematical Analysis, 6.21; at an end where f is
    not bounded or that is infinite, by the definition of the improper integral.
    """

    term: Term
    primitive: Term
    var: str
    derivative: Evidence
    inside: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Continuity:
    """A limit of a function that is continuous where it leads.

    f continuous by its heads      f defined at c and beside it
    -----------------------------------------------------------
    lim(f, x -> c) ~ f(c)
    """

    term: Term


@dataclass(frozen=True, slots=True)
class Asymptotics:
    """A limit by an expansion near where it leads; it has a value then.

    f(a + 1/x) = c1*m1 + .. + cn*mn + O(r) as x -> oo      the greatest m that is left is 1, r -> 0
    -----------------------------------------------------------------------------------------------
    lim(f, t -> a, +) = its coefficient

    `value`: what the limit is; infinite if the greatest monomial is.  `order`: how many terms of an
    expansion are kept.  Gruntz, On computing limits in a symbolic manipulation system, 1996.
    """

    term: Term
    value: Term
    order: Term


@dataclass(frozen=True, slots=True)
class Tail:
    """That a sum or an integral converges, or not, by expansions of its body where it is improper.

        f(j) = O(m) as j -> oo, m summable          f(j) = c*m + o(m), c != 0, m not summable
        ----------------------------------          -----------------------------------------
        sum(f, j = a..oo) defined                   not defined; it goes to the sign of c times oo

    An integral is looked at beside the ends of the intervals into which `points` divide it, inside
    of which its body must be continuous.  `var`: a fresh name that stands for its variable, and
    `inside`: lemmas that hold in each interval.  `order`: as of `Asymptotics`.  Which monomials are
    summable: G. H. Hardy, Orders of Infinity, 1910, on the logarithmic criteria (Bertrand's scale).
    """

    term: Term
    order: Term
    points: tuple[Term, ...] = ()
    var: str = ""
    inside: tuple[tuple[Evidence, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Along:
    """That a limit or an infinite sum has no value, by sequences along which its body goes.

        s(n), t(n) -> a      f(s(n)) ~ g(n) -> L      f(t(n)) ~ h(n) -> M      L != M
        ----------------------------------------------------------------------------
        lim(f, x -> a) not defined

        s(n) -> oo, integers      f(s(n)) ~ g(n) -> L      L != 0
        ---------------------------------------------------------
        sum(f, j = a..oo) not defined

    `ways`: each sequence in the fresh name `var`, which runs over 1, 2, .., with evidence of what
    the body is along it.  `order`: as of `Asymptotics`.  Rudin, Principles of Mathematical
    Analysis, 3.23 and 4.2.
    """

    term: Term
    var: str
    ways: tuple[tuple[Term, Evidence], ...]
    order: Term


@dataclass(frozen=True, slots=True)
class Sign:
    """A comparison by the sign of the difference of its sides, after rewriting it.

    left - right ~ t      t defined      t rel 0 by the signs of its parts
    ----------------------------------------------------------------------
    left rel right
    """

    of: Evidence


@dataclass(frozen=True, slots=True)
class Enclosure:
    """What holds no names has a value because balls enclose one.

        t without names      a ball contains t (`evaluation.py`)
        ----------------------------------------------------------
        t defined

    A sum, an integral or a limit: the only statement that a proof takes from what refutes.
    """

    term: Term


@dataclass(frozen=True, slots=True)
class Lemma:
    """A statement with its own evidence; None where it follows as a side condition.

    P by the evidence
    -----------------
    P
    """

    statement: Term
    of: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Absurd:
    """Whatever one likes where the facts contradict each other.

    P      not P known
    ------------------
    Q
    """

    of: Evidence


@dataclass(frozen=True, slots=True)
class Have:
    """Statements proved first and known from then on.

    P1   ...   P1, .., Pn-1 |- Pn      P1, .., Pn |- Q
    --------------------------------------------------
    Q
    """

    lemmas: tuple[Evidence, ...]
    of: Evidence | None


@dataclass(frozen=True, slots=True)
class Each:
    """All parts of a conjunction, or both directions of an equivalence.

    P1  ...  Pn          P implies Q      Q implies P
    ------------         ----------------------------
    P1 and .. Pn         P iff Q
    """

    parts: tuple[Evidence | None, ...]


@dataclass(frozen=True, slots=True)
class Suppose:
    """An implication as a conclusion.

    P |- Q          (P's sides are defined where P is true)
    --------------
    P implies Q
    """

    of: Evidence | None


@dataclass(frozen=True, slots=True)
class Generalise:
    """A statement about all values of a bound name; `var` is the fresh name that stands for it.

    lower <= j <= upper |- P
    ------------------------
    for all j = lower..upper: P
    """

    var: str
    of: Evidence | None


@dataclass(frozen=True, slots=True)
class Domain:
    """Evidence for a step, with what it takes to compare the domains of its sides.

        known where `before` is defined: P1 .. Pn       every condition that `after` adds
        is known there, or fails on an exceptional set only       before rel after
        --------------------------------------------------------------------------
        the step

    `known`: lemmas that hold where `before` is defined.  `rare`: conditions with a point at which
    the function that vanishes where they fail does not vanish.  `along`: a direction, by numbers,
    in which what is assumed lets the whole numbers of these conditions grow.
    """

    known: tuple[Evidence, ...]
    rare: tuple[tuple[Term, tuple[tuple[str, Term], ...]], ...]
    of: Evidence | None
    along: tuple[tuple[str, Term], ...] = ()


@dataclass(frozen=True, slots=True)
class Family:
    """Two lines that stand for the same family of functions, as constants are added to them.

    d(before - after)/dx ~ 0, defined where both sides are      before - after ~ a number
    ------------------------------------------------------      -------------------------
    before and after are one family                             before and after are one family

    The added constants are zero in the difference.  `by`: the variable of the antiderivatives, for
    lines that hold some; else it is empty.  `near`: lemmas that hold all around and give conditions
    of the derivative.  Rudin, Principles of Mathematical Analysis, 5.11.
    """

    by: str
    of: Evidence
    near: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """What an equation of lines with terms `O(h, x, a)` says, by expansions where x leads.

        before - after without O = O(c*h) as x -> a        c*O(h, x, a) a summand of after
        ----------------------------------------------------------------------------------
        before is one of what after stands for

        lim(.. O(h, x, a) .., x -> a) = L       the claim with L by `of`
        ----------------------------------------------------------------
        the claim

    `length`: how many terms of an expansion are kept.  `which`: the summand with an O that takes up
    the difference, counted from 0; at a point that shows that the claim fails, the number c for
    which c*h stands for each O(h, x, a) of `before`.  N. G. de Bruijn, Asymptotic Methods in
    Analysis, 1.2.
    """

    length: Term
    which: Term
    of: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A point of difference: values for the free names at which the claim fails.

    names = values |- P1, .., Pn        the claim is false at the values, P1, .., Pn being true
    -------------------------------------------------------------------------------------------
    the claim fails

    `values`: name -> term; numbers for scalars, `vector` terms for arrays, `lambda` terms for
    functions.  Every name of the context that matters is given.  `given`: statements that are true
    at the point, which evaluation in balls cannot tell.  `by`: the name by which lines that stand
    for families change at different rates there; empty for other lines.
    """

    values: tuple[tuple[str, Term], ...]
    given: tuple[Evidence, ...] = ()
    by: str = ""


Evidence = Union[
    Arithmetic, Axiom, Congruence, Entries, Derivative, Linearity, Cases, Either, Hypothesis, Chain,
    Symmetry, NewtonLeibniz, Continuity, Asymptotics, Tail, Along,
    Sign, Enclosure, Lemma, Absurd, Have, Each, Suppose, Generalise, Domain,
    Family, Order, Point,
]  # fmt: skip
