"""The search for side conditions: lemmas after which the kernel sees that a statement holds.

A comparison is shown by writing the difference of its sides so that the sign table sees its sign
(`signed_forms.py`).  Else by instances of what is known `for all`, by factors of what is known not
to vanish (`divisors.py`), by what would be false otherwise, and by cases of known disjunctions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from math import floor, pi

from derivcheck.kernel.axioms import AXIOMS, instance
from derivcheck.kernel.evidence import (
    Absurd,
    Arithmetic,
    Axiom,
    Cases,
    Either,
    Evidence,
    Generalise,
    Hypothesis,
    Lemma,
    Suppose,
)  # fmt: skip
from derivcheck.kernel.evidence import Sign as BySign
from derivcheck.kernel.facts import negation
from derivcheck.kernel.field import TooLarge
from derivcheck.kernel.inference import taken_by
from derivcheck.kernel.signs import (
    ALLOWED,
    within,
)  # fmt: skip
from derivcheck.kernel.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    depth,
    free_names,
    fresh,
    is_infinite,
    number,
    substitute,
    subterms,
)  # fmt: skip
from derivcheck.kernel.work import remembered
from derivcheck.provers.foundations.polynomials import fraction, written
from derivcheck.provers.foundations.positions import replaced
from derivcheck.provers.foundations.proof_context import ProofContext, conjuncts
from derivcheck.provers.sideconditions.conjugates import nonvanishing
from derivcheck.provers.sideconditions.divisors import by_factors, by_zero
from derivcheck.provers.sideconditions.signed_forms import difference, forms, is_root, signed
from derivcheck.provers.sideconditions.squaring import by_squares, with_roots

MAX_INSTANCES = 32
"""How many instances of `for all` facts are tried for one question."""
MAX_REMEMBERED = 4_096
"""Of how many statements it is remembered what functions they are about."""
MAX_CHOICES = 4
"""How many known disjunctions are tried for one question."""

EQUALITIES = frozenset(("=", "!="))


def search(known: ProofContext, s: Term) -> None:
    """Learns lemmas after which a statement holds, if it finds them."""
    match s:
        case App("and", parts):
            all(map(known.holds, parts))
        case App("or", parts):
            if _off_poles(known, s):
                return
            with known.undivided():  # cases are for the whole
                if any(map(known.holds, parts)) or _else(known, s, parts):
                    return
        case App("implies", (p, q)):
            inner = known.supposing(p)
            if inner.holds(q):
                known.learn(Lemma(s, Suppose(inner.shown(Lemma(q)))))
        case App("not", (p,)) if negation(p) != s:
            known.holds(negation(p))
        case Bind("forall"):
            _generalised(known, s)
        case App(rel, (a, b)) if rel in ALLOWED and not is_infinite(a) and not is_infinite(b):
            _compared(known, s, rel, a, b)
            return
    if not known.facts.holds(s):
        _by_cases(known, s)


def _else(known: ProofContext, s: Term, parts: tuple[Term, ...]) -> bool:
    """The rest of a disjunction where its first part fails."""
    first, rest = parts[0], parts[1:]
    if not rest or not known.defined(first):
        return False
    otherwise = known.denying(first)
    if not otherwise.holds(rest[0] if len(rest) == 1 else App("or", rest)):
        return False
    return known.learn(Lemma(s, Cases(first, Lemma(s), otherwise.shown(Lemma(s)))))


def _off_poles(known: ProofContext, s: App) -> bool:
    """No pole of gamma is met where none is met some whole steps before."""
    u = _off_poles_of(s)
    return u is not None and _some_steps_on(known, "off_poles_shift", u)


def _beside_poles(known: ProofContext, gap: Term) -> bool:
    """A number is not zero where it, or what is whole steps before it, is known to be no pole."""
    return any(_some_steps_on(known, "off_poles_nonzero", t) for t in (gap, -gap))


def _some_steps_on(known: ProofContext, row: str, u: Term) -> bool:
    """What a row says of a term that is a natural number more than one known to be no pole."""
    for v in _pole_free(known):
        steps = known.facts.field.constant(u - v)
        if steps is not None and steps.denominator == 1 and steps >= 0:
            return known.learn(Axiom(row, (("n", number(steps)), ("u", v))))
    return False


def _pole_free(known: ProofContext) -> Iterator[Term]:
    """The terms known to be none of 0, -1, -2, ..."""
    for s in conjuncts(known.facts.statements):
        u = _off_poles_of(s)
        if u is not None:
            yield u


def _off_poles_of(s: Term) -> Term | None:
    """u if a statement says, as definedness does, that u is none of 0, -1, -2, ..."""
    match s:
        case App("or", (App(">", (u, zero)), App("!=", (App("floor", (v,)), w)))):
            return u if zero == ZERO and u == v == w else None
    return None


def _generalised(known: ProofContext, s: Bind) -> None:
    name = fresh(s.var, taken_by(known.facts, s))
    inner, body = known.inside(s, name), substitute(s.body, {s.var: Sym(name)})
    if inner.holds(body):
        known.learn(Lemma(s, Generalise(name, inner.shown(Lemma(body)))))


def _compared(known: ProofContext, s: Term, rel: str, a: Term, b: Term) -> None:
    gap = difference(a, b)
    match gap:
        case App("*", parts) if rel == "!=" and not all(map(known.nonzero, parts)):
            return
        case App("abs", (u,)) if rel in ("!=", ">") and not known.nonzero(u):
            return
        case App("sqrt", (u,)) if rel in ("!=", ">") and not known.holds(call("<", ZERO, u)):
            return
    strategies: tuple[Callable[[], object], ...] = (
        lambda: rel == "!=" and _beside_poles(known, gap),
        lambda: _applied(known),
        lambda: _instantiated(known, s),
        lambda: _of_heads(known, s),
        lambda: _opened(known),
        lambda: _of_angles(known, s),
        lambda: _by_sign(known, s, rel, gap),
        lambda: _by_values(known, s, rel, gap),
        lambda: _by_equal_parts(known, s, rel, gap),
        lambda: _by_equations(known, s, rel, gap),
        lambda: _by_multiples(known, s, rel, gap),
        lambda: _by_denominators(known, s, rel, gap),
        lambda: _by_squared_denominator(known, s, rel, gap),
        lambda: by_factors(known, rel, gap),
        lambda: by_zero(known, s, rel, gap),
        lambda: _by_sides(known, s, gap),
        lambda: by_squares(known, s, rel, gap),
        lambda: _by_parts(known, rel, gap),
        lambda: _by_denial(known, s, rel),
        lambda: rel == "!=" and nonvanishing(known, gap),
        lambda: _by_cases(known, s),
    )
    for strategy in strategies:
        try:
            strategy()
        except TooLarge:
            continue
        if known.facts.holds(s):
            return


# --- what is known already, in other words -------------------------------------------------------


def _applied(known: ProofContext) -> None:
    """Conclusions of known implications whose antecedents hold."""
    for s in conjuncts(known.facts.statements):
        match s:
            case App("implies", (p, q)) if q not in known.facts.statements and known.facts.holds(p):
                known.learn(Lemma(q))


def _instantiated(known: ProofContext, s: Term) -> None:
    """Instances of `for all` facts at the terms that the question is about."""
    made = 0
    for fact in conjuncts(known.facts.statements):
        if not isinstance(fact, Bind):
            continue
        for value in _values(s, free_names(fact.body) - {fact.var}):
            instance = substitute(fact.body, {fact.var: value})
            if made < MAX_INSTANCES and instance not in known.facts.statements:
                made += known.learn(Hypothesis(fact, (value,)))


def _values(s: Term, names: frozenset[str]) -> list[Term]:
    """Terms of a statement that a fact about named arrays and functions may be about."""
    found: dict[Term, None] = {}
    for t in subterms(s):
        match t:
            case App("index" | "apply", (Sym(name), *arguments)) if name in names:
                found.update(dict.fromkeys(arguments))
            case Sym() if not names:
                found.setdefault(t)
    return list(found)


def _of_heads(known: ProofContext, s: Term) -> None:
    """What the axioms say of the functions in a question and in what is known."""
    found: dict[App, None] = {}
    for statement in (s, *conjuncts(known.facts.statements)):
        if not isinstance(statement, Bind):
            found.update(dict.fromkeys(_with_lemmas(statement)))
    asked = () if isinstance(s, Bind) else _with_lemmas(s)
    for t in sorted(found, key=depth, reverse=True):  # what is known of the outer is asked inside
        for name in LEMMAS[t.head]:
            if name in TANGENTS and t not in asked:
                continue
            row = Axiom(name, tuple(zip("uv", t.args, strict=False)))
            statement, conditions = instance(AXIOMS[name], row.bindings)
            is_idle = name in LOOKED_UP and not all(map(known.facts.holds, conditions))
            if not is_idle and statement not in known.facts.statements:
                known.learn(row)
        if t.head == "abs" and known.facts.context.field == "real":
            _squared(known, t, t.args[0])


@remembered(MAX_REMEMBERED)
def _is_closed(statement: Term) -> bool:
    """Whether a comparison of numbers holds absolute values or quotients with names."""
    parts = [t for t in subterms(statement) if isinstance(t, App)]
    if any(t.head == "vector" or is_infinite(t) for t in parts):
        return False
    return any(t.head in DECIDED or (t.head == "/" and free_names(t.args[1])) for t in parts)


@remembered(MAX_REMEMBERED)
def _with_lemmas(statement: Term) -> tuple[App, ...]:
    """The parts of a statement of whose values rows say something."""
    return tuple(t for t in subterms(statement) if isinstance(t, App) and t.head in LEMMAS)


LEMMAS: dict[str, tuple[str, ...]] = {
    "abs": ("abs_upper", "abs_lower", "nonzero_inside"),
    "sqrt": ("nonzero_radicand",),
    "conjugate": ("nonzero_conjugate", "nonzero_conjugated"),
    "^": ("nonzero_base", "odd_power_sign", "odd_power_positive"),
    "rgamma": ("rgamma_nonzero", "rgamma_off_poles"),
    "coth": ("coth_beyond",),
    "exp": ("exp_tangent",),
    "log": ("log_tangent", "log_lower"),
    "cosh": ("cosh_lower",),
    "sech": ("sech_upper",),
    "tanh": ("tanh_upper", "tanh_lower"),
    "sin": ("sin_upper", "sin_lower", "sin_chord"),
    "cos": ("cos_upper", "cos_lower", "cos_parabola"),
}
"""head -> rows that say something of its values wherever they apply."""
LOOKED_UP = frozenset(
    (
        "nonzero_inside",
        "nonzero_radicand",
        "nonzero_base",
        "odd_power_sign",
        "odd_power_positive",
        "nonzero_conjugate",
        "nonzero_conjugated",
    )
)
"""Rows of no use unless their conditions are known already."""
TANGENTS = frozenset("exp_tangent log_tangent log_lower sin_chord cos_parabola".split())
"""Rows of no use unless the function itself is asked about."""


def _of_angles(known: ProofContext, s: Term) -> None:
    """The signs of sines and cosines whose angles are known to stay within half a turn."""
    stated = [c for c in conjuncts(known.facts.statements) if isinstance(c, App)]
    for t in dict.fromkeys(subterms(s)):
        match t:
            case App("sin" | "cos" as head, (u,)) if known.facts.context.field == "real":
                names = free_names(u)
                if any(c.head in BOUNDS and free_names(c) & names for c in stated):
                    _of_angle(known, head, u)


def _of_angle(known: ProofContext, head: str, u: Term) -> None:
    turns = Counter(floor(x / pi + QUARTER[head]) for (x,) in known.models.values(u))
    for k, _ in turns.most_common(1):
        bindings = (("n", number(k)), ("u", u))
        if not known.learn(Axiom(f"{head}_sign", bindings)):
            known.learn(Axiom(f"{head}_sign_weak", bindings))


BOUNDS = frozenset("< <= > >= in and".split())
QUARTER = {"sin": 0.0, "cos": 0.5}
"""How many half turns the function is ahead of the sine."""


def _squared(known: ProofContext, t: Term, u: Term) -> None:
    for s in conjuncts(known.facts.statements):
        match s:
            case App("<", (c, side)) | App(">", (side, c)) if side == t and known.holds(
                call("<=", 0, c)
            ):
                known.learn(Axiom("square_monotone", (("u", c), ("v", t))))
                square = Arithmetic(u**2 - c**2, t**2 - c**2, (Axiom("abs_square", (("u", u),)),))
                known.learn(Lemma(call("<", c**2, u**2), _flipped(c**2 - u**2, square)))


def _flipped(difference: Term, of: Arithmetic) -> BySign:
    return BySign(Arithmetic(difference, -of.right, of.lemmas))


def _opened(known: ProofContext) -> None:
    """Known comparisons over one denominator, without the absolute values of a known sign."""
    for p in conjuncts(known.given):
        match p:
            case App("<" | "<=" | ">" | ">=" as rel, (a, b)) if _is_closed(p):
                _restate(known, rel, a - b)


def _restate(known: ProofContext, rel: str, difference: Term) -> None:
    """The same comparison in another form, and the sign of the denominator if it tells."""
    plain, lemmas = _without_absolutes(known, difference)
    v, under = known.facts.field.value(plain), None
    if not v.bottom.is_constant():
        under = signed(known.facts, v.bottom)
        plain = signed(known.facts, v.top) / under
    same = call(rel, plain, ZERO)
    if same in known.facts.statements or not (lemmas or under):
        return
    if known.learn(Lemma(same, BySign(Arithmetic(plain, difference, lemmas)))):
        known.given = (*known.given, same)
        if under:
            _positive(known, under)


# --- signs ---------------------------------------------------------------------------------------


def _by_sign(known: ProofContext, s: Term, rel: str, difference: Term) -> None:
    """The difference of the sides in a form whose sign the table sees."""
    if not known.facts.signs.real(difference):
        return
    for t in subterms(difference):
        match t:
            case App("abs" | "sqrt", (u,)):
                known.nonzero(u)
    plain, lemmas = _without_absolutes(known, difference)
    for form in forms(known.facts, plain, ALLOWED[rel]):
        if _is_seen(known, s, rel, Arithmetic(difference, form, lemmas)):
            return


def _is_seen(known: ProofContext, s: Term, rel: str, of: Arithmetic) -> bool:
    """Learns a comparison if the table sees the sign of a form of the difference of its sides."""
    is_signed = within(known.facts.signs.sign(of.right), ALLOWED[rel])
    return is_signed and known.learn(Lemma(s, BySign(of)))


def _by_values(known: ProofContext, s: Term, rel: str, difference: Term) -> None:
    """The difference of the sides with the terms put in that names are known to equal."""
    equal: dict[str, tuple[Term, Evidence]] = {}
    for fact in conjuncts(known.facts.statements):
        match fact:
            case App("=", (Sym(name), t)) | App("=", (t, Sym(name))) if name not in free_names(t):
                if name in free_names(difference):
                    equal[name] = (t, Hypothesis(fact))
    plain = substitute(difference, {name: t for name, (t, _) in equal.items()})
    lemmas = tuple(lemma for _, lemma in equal.values())
    for form in (plain, *forms(known.facts, plain, ALLOWED[rel])) if equal else ():
        if _is_seen(known, s, rel, Arithmetic(difference, form, lemmas)):
            return


def _by_equal_parts(known: ProofContext, s: Term, rel: str, difference: Term) -> None:
    """The difference of the sides with a part put in that it is known to equal as it is written."""
    parts = {t for t in subterms(difference) if isinstance(t, App) and free_names(t)}
    for fact in conjuncts(known.given):
        match fact:
            case App("=", (a, b)) if not parts.isdisjoint((a, b)):
                plain = replaced(difference, *((a, b) if a in parts else (b, a)))
            case _:
                continue
        if _is_seen(known, s, rel, Arithmetic(difference, plain, (Hypothesis(fact),))):
            return


def _by_equations(known: ProofContext, s: Term, rel: str, difference: Term) -> None:
    """The difference of the sides less a multiple of what is known to be zero."""
    facts, v = known.facts, known.facts.field.value(difference)
    if not v.bottom.is_constant() or v.top.is_constant():
        return
    scale = int(v.bottom.leading_coefficient())
    for fact in conjuncts(facts.statements):
        match fact:
            case App("=", (a, b)) if not is_infinite(a) and not is_infinite(b):
                zero = facts.field.up(facts.field.value(a - b).top)
            case _:
                continue
        top = facts.field.up(v.top)
        for m, c in zero.terms():
            rest = top - zero * top[m] / c if top[m] % c == 0 else top
            form = written(facts.field, rest) / number(scale)
            of = Arithmetic(difference, form, (Hypothesis(fact),))
            if rest != top and _is_seen(known, s, rel, of):
                return


def _by_multiples(known: ProofContext, s: Term, rel: str, gap: Term) -> None:
    """The difference of the sides as a known one divided by a factor whose sign is seen."""
    facts = known.facts
    top = facts.field.value(gap).top
    for fact in conjuncts(known.given) if rel in BOUNDS else ():
        match fact:
            case App("<" | "<=" | ">" | ">=", (a, b)) if not is_infinite(a) and not is_infinite(b):
                stated = difference(a, b)
            case _:
                continue
        whole, part = facts.field.up(facts.field.value(stated).top), facts.field.up(top)
        if not 0 < part.total_degree() < whole.total_degree() or divmod(whole, part)[1] != 0:
            continue
        form = stated * fraction(facts.field, facts.field.value(gap / stated))
        if _is_seen(known, s, rel, Arithmetic(gap, form)):
            return


def _by_denominators(known: ProofContext, s: Term, rel: str, difference: Term) -> None:
    """The difference over its denominators as they are written, whose signs are often plain.

    Where the sign of one is not known, both are supposed.
    """
    quotients = (t for t in subterms(difference) if isinstance(t, App) and t.head == "/")
    under = list(dict.fromkeys(t.args[1] for t in quotients if free_names(t.args[1])))
    positive = [_positive(known, v) for v in under]
    unknown = [v for v, p in zip(under, positive, strict=True) if p is None]
    if len(unknown) == 1 and known.nonzero(unknown[0]):
        _on_both_sides(known, s, call("<", ZERO, unknown[0]))
    if not under or unknown:
        return
    factors = tuple(p for p in positive if p is not None)
    whole = factors[0] if len(factors) == 1 else App("*", factors)
    v = known.facts.field.value(_cleared(difference, whole))
    if not v.bottom.is_constant():
        return
    scale = number(int(v.bottom.leading_coefficient()))
    for top in (signed(known.facts, v.top), written(known.facts.field, v.top)):
        top = top if scale == ONE else top / scale
        seen = within(known.facts.signs.sign(top / whole), ALLOWED[rel])
        if seen or known.holds(call(rel, top, ZERO)):
            known.learn(Lemma(s, BySign(Arithmetic(difference, top / whole))))
            return


def _by_squared_denominator(known: ProofContext, s: Term, rel: str, difference: Term) -> None:
    """A quotient t/v as t*v over a square."""
    match difference:
        case App("/", (t, v)) if rel in BOUNDS and free_names(v) and known.nonzero(v):
            plain = written(known.facts.field, known.facts.field.value(t * v).top)
        case _:
            return
    if known.facts.field.equal(t * v, plain) and known.holds(call(rel, plain, ZERO)):
        known.learn(Lemma(s, BySign(Arithmetic(difference, plain / v**2))))


def _positive(known: ProofContext, v: Term) -> Term | None:
    """A term or its negative, whichever is known to be positive."""
    if known.holds(call("<", ZERO, v)):
        return v
    return -v if known.holds(call("<", v, ZERO)) else None


def _on_both_sides(known: ProofContext, s: Term, side: Term) -> None:
    """A statement where another is true and where it is false."""
    if not known.defined(side):
        return
    yes, no = known.knowing(side), known.denying(side)
    if yes.holds(s) and no.holds(s):
        shown = (k.shown(Lemma(s)) for k in (yes, no))
        known.learn(Lemma(s, Cases(side, *shown)))


def _cleared(difference: Term, whole: Term) -> Term:
    """A sum times a term that is cancelled where it is a divisor as it stands."""
    match difference:
        case App("+", parts):
            return App("+", tuple(_cleared(part, whole) for part in parts))
        case App("neg", (u,)):
            return -_cleared(u, whole)
        case App("/", (u, v)) if v == whole:
            return u
    return difference * whole


def _without_absolutes(known: ProofContext, t: Term) -> tuple[Term, tuple[Evidence, ...]]:
    """A term with |u| replaced by u or -u where the sign of u is known; max and min likewise."""
    lemmas: list[Evidence] = []

    def plain(t: Term) -> Term:
        match t:
            case App(head, args) if head in DECIDED and len(args) == len(DECIDED[head][0][1]):
                for name, letters in DECIDED[head]:
                    row = Axiom(name, tuple(zip(letters, args, strict=True)))
                    statement, conditions = instance(AXIOMS[name], row.bindings)
                    if all(map(known.holds, conditions)) and isinstance(statement, App):
                        lemmas.append(row)
                        return plain(statement.args[1])
            case App("+" | "*" | "neg" | "/" as head, parts):
                return App(head, tuple(map(plain, parts)))
        return t

    return plain(t), tuple(lemmas)


DECIDED: dict[str, tuple[tuple[str, str], ...]] = {
    "abs": (("abs_nonneg", "u"), ("abs_nonpos", "u")),
    "max": (("max_first", "uv"), ("max_second", "uv")),
    "min": (("min_first", "uv"), ("min_second", "uv")),
}
"""head -> the rows that say what it is where something is known, with their letters."""


def _by_sides(known: ProofContext, s: Term, difference: Term) -> None:
    """r + c*sqrt(w): for either sign of r, or else of c."""
    match difference:
        case App("+", parts):
            rest = [p for p in parts if not any(is_root(t) for t in subterms(p))]
        case _:
            return
    if len(rest) != len(parts) - 1 or not rest:
        return
    r = rest[0] if len(rest) == 1 else App("+", tuple(rest))
    slopes = (written(known.facts.field, c) for _, c, _ in with_roots(known.facts, difference))
    for side in (call("<=", 0, t) for t in (r, *slopes)):
        if not known.holds(side) and not known.holds(negation(side)):
            _on_both_sides(known, s, side)
            return


def _by_parts(known: ProofContext, rel: str, difference: Term) -> None:
    """A complex number that is not zero because a part of it is not."""
    if rel != "!=" or known.facts.signs.real(difference):
        return
    for row in ("nonzero_real", "nonzero_imaginary"):
        if known.learn(Axiom(row, (("u", difference),))):
            return


# --- the contrary ---------------------------------------------------------------------------------


def _by_denial(known: ProofContext, s: Term, rel: str) -> None:
    """True because something known would be false otherwise: x > 0 where 1/x > 0."""
    if not known.defined(s):
        return
    names, otherwise = free_names(s), known.denying(s).briefly()
    for p in conjuncts(known.given):
        if not isinstance(p, App) or p.head not in ALLOWED or not names & free_names(p):
            continue
        if rel in EQUALITIES and p.head in EQUALITIES:
            continue
        plain = "!=" in (rel, p.head) or not free_names(p) <= names
        if (otherwise.facts if plain else otherwise).holds(negation(p)):
            known.learn(Lemma(s, Cases(s, Lemma(s), otherwise.shown(Absurd(Lemma(p))))))
            return


# --- cases ---------------------------------------------------------------------------------------


def _by_cases(known: ProofContext, s: Term) -> None:
    """In every case of a known disjunction; the others are taken apart within its cases."""
    stated, names = conjuncts(known.facts.statements), free_names(s)
    choices = (
        c for c in stated
        if isinstance(c, App) and c.head == "or" and free_names(c) & names
        and not any(part in stated for part in c.args)
    )  # fmt: skip
    for choice in islice(choices, known.splits(MAX_CHOICES)):
        parts = []
        for part in choice.args:
            inner = known.supposing(part)
            if not _in_case(inner, s):
                break
            parts.append(inner.shown(Lemma(s)))
        else:
            known.learn(Lemma(s, Either(choice, tuple(parts))))
            return


def _in_case(known: ProofContext, s: Term) -> bool:
    """Whether a statement holds, the parts of a disjunction asked as deep as the whole."""
    parts = s.args if isinstance(s, App) and s.head == "or" else ()
    return any(map(known.holds, parts)) or known.holds(s)
