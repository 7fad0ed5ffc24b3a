"""The mutants that change nothing, each with the argument why."""

from __future__ import annotations

EQUIVALENT: dict[str, str] = {
    "inference: _congruence: drops `len(olds) != len(news)` of `_shape(left) != _shape(right) or len(olds) != len(news) or len(e.parts) != len(olds)`": "shapes that are equal hold as many parts",
    "inference: _congruence: drops `isinstance(left, Bind)` of `isinstance(left, Bind) and isinstance(right, Bind)`": "terms of one shape are binders both or neither",
    "inference: _congruence: drops `isinstance(right, Bind)` of `isinstance(left, Bind) and isinstance(right, Bind)`": "terms of one shape are binders both or neither",
    "inference: knowing_defined: drops filter `c not in known`": "what is known is learned once more; it only saves work",
    "judge: _gained: drops filter `c not in after`": "conditions of the new side are known a line below, and dropped there",
    "judge: _gained: drops filter `not known.holds(c)`": "what is known now is known after the lemmas as well; it only saves asking them",
    "facts: Facts.knowing: drops `more` of `more and more not in self._derived`": "without more to know the facts themselves are returned, two lines below",
    "facts: Facts._add: drops `not is_infinite(a)` of `rel in ALLOWED and (not is_infinite(a)) and (not is_infinite(b))`": "bounds of terms with infinity are learned in vain: `_related` never asks for them",
    "facts: Facts._add: drops `not is_infinite(b)` of `rel in ALLOWED and (not is_infinite(a)) and (not is_infinite(b))`": "as for the other side",
    "facts: Facts._by_parts: drops `not free_names(t)` of `not free_names(t) and has_value(t, self.context.field)`": "a term with names has no value for `has_value`, which knows the value of none",
    "facts: bare: never if `not context.assumptions and (not context.facts)`": "the same context made once more; it keeps what the context remembers",
    "claims: range_of: drops `name in free_names(s)` of `name in free_names(s) and _open(s, kept)`": "a statement without the name holds under the binder anyway, as it stands",
    "inference: _axiom: drops `isinstance(statement, App)` of `isinstance(statement, App) and statement.head == 'defined'`": "no row states a binder whose head is that",
    "inference: _scalar: drops `value.name in sorts` of `value.name in sorts and sorts[value.name].is_number`": "evidence that speaks of another name is rejected before",
    "rare: _analytic: drops `name in sorts` of `name in sorts and sorts[name].is_number`": "a claim that speaks of another name is malformed",
    "definedness: _piecewise: drops `not statements` of `not statements or statements[-1] != TRUE`": "cases have two arguments at least, so one statement",
    "judge: _granted: drops `isinstance(found, App)` of `isinstance(found, App) and found.head in ALLOWED`": "the head of a binder is no relation, and no name is known at a point",
    "signs: Signs._find: drops `not isinstance(t, Num | Sym)` of `found not in (PLUS, MINUS, NULL) and (not isinstance(t, Num | Sym)) and (not free_names(t))`": "it only saves work: a number has the sign its ball has, a name has free names",
    "signs: Signs._find: drops `not free_names(t)` of `found not in (PLUS, MINUS, NULL) and (not isinstance(t, Num | Sym)) and (not free_names(t))`": "it only saves work: a term with names has no value",
    "signs: closed_sign: drops `context.field == 'real'` of `context.field == 'real' or value.contains(0)`": "a real ball whose sign is not known contains zero",
    "signs: Signs._series: drops `signs in (PLUS, MINUS)` of `signs in (PLUS, MINUS) and finite and within(self.compare(upper, lower), NOT_NEGATIVE)`": "what is known of every term of one side or none is said of the sum below as well",
    "claims: _open: drops `isinstance(t, App)` of `isinstance(t, App) and t.head in _CONTINUOUS`": "no head of a binder is in the table",
    "radicals: vanishes: drops `orders is not None` of `context.field == 'real' and orders is not None`": "without orders there are no bits",
    "radicals: vanishes: drops `orders is None` of `bits is None or orders is None`": "without orders there are no bits",
    "radicals: _orders: drops `head in CIRCULAR` of `head in CIRCULAR and (turns := half_turns(v)) is not None`": "another function of an angle has no bits, so that nothing is decided",
    "radicals: _orders: never if `max(total, conductor) > MAX_BITS`": "an order so high needs more bits than are looked at; it only saves work",
    "radicals: _root: drops `k == 1` of `b is None or k == 1`": "the first root by the formulas below is the number itself",
    "rare: _analytic: drops `sorts[name].is_number` of `name in sorts and sorts[name].is_number`": "what is no number has no value at the point, and each use asks for one",
    "terms: alpha_equal: never if `a is b`": "it only saves work: what is one object is alike part by part",
    "terms: alpha_equal: never if `v == w`": "it only saves work: under a fresh name the bodies are compared as well",
    "terms: free_names: drops `_NONE` of `t._free or _NONE`": "the empty set is returned as the empty set",
    "terms: substitute: drops filter `type(v) is not Sym or v.name != name`": "it only saves work: a name put in place of itself changes nothing",
}  # fmt: skip
"""The key of a mutant, as the report prints it -> why no claim is judged otherwise."""
