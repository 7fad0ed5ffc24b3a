"""What LaTeX knows of the heads: their commands, and how tightly each holds together."""

from __future__ import annotations

QUANTIFIED, IMPLIED, EITHER, BOTH, NEGATED, RELATED, SUM, PRODUCT, POWER, ATOM = range(10)
"""How tightly a formula holds together; a part looser than its place gets parentheses."""

CONSTANTS = {
    "pi":         r"\pi",
    "E":          r"\mathrm{e}",
    "I":          r"\mathrm{i}",
    "oo":         r"\infty",
    "EulerGamma": r"\gamma_{\mathrm{E}}",
    "Catalan":    r"\mathrm{Catalan}",
    "true":       r"\text{true}",
    "false":      r"\text{false}",
}  # fmt: skip

FUNCTIONS = {
    "log":   r"\log",   "sin":  r"\sin",  "cos":  r"\cos",  "tan": r"\tan", "sec": r"\sec",
    "csc":   r"\csc",   "cot":  r"\cot",  "sinh": r"\sinh", "cosh": r"\cosh", "tanh": r"\tanh",
    "coth":  r"\coth",  "asin": r"\arcsin", "acos": r"\arccos", "atan": r"\arctan",
    "gamma": r"\Gamma", "zeta": r"\zeta", "det":  r"\det",  "min": r"\min", "max": r"\max",
    "arg":   r"\arg",   "beta": r"\mathrm{B}", "digamma": r"\psi^{(0)}",
    "sign":  r"\operatorname{sgn}", "re": r"\operatorname{Re}", "im": r"\operatorname{Im}",
    "acot":  r"\operatorname{arccot}", "asec": r"\operatorname{arcsec}",
    "acsc":  r"\operatorname{arccsc}", "asinh": r"\operatorname{arsinh}",
    "acosh": r"\operatorname{arcosh}", "atanh": r"\operatorname{artanh}",
    "acoth": r"\operatorname{arcoth}", "asech": r"\operatorname{arsech}",
    "acsch": r"\operatorname{arcsch}",
}  # fmt: skip
"""Function -> its LaTeX; a head of neither table prints upright under its own name."""

POWERED = {"sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh", "coth"}
"""Functions whose natural powers stand at the name, as in sin^2(x)."""

RELATIONS = {"=": "=", "!=": r"\ne", "<": "<", "<=": r"\le", ">": ">", ">=": r"\ge"}

CONNECTIVES = {
    "iff":     (IMPLIED, r"\Leftrightarrow"),
    "implies": (IMPLIED, r"\Rightarrow"),
    "or":      (EITHER,  r"\lor"),
    "xor":     (EITHER,  r"\mathbin{\text{xor}}"),
    "and":     (BOTH,    r"\land"),
}  # fmt: skip

FENCED = {
    "abs":     (r"\lvert", r"\rvert"),
    "floor":   (r"\lfloor", r"\rfloor"),
    "ceiling": (r"\lceil", r"\rceil"),
}  # fmt: skip

LIMITS = {"lim": "", "lim+": "^{+}", "lim-": "^{-}"}
