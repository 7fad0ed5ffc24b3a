"""Words and signs of other notations, and how they are written here.

Each hint can be followed as it stands: `tests/test_hints.py` reads what it says to write.
"""

from __future__ import annotations

_BINOMIAL = "write binomial(n, k)"
_INFINITY = "write oo"
_GRADIENT = "write grad(f, x), or diff(f, a[i]) by a coordinate"
_DERIVATIVE = "write the derivative as diff(f, x)"
_CASES = "write Piecewise((x, x > 0), (-x, True))"
_UNIT = "write 1{i = l}"

NAMES = {
    "e":         "write exp(x) or E^x, with E for the constant",
    "Pi":        "write pi",
    "PI":        "write pi",
    "inf":       _INFINITY,
    "infty":     _INFINITY,
    "infinity":  _INFINITY,
    "Infinity":  _INFINITY,
    "Norm":      "write norm(a)",
    "norm2":     "write norm(a)",
    "Tr":        "write tr(A)",
    "inverse":   "write inv(A)",
    "matpow":    "write A^k",
    "matrix_power": "write A^k",
    "pinv":      "write inv(A.T @ A) @ A.T",
    "Id":        "write eye(n)",
    "identity":  "write eye(n)",
    "rank":      "write det(A.T @ A) != 0 for full rank",
    "softmax":   "write exp.(a)/sum(exp(a[j]), j = 1..k)",
    "relu":      "write max.(0, a), or max(0, x) of a number",
    "binom":     _BINOMIAL,
    "nCr":       _BINOMIAL,
    "choose":    _BINOMIAL,
    "comb":      _BINOMIAL,
    "log2":      "write log(x, 2)",
    "log_2":     "write log(x, 2)",
    "ld":        "write log(x, 2)",
    "lb":        "write log(x, 2)",
    "log10":     "write log(x, 10)",
    "log_10":    "write log(x, 10)",
    "lg":        "write log(x, 10)",
    "mean":      "write sum(a[j], j = 1..k)/k",
    "avg":       "write sum(a[j], j = 1..k)/k",
    "len":       "write the size that is declared, k",
    "round":     "write floor(x + 1/2)",
    "trunc":     "write sign(x)*floor(abs(x))",
    "fabs":      "write abs(x)",
    "delta":     _UNIT,
    "δ":         _UNIT,
    "kronecker": _UNIT,
    "Heaviside": "write 1{x > 0}",
    "heaviside": "write 1{x > 0}",
    "step":      "write 1{x > 0}",
    "nabla":     _GRADIENT,
    "D":         _DERIVATIVE,
    "dx":        _DERIVATIVE,
    "df":        _DERIVATIVE,
    "dy":        _DERIVATIVE,
    "dt":        _DERIVATIVE,
    "pow":       "write x^2",
    "ifelse":    _CASES,
    "cases":     _CASES,
    "½":         "write 1/2",
    "¼":         "write 1/4",
    "¾":         "write 3/4",
    "⅓":         "write 1/3",
    "⅔":         "write 2/3",
    **{
        name: f"declare {name} under symbols:, as `constant` if it is a constant of integration"
        for name in ("C", "C1", "C2", "C_1", "C_2")
    },
}  # fmt: skip
"""An undeclared name -> what to write."""

WORDS = {
    "div":    "write floor(x/2)",
    "if":     _CASES,
    "else":   _CASES,
    "exists": "write for some x: x > 0",
    "some":   "write for some x: x > 0",
    "lambda": "define the function, f(x): ..., under define:",
    "λ":      "define the function, f(x): ..., under define:",
    "choose": _BINOMIAL,
    "over":   "write x/y",
    "cdot":   "write x*y",
    "times":  "write x*y",
}  # fmt: skip
"""A word between or before operands -> what to write."""

BINDERS = {
    "sum":      "write sum(f, j = 1..k)",
    "Sum":      "write sum(f, j = 1..k)",
    "prod":     "write prod(f, j = 1..k)",
    "int":      "write int(f, x = a..b), or int(f, x) for an antiderivative",
    "integral": "write int(f, x = a..b), or int(f, x) for an antiderivative",
    "lim":      "write lim(f, x -> a)",
    "diff":     _DERIVATIVE,
    "d":        _DERIVATIVE,
}  # fmt: skip
"""A binder without its brackets -> what to write."""

PAIRS = {
    "<>":  "write !=",
    "=<":  "write <=",
    "<->": "write <=>",
    "//":  "write floor(x/y)",
}  # fmt: skip
"""Two signs side by side -> what to write."""


def differential(name: str) -> bool:
    """Whether a name looks like the `dx` of an integral or of `d/dx`."""
    return len(name) == 2 and name[0] == "d"
