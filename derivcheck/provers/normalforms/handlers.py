"""The table of handlers: which file brings which head over the basis."""

from __future__ import annotations

from fractions import Fraction

from flint import arb, ctx, fmpq

from derivcheck.kernel.algebra.elementary import evaluate
from derivcheck.kernel.algebra.writing import product_of
from derivcheck.kernel.checker.axioms import AXIOMS
from derivcheck.kernel.checker.facts import negation
from derivcheck.kernel.language.terms import (
    TRUE,
    App,
    Bind,
    Num,
    Term,
    call,
    free_names,
    number,
    whole,
)
from derivcheck.provers.foundations.series import series_row
from derivcheck.provers.normalforms import (
    binders,
    exponentials,
    gammas,
    gcds,
    inverses,
    logarithms,
    phases,
    real_roots,
)
from derivcheck.provers.normalforms import trigonometric as circular
from derivcheck.provers.normalforms.basis import Basis, Handler, scaled, summed
from derivcheck.provers.normalforms.turning import WITHIN
from derivcheck.provers.sideconditions.candidates import whole_part

MAX_FACTORS = 12
"""The highest power of which the imaginary part is written out."""


def _indicator(basis: Basis, t: App) -> None:
    """1{P} where P is known or known to fail."""
    (p,) = t.args
    known = basis.known.facts.holds(p)
    denied = not known and basis.known.facts.holds(negation(p))
    if known and basis.axiom("indicator_true", p=p):
        return
    if denied and basis.axiom("indicator_false", p=p):
        return
    match p:
        case App("and", (first, *rest)):
            others = rest[0] if len(rest) == 1 else App("and", tuple(rest))
            basis.axiom("indicator_and", p=first, q=others)


def _piecewise(basis: Basis, t: App) -> None:
    """Cases whose first statement is decided."""
    match t.args:
        case (u, p):
            basis.axiom("piecewise_only", u=u, p=p)
        case (u, p, v, q) if q == TRUE:
            known = basis.axiom("piecewise_first", u=u, p=p, v=v)
            known or basis.axiom("piecewise_last", u=u, p=p, v=v)
        case (u, p, v, q):
            known = basis.axiom("piecewise_one", u=u, p=p, v=v, q=q)
            known or basis.axiom("piecewise_two", u=u, p=p, v=v, q=q)
        case (u, p, v, q, w, _):
            known = basis.axiom("piecewise_head", u=u, p=p, v=v, q=q, w=w)
            known or basis.axiom("piecewise_rest", u=u, p=p, v=v, q=q, w=w)


def _floor(basis: Basis, t: App) -> None:
    """floor(u) of whole u or of u between two numbers, else without the whole summands of u."""
    (u,) = t.args
    if basis.axiom("floor_whole", n=u):
        return
    if not free_names(u) and (known := _whole_part(basis, u)) is not None:
        basis.axiom("floor_between", u=u, n=known)
        return
    n = whole_part(basis.known, u)
    if n is not None and basis.axiom("floor_between", u=u, n=n):
        return
    parts = basis.summands(u)
    integral = [part for part in parts if basis.known.facts.holds(whole(scaled(*part)))]
    if len(integral) == len(parts) and basis.axiom("floor_whole", n=summed(parts)):
        return
    if len(parts) > 1 and integral:
        rest = [part for part in parts if part not in integral] or [integral.pop()]
        basis.axiom("floor_shift", u=summed(rest), n=summed(integral))


def _whole_part(basis: Basis, u: Term) -> int | None:
    """The whole part of a number, as far as balls tell."""
    for bits in (64, 256, 1024):
        with ctx.workprec(bits):
            found = evaluate(u, basis.known.facts.context.field)
            whole = found.floor() if isinstance(found, fmpq | arb) else None
            n = whole.unique_fmpz() if isinstance(whole, arb) else whole
        if n is not None:
            return int(n)
    return None


def _zeta(basis: Basis, t: App) -> None:
    """zeta(n) where it has a value by pi."""
    n = basis.field.constant(t.args[0])
    name = None if n is None or n.denominator != 1 else f"zeta_{'minus_' * (n < 0)}{abs(n)}"
    if name in AXIOMS:
        basis.axiom(name)


def _mod(basis: Basis, t: App) -> None:
    u, v = t.args
    basis.axiom("mod_floor", u=u, v=v)


CONJUGATES = {"conjugate": "conjugate_twice", "exp": "conjugate_exp"}
"""head -> the row for the conjugate of what has it."""


