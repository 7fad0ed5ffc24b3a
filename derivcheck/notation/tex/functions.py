r"""Functions that LaTeX knows: `\sin^2 x`, `\log_2 n`, `\max\{a, b\}`, with brackets or without.

Without brackets an argument goes on as long as factors follow that need none: `\sin 2x` is the
sine of 2x, `\sin x \cos y` a product.  Where it could end at two places that is an error.
"""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.kernel.language.terms import fresh
from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tex.bases import starts_name
from derivcheck.notation.tex.brackets import arguments, not_bare, opens, sign_at
from derivcheck.notation.tex.commands import (
    FRACTIONS,
    FUNCTIONS,
    INVERSES,
    PRIMES,
    UPRIGHT,
    WORDS,
)
from derivcheck.notation.tex.cursor import Reader
from derivcheck.notation.tex.differentials import is_derivative, is_differential
from derivcheck.notation.tex.indices import holds_array
from derivcheck.notation.tex.names import candidates
from derivcheck.notation.tex.tokens import THIN, refuse
from derivcheck.notation.tex.trees import (
    equation,
    free,
    is_number,
    is_sum,
    known,
    number,
    operator,
    spread,
)

ROUND = "([" + r"\{"
TRIGONOMETRIC = frozenset(INVERSES) | frozenset(INVERSES.values())
ORDER = (("O",), (r"\mathcal", "O"), (r"\mathcal", "{", "O", "}"))
LINES = frozenset(("tr", "det", "diag", "vec", "rank"))
CLOSED = frozenset(("abs", "norm", "floor", "ceiling"))
"""What stands between signs of its own, so that an argument could end behind it."""


def function_at(p: Reader) -> str:
    """The function of the handbook that stands at the cursor, or nothing."""
    token = p.token
    if token.text in FUNCTIONS and not p.names.at(p.tokens, p.at):
        return FUNCTIONS[token.text]
    if token.text == r"\Gamma" and not p.knows("Gamma") and not p.knows("Γ"):
        after = p.tokens[_behind_primes(p, p.at + 1)].text
        return "gamma" if after in ("(", r"\left") or after.startswith(r"\big") else ""
    if (length := order_at(p)) and p.ahead(length).text in ("(", r"\left"):
        return "O"
    if token.text == r"\zeta" and not p.knows("zeta"):
        return "zeta" if p.tokens[_behind_primes(p, p.at + 1)].text in ("(", r"\left") else ""
    if token.text in UPRIGHT:
        start, stop = p.inner(p.at + 1)
        word = "".join(t.text for t in p.tokens[start:stop])
        known_ = WORDS.get(word, "") if not p.knows(word) else ""
        return "" if known_ and p.names.at(p.tokens, p.at) else known_
    return ""


def order_at(p: Reader) -> int:
    r"""How many tokens make the sign of an order, `O` or `\mathcal{O}`; 0 if none stands here."""
    words = tuple(p.ahead(k).text for k in range(4))
    found = next((form for form in ORDER if words[: len(form)] == form), ())
    return 0 if p.knows("O") else len(found)


def function(p: Reader, name: str) -> Syntax:
    """A function with its scripts and its argument.

    Arguments:
        name: of the function.
    """
    first = p.token
    behind = p.end_of_group(p.at + 1) if first.text in UPRIGHT else p.at + 1
    p.go(p.at + order_at(p) if name == "O" else behind)
    primes = _primes(p, name)
    base, power, name = _scripts(p, name)
    braces = _braces_around_brackets(p)
    bracketed = opens(p, ROUND)
    if bracketed:
        several = arguments(p)
        _unbraced_again(p, braces)
        _ended(p, name, several, first.start)
    else:
        several = [unbraced(p, name)]
    span = first.start, p.last.stop
    made = _derived(p, name, several, primes, span) if primes else _made(name, several, base, span)
    if power is None and bracketed and p.token.text == "^":
        if name == "log":
            message = "the power could be of the logarithm or of its argument"
            hint = r"write \log^2(x) or \log((x)^2)"
            refuse("DC124", message, hint, *p.token[2:4])
        p.advance()
        power = p.argument()
    if power is not None:
        made = operator("^", (first.start, p.last.stop), made, power)
    return made


def _braces_around_brackets(p: Reader) -> int:
    r"""Passes the braces of `\sin{(x)}`, which print nothing; how many."""
    back = p.at
    while p.token.kind == "{":
        p.advance()
    if not opens(p, ROUND):
        p.go(back)
    return p.at - back


def _unbraced_again(p: Reader, braces: int) -> None:
    r"""Passes the ends of such braces; `\exp{(x)y}` prints as `\exp(x)y`.  Raises: Diagnosis."""
    for _ in range(braces):
        if p.token.kind != "}":
            message = "these braces print nothing, so that the argument ends with its brackets"
            p.here("DC127", message, "write brackets around the whole argument")
        p.advance()


def _primes(p: Reader, name: str) -> int:
    r"""Passes primes of a function that stands before brackets, `\tanh'(z)`; how many."""
    n = _behind_primes(p, p.at)
    count = n - p.at
    if not count or name in LINES or name == "O" or p.tokens[n].text not in ("(", r"\left"):
        return 0
    p.go(n)
    return count


def _behind_primes(p: Reader, n: int) -> int:
    while p.tokens[n].text in PRIMES:
        n += 1
    return n


