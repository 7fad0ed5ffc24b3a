r"""Sums and limits whose variable stands behind them again, `\lim_{h \to 0} 2x + h`.

By the rule such a sign reaches up to the next plus or minus; an author who goes on with its
variable mostly means more, and would else need another letter.
"""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tex.cursor import Reader
from derivcheck.notation.tex.tokens import refuse
from derivcheck.notation.tex.trees import bound_by, free

_SIGNS = frozenset(("sum", "prod", "lim", "max", "min"))


def variables_end(p: Reader, summands: Sequence[Syntax]) -> None:
    """Refuses a summand with the variable of a sum, a product or a limit before it.

    Raises:
        Diagnosis: DC124
    """
    for n, summand in enumerate(summands[:-1]):
        sign = _last_sign(p, summand)
        bound = bound_by(sign) if sign else frozenset[str]()
        for later in summands[n + 1 :] if bound else ():
            names = sorted(bound & free(later))
            if names and sign:
                message = f"{names[0]} stands behind the {sign.text} that goes over it"
                hint = f"write what the {sign.text} is of in brackets, or another letter behind it"
                refuse("DC124", message, hint, later.start, later.stop)


def _last_sign(p: Reader, s: Syntax) -> Syntax | None:
    """The sum or limit that ends a summand, unless brackets close it or what it is of."""
    if (s.start, s.stop) in p.bracketed:
        return None
    if s.kind == "known" and (s.text in _SIGNS or _is_open(s)):
        closed = len(s.parts) > 1 and (s.parts[1].start, s.parts[1].stop) in p.bracketed
        return None if closed else s
    inner = s.kind == "operator" and s.text in ("*", "neg") and s.parts
    return _last_sign(p, s.parts[-1]) if inner else None


def _is_open(s: Syntax) -> bool:
    r"""Whether it is an integral that begins with its differential, `\int dx\, f(x)`."""
    return s.text == "int" and len(s.parts) > 2 and s.parts[2].start < s.parts[1].start