def _of_integral(basis: Basis, t: App) -> bool:
    """A part, or the conjugate, of an integral as the integral of that."""
    (u,) = t.args
    if not isinstance(u, Bind) or u.head != "int":
        return False
    return basis.propose(series_row(f"{t.head}_of_integral", u))


def _conjugate(basis: Basis, t: App) -> None:
    (u,) = t.args
    if _of_integral(basis, t):
        return
    match u:
        case App("conjugate" | "exp", (v,)) if basis.axiom(CONJUGATES[u.head], u=v):
            return
    real = _as_real(basis, u)
    basis.axiom("conjugate_im", u=u) if real is None else basis.axiom("conjugate_real", u=real)


def _as_real(basis: Basis, u: Term) -> Term | None:
    """A term as it stands or in normal form, whichever is seen to be real; or None."""
    if _is_real(basis, u):
        return u
    normal = basis.normal(u)
    return normal if _is_real(basis, normal) else None


def _is_real(basis: Basis, u: Term) -> bool:
    """Whether a term is seen to be real: a search would come back to its imaginary part."""
    return basis.known.facts.holds(call("=", call("im", u), 0))


def _real_part(basis: Basis, t: App) -> None:
    (u,) = t.args
    if _of_integral(basis, t):
        return
    real = _as_real(basis, u)
    basis.axiom("re_im", u=u) if real is None else basis.axiom("re_real", u=real)


def _imaginary_part(basis: Basis, t: App) -> None:
    """im(u) over the summands of u, a product by its factors, a quotient by its conjugate."""
    (u,) = t.args
    if _of_integral(basis, t):
        return
    if (real := _as_real(basis, u)) is not None:
        basis.axiom("im_real", u=real)
        return
    parts = basis.summands(u)
    if len(parts) > 1:
        for k in range(len(parts) - 1):
            basis.axiom("im_add", u=scaled(*parts[k]), v=summed(parts[k + 1 :]))
        return
    for c, m in parts:
        _imaginary_factor(basis, c, m)


def _imaginary_factor(basis: Basis, c: Fraction, m: Term) -> None:
    if c != 1:
        basis.axiom("im_mul", u=number(c), v=m)
        return
    match m:
        case App("I", ()):
            basis.axiom("im_unit")
        case App("*", (one, *rest)):
            basis.axiom("im_mul", u=one, v=product_of(rest))
        case App("^", (u, Num(n))) if n.denominator == 1 and 1 < n <= MAX_FACTORS:
            basis.axiom("im_mul", u=u, v=u ** number(n - 1))
        case App("/", (u, v)):
            basis.axiom("im_div", u=u, v=v)


HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(circular.QUOTIENT, circular.by_definition),
    "exp":       exponentials.exponential,
    "E":         exponentials.euler,
    "^":         exponentials.power,
    "sqrt":      exponentials.square_root,
    "log":       logarithms.logarithm,
    "abs":       logarithms.absolute,
    "sign":      logarithms.sign,
    "max":       logarithms.maximum,
    "min":       logarithms.maximum,
    "sin":       circular.circular,
    "cos":       circular.circular,
    "atan":      inverses.arctangent,
    "asin":      inverses.arcsine,
    "gamma":     gammas.gamma,
    "rgamma":    gammas.shifted,
    "digamma":   gammas.shifted,
    "binomial":  gammas.binomial,
    "beta":      gammas.beta,
    "floor":     _floor,
    "mod":       _mod,
    "gcd":       gcds.gcd,
    "root":      real_roots.real_root,
    "zeta":      _zeta,
    "atan2":     phases.angle,
    "arg":       phases.phase,
    "re":        _real_part,
    "im":        _imaginary_part,
    "conjugate": _conjugate,
    "indicator": _indicator,
    "piecewise": _piecewise,
    "diff":      binders.derivative,
    "sum":       binders.series,
    "prod":      binders.series,
    "int":       binders.integral,
    "lim":       binders.limit,
    "lim+":      binders.limit,
    "lim-":      binders.limit,
}  # fmt: skip

TURNED: dict[str, Handler] = HANDLERS | {WITHIN: binders.series}
"""The same, with sums over whole turns within others."""

WHOLE: dict[str, Handler] = {head: h for head, h in HANDLERS.items() if head not in ("exp", "sqrt")}
"""The same, with exponentials and roots left whole: densities that stand on both sides."""

SHIFTED: dict[str, Handler] = HANDLERS | {
    "sum": binders.shifted_series,
    "prod": binders.shifted_series,
}
"""The same, with sums and products moved to start at 0."""
