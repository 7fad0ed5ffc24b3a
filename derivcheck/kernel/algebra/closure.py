"""Congruence closure: equations that are assumed rewrite atoms, or relate polynomials in them.

Source: Baader and Nipkow, Term Rewriting and All That, sections 4.3 and 8.2.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import Any

import flint

from derivcheck.kernel.algebra.atoms import Atoms, Key, Poly, TooLarge, Value, single_power
from derivcheck.kernel.language.definedness import STATEMENTS
from derivcheck.kernel.language.terms import App, Bind, Num, Term, canonical_body, children
from derivcheck.kernel.work import tick

MAX_BASIS, MAX_BASIS_TERMS, MAX_BASIS_BITS = 24, 60, 256
"""How far a Groebner basis of the relations is completed: polynomials, their terms, their bits."""


class _Endless(TooLarge):
    """A rule would rewrite an atom by itself."""


class Closure(Atoms):
    """Values of terms as they look under the equations assumed so far.

    `bound`: whether equations that may hide an indicator have been assumed.
    """

    def __init__(self) -> None:
        super().__init__()
        self.bound = False
        self._relations: list[tuple[Term, Term]] = []
        self._memo: dict[Term, Value] = {}
        self._keys: dict[Term, Key] = {}
        self._active: set[int] = set()

    @abstractmethod
    def _compute(self, t: Term) -> Value:
        """The value of a term that is not remembered."""

    @abstractmethod
    def _key(self, t: Term) -> Key:
        """The key of a term that is not remembered."""

    def value(self, t: Term) -> Value:
        """The canonical form of a term."""
        tick()
        found = self._memo.get(t)
        if found is None:
            found = self._memo[t] = self._compute(t)
        elif found.top.context() is not self._ring:
            found = self._memo[t] = self._lifted(found)
        return found

    def key(self, t: Term) -> Key:
        """The canonical form of a term or statement as a hashable value."""
        found = self._keys.get(t)
        if found is None:
            found = self._keys[t] = self._key(t)
        return found

    def gap(self, left: Term, right: Term) -> Poly:
        """The numerator of left - right."""
        return self._crossed(self.value(left), self.value(right))

    def assume(self, left: Term, right: Term) -> bool:
        """Adds a proven equation: a rule if a side is a power of one atom that the other lacks.

        Arguments:
            left, right: defined and equal at the point considered; the caller has made sure.

        Returns:
            Whether it has become a rule; else it is a relation.
        """
        self.bound = True
        for one, other in ((left, right), (right, left)):
            found, value = single_power(self.value(one)), self.value(other)
            if found and found[0] not in self.used(value) and self._rewrite(*found, other):
                return True
        self._relations.append((left, right))
        return False

    def _rewrite(self, atom: int, degree: int, other: Term) -> bool:
        """Makes a power of an atom stand for a term; False if that would never end."""
        before, old = (self._rules.copy(), self._powers.copy()), self._powers.get(atom)
        inside = old is not None or self._is_inside(atom)
        if degree == 1:
            self._rules[atom] = other
            self._powers.pop(atom, None)
        elif old:
            return False
        else:
            self._powers[atom] = degree, other
        try:
            self._rename(atom, inside)
        except _Endless:
            self._rules, self._powers = before
            self._forget()
            return False
        if old:  # what the power of the atom is stays true when the atom is rewritten
            self._relations.append((App("^", (self.terms[atom], Num(old[0]))), old[1]))
        return True

    def _is_inside(self, atom: int) -> bool:
        """Whether an atom occurs in what others are made of, which are later ones."""
        parts = (u for t in self.terms[atom + 1 :] for u in _made_of(t))
        return any(atom in self.used(self.value(u)) for u in parts)

    def _rename(self, atom: int, inside: bool) -> None:
        """Lets rules act on atoms as they look now that their arguments have been rewritten.

        Arguments:
            atom: what is rewritten by the newest rule.
            inside: whether it occurs in other atoms, or has gone from values by a power known.

        Raises: _Endless, if an atom would be rewritten by itself.
        """
        if inside:
            self._renamed()
        else:
            self._memo = {t: v for t, v in self._memo.items() if atom not in self.used(v)}
            self._keys = {t: key for t, key in self._keys.items() if t in self._memo}
        for n, rule in (*self._rules.items(), *((n, p) for n, (_, p) in self._powers.items())):
            self._entered(n, rule)

    def _renamed(self) -> None:
        rules: Any
        self._forget()
        for rules in (self._rules, self._powers):
            for atom, rule in tuple(rules.items()):
                del rules[atom]
                looks = single_power(self._compute(self.terms[atom]))
                rules[atom] = rule
                if looks and looks[1] == 1:
                    rules.setdefault(looks[0], rule)
        self._forget()

    def _forget(self) -> None:
        self._memo.clear()
        self._keys.clear()

    def _entered(self, atom: int, t: Term) -> Value:
        """The value of what an atom or its power stands for.  Raises: _Endless."""
        if atom in self._active:
            raise _Endless
        self._active.add(atom)
        try:
            return self.value(t)
        finally:
            self._active.discard(atom)

    def _vanishes(self, difference: Poly) -> bool:
        if difference.is_zero():
            return True
        known = [r for a, b in self._relations if not (r := self.gap(a, b)).is_constant()]
        if not known:
            return False
        relations = flint.fmpz_mpoly_vec([self.up(r) for r in known], self._ring)
        rest = self.up(difference).reduction_primitive_part(relations)
        if rest.is_zero() or len(known) == 1 or len(known) > MAX_BASIS // 2:
            return bool(rest.is_zero())
        basis = relations.buchberger_naive(limits=(MAX_BASIS, MAX_BASIS_TERMS, MAX_BASIS_BITS))
        basis = basis[0] if isinstance(basis, tuple) else basis
        return bool(rest.reduction_primitive_part(basis).is_zero())


def _made_of(t: Term) -> Iterator[Term]:
    """The terms by whose values an atom is known."""
    for u in (canonical_body(t), *t.args) if isinstance(t, Bind) else children(t):
        if isinstance(u, App) and u.head in STATEMENTS:
            yield from _made_of(u)
        else:
            yield u