def _derived(
    p: Reader, name: str, several: list[Syntax], primes: int, span: tuple[int, int]
) -> Syntax:
    """The derivative of a function of one argument, at its argument."""
    if len(several) != 1 or holds_array(p, several[0]):
        hint = r"write \frac{d}{dx}"
        refuse("DC205", f"a prime needs a number as the argument of {name}", hint, *span)
    by = Syntax("name", *span, fresh("t", {*p.scope.names, *p.bound, *free(several[0])}))
    times = Syntax("tuple", *span, "(", (by, number(str(primes), span)))
    return known("diff", span, known(name, span, by), times, equation(by, several[0]))


def _scripts(p: Reader, name: str) -> tuple[Syntax | None, Syntax | None, str]:
    """The base of a logarithm and a power behind the name; `^{-1}` makes the inverse function."""
    base = power = None
    while p.token.text in ("_", "^", "'"):
        sign = p.advance()
        if sign.text == "_" and name == "log" and base is None:
            base = p.argument()
        elif sign.text == "^" and power is None:
            power = p.argument()
            if _minus_one(power):
                if name not in INVERSES:
                    message = f"the exponent of {name} could mean its inverse or its reciprocal"
                    hint = f"write 1/{name}(x), or the inverse by its name"
                    refuse("DC124", message, hint, sign.start, p.last.stop)
                name, power = INVERSES[name], None
        else:
            message = f"{sign.text} has no meaning behind the function {name}"
            refuse("DC125", message, "write it behind the argument", sign.start, sign.stop)
    return base, power, name


def _minus_one(s: Syntax) -> bool:
    return s.kind == "operator" and s.text == "neg" and s.parts[0].text == "1"


def _made(name: str, several: list[Syntax], base: Syntax | None, span: tuple[int, int]) -> Syntax:
    if name == "log10":
        message = "lg is the logarithm to base 10 or to base 2"
        refuse("DC124", message, r"write \log_{10} or \log_2", *span)
    if name == "exp" and len(several) == 1:
        return spread("exp", span, several[0])
    if name == "O":
        return known("O", span, *several)
    if base is not None:
        return known("log", span, *several, base)
    return (known if name in LINES else spread)(name, span, *several)


def _ended(p: Reader, name: str, several: list[Syntax], start: int) -> None:
    """`\\sin(n+1)x` could go on behind the bracket."""
    if name not in TRIGONOMETRIC or len(several) != 1 or p.spaced():
        return
    if is_sum(several[0]) and starts_name(p) and not function_at(p) and not is_differential(p):
        token = p.token
        message = f"{token.text} could be in the argument of {name} or a factor behind it"
        hint = f"write {name}((a + b)x), or a dot for the factor"
        refuse("DC124", message, hint, token.start, token.stop)


def unbraced(p: Reader, name: str) -> Syntax:
    """An argument without brackets.  Raises: Diagnosis if it could end at two places."""
    if p.token.text in ("+", "-"):
        p.here("DC104", f"{name} lacks an argument", f"write {name}(-x)")
    start = p.token.start
    big = p.token.text.startswith((r"\sum", r"\prod", r"\int", r"\lim"))
    braced = p.token.kind == "{"
    factors = [p.factor()]
    while not big and _goes_on(p, name, factors):
        if braced:  # they print nothing, but say where the argument ends
            _unclear(p, name)
        factors.append(p.factor())
    if p.sees("/"):
        _divided(p, name)
    if len(factors) == 1:
        not_bare(p, factors[0])
        return factors[0]
    return operator("*", (start, p.last.stop), *factors)


def _goes_on(p: Reader, name: str, factors: list[Syntax]) -> bool:
    """Whether the next factor is in the argument."""
    token = p.token
    numeric = all(map(is_number, factors))
    if is_differential(p) or token.kind in ("end", "}"):
        return False
    if token.text in FRACTIONS:
        if is_derivative(p):
            return False
        return (numeric and not p.spaced()) or _unclear(p, name)
    if sign_at(p) in ("(", "[", r"\{"):
        return name not in LINES and (numeric or _is_scaled(p, factors)) and _unclear(p, name)
    if function_at(p) or not (starts_name(p) or token.text in (r"\sqrt", r"\infty")):
        return False
    if p.token.gap >= THIN or factors[-1].text in CLOSED:
        return _unclear(p, name)
    if p.is_function(token.text) and p.ahead(1).text in ("(", r"\left"):
        return _unclear(p, name)
    return True


def _is_scaled(p: Reader, factors: Sequence[Syntax]) -> bool:
    r"""Whether `\cos k(x - t)` may be one angle; in `\sin x (1 + x)` the x is no scale."""
    names = {name.split("_")[0] for factor in factors for name in free(factor)}
    depth = 0
    for token in p.tokens[p.at :]:
        depth += (token.text in ("(", "[", r"\{")) - (token.text in (")", "]", r"\}"))
        if names & {*candidates(token)}:
            return False
        if not depth and token.text in (")", "]", r"\}"):
            break
    return not p.spaced()


def _unclear(p: Reader, name: str) -> bool:
    token = p.token
    shown = token.text
    message = f"{shown} could be in the argument of {name} or a factor behind it"
    hint = f"write the argument of {name} in brackets"
    refuse("DC124", message, hint, token.start, token.stop)


def _divided(p: Reader, name: str) -> None:
    """`\\sin x/2`; a function below the slash is no part of the argument."""
    n = p.at + 1
    while p.tokens[n].kind == "{":
        n += 1
    if p.tokens[n].text in FUNCTIONS:
        return
    message = f"the slash could divide the argument of {name} or its value"
    hint = rf"write {name}(x/2) or \frac{{\{name} x}}{{2}}"
    refuse("DC124", message, hint, p.token.start, p.token.stop)
