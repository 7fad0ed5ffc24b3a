r"""Functions that stand without their argument beside a derivative of them that says it.

    m\ddot x + kx                         x is x(t), since a dot is a derivative by t
    -\frac{d^2\psi}{dx^2} + V(x)\psi      psi is psi(x)

What is differentiated by two variables takes two arguments, so that one of them would be wrong.
`x(1 - t)` beside `\dot x` could be a value of x or a product; of `x(1 - x)`, in which x stands
without its argument, no value is meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tex.cursor import Reader
from derivcheck.notation.tex.tokens import refuse
from derivcheck.notation.tex.trees import bound_by, operator, spread_call

TIME = "t"
"""What a dot differentiates by."""


def with_arguments(p: Reader, s: Syntax) -> Syntax:
    """Some syntax with the arguments that derivatives in it say.

    Raises:
        Diagnosis: DC124 for a function that is differentiated by two variables.
    """
    for name, by in p.dependent.items():
        if len({v.text for v in by}) > 1:
            shown = " and ".join(sorted({v.text for v in by}))
            message = f"{name} is differentiated by {shown}, and declared with one argument"
            hint = f"declare {name} as function real, real -> real, and write {name}(x, y)"
            refuse("DC124", message, hint, by[-1].start, by[-1].stop)
        s = _multiplied(s, name)
        _as_products(s, name, by[0].text)
    return _filled(s, {name: by[0] for name, by in p.dependent.items()}, ()) if p.dependent else s


def _as_products(s: Syntax, name: str, by: str) -> None:
    """Refuses `x(1 - t)` where x stands without arguments, or nowhere with plain ones."""
    uses = list(_uses(s, name))
    written = [u for u in uses if u.kind != "name" and u.start < u.parts[1].start]
    plain = [u for u in written if u.parts[1].kind in ("name", "number", "constant")]
    others = [u for u in written if u not in plain]
    bare = [u for u in uses if u.kind == "name" or (u not in written and u.text != name)]
    if others and (bare or not plain):
        message = f"{name} before brackets could be a value of it or a factor"
        hint = f"write its argument everywhere, {name}({by}), or a dot before the brackets"
        refuse("DC124", message, hint, others[0].start, others[0].stop)


def _multiplied(s: Syntax, name: str) -> Syntax:
    """The syntax with `x(1 - x)` as a product, where nothing else takes what x stands before."""
    line = s.kind == "operator" and s.text == "/" and s.start < s.parts[0].start
    sums = s.kind == "relation" or (s.kind == "operator" and s.text in ("+", "neg", "*"))
    if _is_of_itself(s, name):
        return _product(s, name)
    if not (line or sums):
        return s
    return s._replace(parts=tuple(_multiplied(part, name) for part in s.parts))


def _is_of_itself(s: Syntax, name: str) -> bool:
    """Whether a function stands before a sum or a product in which it has no argument."""
    written = s.kind in ("call", "spread") and len(s.parts) == 2 and s.start < s.parts[1].start
    if not written or s.text.rstrip("'") != name or s.parts[1].kind != "operator":
        return False
    uses = list(_uses(s.parts[1], name))
    return any(u.kind == "name" or u.start == u.parts[1].start for u in uses)


def _product(s: Syntax, name: str) -> Syntax:
    function, argument = s.parts
    bare = Syntax("name", s.start, argument.start, s.text)
    inner = _multiplied(argument, name)
    return operator("*", (s.start, s.stop), bare._replace(kind=function.kind), inner)


def _uses(s: Syntax, name: str) -> Iterator[Syntax]:
    """Where a function stands, as a name without its argument or as a call."""
    called = s.kind in ("call", "spread") and len(s.parts) > 1
    if (called or s.kind == "name") and s.text.rstrip("'") == name:
        yield s
    first = s.kind in ("call", "spread", "known", "each")
    for part in s.parts[first:]:
        yield from _uses(part, name)


def _filled(s: Syntax, by: dict[str, Syntax], over: tuple[str, ...]) -> Syntax:
    """The syntax with arguments.

    Arguments:
        over: the variables of the integrals around.
    """
    variable = by.get(s.text.rstrip("'")) if s.kind in ("name", "call") else None
    bare = s.kind == "name" or (s.kind == "call" and s.start == s.parts[1].start)
    if variable is not None and bare:
        if over and variable.text not in over:
            message = f"{s.text} could be taken at {variable.text}, or at {over[-1]}"
            refuse("DC124", message, f"write its argument, {s.text}({over[-1]})", s.start, s.stop)
        return s if s.kind == "call" else spread_call(s, variable)
    over = (*over, *bound_by(s)) if s.kind == "known" and s.text == "int" else over
    first = s.parts[:1] if s.kind in ("call", "spread", "known", "each") else ()
    return s._replace(parts=(*first, *(_filled(part, by, over) for part in s.parts[len(first) :])))
