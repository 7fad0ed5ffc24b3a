"""The words of the plain notation: levels of operators, names of functions and constants."""

from __future__ import annotations

from derivcheck.kernel.language.heads import HEADS

# How tightly an operator binds; the greater, the tighter.
LOWEST, ARROW, IFF, IMPLIES, XOR, OR, AND, NOT = 0, 5, 10, 15, 20, 25, 30, 35
RELATION, RANGE, SUM, PRODUCT, POWER, ATOM = 40, 45, 50, 60, 70, 80

# fmt: off
INFIX = {
    "->":  ARROW,
    "<=>": IFF,      "=>":  IMPLIES,  "xor": XOR,      "or":  OR,       "and": AND,
    "=":   RELATION, "!=":  RELATION, "<":   RELATION, "<=":  RELATION, ">":   RELATION,
    ">=":  RELATION, "in":  RELATION,
    "..":  RANGE,
    "+":   SUM,      "-":   SUM,
    "*":   PRODUCT,  "/":   PRODUCT,  "@":   PRODUCT,
    "^":   POWER,
}
HEAD_OF = {"@": "matmul", "=>": "implies", "<=>": "iff"}   # other operators are their own head

CONSTANTS = {
    "pi": "pi", "π": "pi", "E": "E", "I": "I", "oo": "oo", "∞": "oo",
    "EulerGamma": "EulerGamma", "Catalan": "Catalan",
    "True": "true", "true": "true", "False": "false", "false": "false",
}
ALIASES = {   # other spellings of heads that are written as functions
    "ln": "log", "Abs": "abs", "sgn": "sign", "ceil": "ceiling", "Mod": "mod", "Γ": "gamma",
    "Max": "max", "Min": "min", "real_root": "root", "Re": "re", "Im": "im", "conj": "conjugate",
    "arcsin": "asin", "arccos": "acos", "arctan": "atan", "arccot": "acot", "arcsec": "asec",
    "arccsc": "acsc", "arctan2": "atan2", "tg": "tan", "ctg": "cot", "arctg": "atan",
    "arsinh": "asinh", "arcosh": "acosh", "artanh": "atanh", "arcsinh": "asinh",
    "arccosh": "acosh", "arctanh": "atanh", "arccoth": "acoth", "arcoth": "acoth",
    "T": "transpose", "Transpose": "transpose", "Inverse": "inv", "trace": "tr", "Trace": "tr",
    "Determinant": "det", "Eq": "=", "Ne": "!=", "Lt": "<", "Le": "<=", "Gt": ">", "Ge": ">=",
    "And": "and", "Or": "or", "Not": "not", "Xor": "xor", "Implies": "implies",
    "Equivalent": "iff", "lgamma": "loggamma",
}
# fmt: on
BY_NAME = ("transpose", "inv", "tr", "det", "matmul", "where", "apply")
FUNCTIONS = {
    **{head.name: head.name for head in HEADS.values() if head.kind == "number"},
    **{name: name for name in BY_NAME},
    **ALIASES,
}
