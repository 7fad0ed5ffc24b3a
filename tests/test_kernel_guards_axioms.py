"""Axioms: each condition of each row, with an instance at which it alone fails.

There the row is refused because of that condition, and there its statement is false or a side has no
value; the few conditions that are not needed for that say why they are asked all the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from forms import PI, I, axiom, eq, j, lam, m, plane, real, rel, x, y, z
from test_axioms import evaluable, stated

from derivcheck.kernel.checker.axioms import AXIOMS, Row, instance, letters
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.inference import infer
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.enclosures.evaluation import holds
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.definedness import definedness, needed
from derivcheck.kernel.language.evidence import Axiom
from derivcheck.kernel.language.handbook import HANDBOOK
from derivcheck.kernel.language.sorts import COMPLEX, REAL, Sort
from derivcheck.kernel.language.terms import (
    INFINITY,
    MINUS_INFINITY,
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    free_names,
    number,
    subterms,
    whole,
)
from derivcheck.kernel.refutation.comparison import Differ, UnknownOutcome, compare

YES, NO, LOST = rel("<", 0, 1), rel("<", 1, 0), rel("<", 1 / ZERO, 1)
"""Statements that are true, false, and false because a side has no value."""


def exp(u: Term) -> Term:
    return call("exp", u)


Case = tuple[str, int, str, Axiom]
"""A row, the number of a condition of it, a field and an instance where that alone fails."""


def case(name: str, number: int, field: str = "", **bindings: Term | int) -> Case:
    scope = AXIOMS[name].field if name in AXIOMS else "both"
    return (
        name,
        number,
        field or ("complex" if scope == "complex" else "real"),
        axiom(name, **bindings),
    )


i = Sym("i")
KINK = call("abs", j)


def lam2(body: Term) -> Bind:
    return lam(lam(body), "i")


def names(cases: tuple[Case, ...]) -> list[str]:
    return [f"{name}-{number}" for name, number, *_ in cases]


FALSE: tuple[Case, ...] = (
    case("induction", 1, a=1, b=2, r=lam(rel("<=", 3, j))),
    case("induction", 2, a=1, b=2, r=lam(rel("<=", j, 1))),
    case("induction", 3, a=2, b=1, r=lam(rel("<=", 2, j))),
    case("exp_times", 1, "complex", n=ONE / 2, u=2 * PI * I + I),
    case("log_mul_positive", 1, "complex", u=-2, v=-2),
    case("log_pow_positive", 1, u=-2, v=2),
    case("log_pow_positive", 2, u=2, v=2 * PI * I + I),
    case("log_negative", 1, u=-2),
    case("log_turned", 1, u=-2),
    case("log_turned_back", 1, u=-1 - I),
    case("log_pow_abs", 1, n=ONE / 2, u=-2),
    case("pow_times", 1, n=ONE / 2, u=-2, v=2),
    case("pow_pow", 1, u=-2, v=2, w=ONE / 2),
    case("pow_pow", 2, "complex", u=2, v=2 * PI * I + I, w=I),
    case("pow_integer_base", 1, "complex", n=ONE / 2, u=-2, w=2),
    case("pow_integer_base", 2, "complex", n=2, u=-2, w=I),
    case("pow_pow_whole", 1, a=-2, n=ONE / 2, u=-ONE / 2),
    case("pow_pow_whole", 2, a=ONE / 2, n=2, u=-2),
    case("pow_nested", 1, u=-2, v=2, w=ONE / 2),
    case("pow_mul_positive", 1, "complex", u=-2, v=-2, w=I),
    case("pow_mul_whole", 1, "complex", n=ONE / 2, u=-2, v=-2),
    case("pow_mul_abs", 1, u=2, v=-2, w=3),
    case("pow_even", 1, u=-2, v=3),
    case("minus_one_even", 1, n=ONE / 2),
    case("minus_one_power", 1, "complex", a=2, b=2, n=ONE / 2),
    case("minus_one_power", 2, "complex", a=ONE / 2, b=2, n=2),
    case("minus_one_power", 3, a=-1, b=2, n=2),
    case("minus_one_power", 4, a=2, b=ONE / 2, n=2),
    case("sqrt_mul_positive", 1, "complex", u=-2, v=-2),
    case("sqrt_square_nonneg", 1, u=-2),
    case("sqrt_minus", 1, u=-2),
    case("sqrt_square_right", 1, u=-2),
    case("root_square", 1, "complex", u=I, v=-1),
    case("root_nonneg", 1, n=3, u=-1),
    case("root_root", 1, a=2, b=2, n=2, u=2),
    case("abs_nonneg", 1, u=-2),
    case("abs_nonpos", 1, u=2),
    case("abs_pow", 1, "complex", n=ONE / 2, u=ONE / 0),
    case("sign_positive", 1, u=-2),
    case("sign_negative", 1, u=2),
    case("sign_square", 1, u=0),
    case("max_first", 1, u=2, v=3),
    case("max_second", 1, u=2, v=-2),
    case("min_first", 1, u=2, v=-2),
    case("min_second", 1, u=2, v=3),
    case("floor_shift", 1, n=ONE / 2, u=2),
    case("binomial_below", 1, n=-ONE / 2, a=1),
    case("binomial_below", 3, n=3, a=2),
    case("floor_whole", 1, n=ONE / 2),
    case("gcd_step", 1, u=1, v=2, n=ONE / 2),
    case("gcd_lower", 1, u=0, v=0),
    case("floor_between", 1, n=ONE / 2, u=1),
    case("floor_between", 2, n=2, u=-2),
    case("floor_between", 3, n=2, u=3),
    case("sin_n_pi", 1, n=ONE / 2),
    case("cos_n_pi", 1, "complex", n=ONE / 2),
    case("atan_inverse", 1, u=-2),
    case("atan_inverse_neg", 1, u=2),
    case("atan_add", 1, u=2, v=2),
    case("atan_add", 2, "complex", u=I, v=0),
    case("atan_add", 3, "complex", u=0, v=-I),
    case("atan2_right", 1, u=2, v=-2),
    case("atan2_upper", 1, u=2, v=2),
    case("atan2_upper", 2, u=-2, v=-2),
    case("atan2_lower", 1, u=-2, v=2),
    case("atan2_lower", 2, u=2, v=-2),
    case("atan_tan", 1, u=-2),
    case("atan_tan", 2, u=2),
    case("asin_sin", 1, u=-2),
    case("asin_sin", 2, u=2),
    case("acos_cos", 1, u=-2),
    case("acos_cos", 2, u=4),
    case("conjugate_real", 1, "complex", u=I),
    case("abs_same", 1, "complex", u=1, v=2),
    case("im_real", 1, "complex", u=I),
    case("re_real", 1, "complex", u=I),
    case("arg_positive", 1, u=-2),
    case("arg_negative", 1, u=2),
    case("arg_right", 1, u=-2),
    case("arg_upper", 1, u=-I),
    case("arg_lower", 1, u=I),
    case("arg_scale", 1, u=-2, v=2),
    case("arg_exp", 1, u=-4 * I),
    case("arg_exp", 2, u=2 * PI * I + I),
    case("rgamma_multiplication", 1, n=ONE / 2, u=3),
    case("rgamma_multiplication", 2, n=-1, u=ONE / 2),
    case("digamma_multiplication", 1, "complex", n=ONE / 2, u=1),
    case("digamma_multiplication", 2, "complex", n=-1, u=-2),
    case("indicator_true", 1, p=NO),
    case("indicator_false", 1, p=YES),
    case("piecewise_first", 1, p=NO, u=2, v=-2),
    case("piecewise_last", 1, p=YES, u=2, v=-2),
    case("piecewise_one", 1, p=NO, q=YES, u=2, v=-2),
    case("piecewise_two", 1, p=YES, q=YES, u=2, v=-2),
    case("piecewise_rest", 1, p=YES, q=YES, u=2, v=-2, w=2),
    case("piecewise_head", 1, p=NO, q=NO, u=3 * PI / 4, v=3, w=PI),
    case("sum_empty", 1, a=2, b=2, f=lam(j)),
    case("sum_last", 1, a=2, b=1, f=lam(j)),
    case("sum_first", 1, a=2, b=1, f=lam(j)),
    case("sum_split", 1, a=2, b=2, c=-1, f=lam(j)),
    case("sum_split", 2, a=2, b=2, c=3, f=lam(j)),
    case("sum_split", 3, a=-2, b=1, c=ONE / 2, f=lam(j**2 + 1)),
    case("sum_shift", 1, "complex", a=-1, b=0, c=ONE / 2, f=lam(ONE / j)),
    case("sum_constant", 1, a=2, b=-1, u=2),
    case("sum_collapse", 1, a=2, b=2, c=1, f=lam(j)),
    case("sum_collapse", 2, a=2, b=2, c=3, f=lam(j)),
    case("sum_collapse", 3, a=-1, b=2, c=ONE / 2, f=lam(j)),
    case("sum_swap", 1, a=ONE / 2, b=-1, h=lam(lam(j**2 + 1), "i"), u=3, v=2),
    case("sum_swap", 2, a=2, b=ONE / 2, h=lam(lam(ONE / j**2 + 1), "i"), u=1, v=2),
    case("sum_swap", 3, "complex", a=2, b=1, h=lam(lam(j**2 + 1), "i"), u=ONE / 2, v=0),
    case("sum_swap", 4, "complex", a=2, b=2, h=lam(lam(j), "i"), u=1, v=ONE / 2),
    case("sum_triangle", 1, a=ONE / 2, b=2, h=lam(lam(j), "i")),
    case("sum_triangle", 2, a=1, b=3 * ONE / 2, h=lam(lam(j), "i")),
    case("sum_from", 1, a=2, b=2, c=1, f=lam(j)),
    case("sum_from", 2, a=1, b=2, c=3 * ONE / 2, f=lam(j)),
    case("sum_until", 1, a=1, b=1, c=2, f=lam(j)),
    case("sum_until", 2, a=1, b=2, c=3 * ONE / 2, f=lam(j)),
    case("sum_after", 1, a=2, b=2, c=0, f=lam(j)),
    case("sum_after", 2, a=1, b=2, c=3 * ONE / 2, f=lam(j)),
    case("sum_before", 1, a=1, b=1, c=3, f=lam(j)),
    case("sum_before", 2, a=1, b=2, c=3 * ONE / 2, f=lam(j)),
    case("sum_telescope", 1, a=3, b=1, f=lam(j)),
    case("prod_telescope", 1, a=3, b=1, f=lam(j)),
    case("sum_arithmetic", 1, a=2, b=-1),
    case("sum_squares", 1, b=-2),
    case("sum_cubes", 1, b=-2),
    case("sum_geometric", 1, a=2, b=-1, u=2),
    case("prod_empty", 1, a=2, b=2, f=lam(j)),
    case("prod_last", 1, a=2, b=1, f=lam(j**2 + 1)),
    case("prod_first", 1, a=2, b=1, f=lam(j)),
    case("prod_split", 1, a=2, b=2, c=-1, f=lam(j)),
    case("prod_split", 2, a=2, b=2, c=3, f=lam(j)),
    case("prod_split", 3, a=-2, b=1, c=ONE / 2, f=lam(j**2 + 1)),
    case("prod_shift", 1, a=2, b=ONE / 2, c=ONE / 2, f=lam(ONE / j)),
    case("prod_constant", 1, a=2, b=-1, u=2),
    case("prod_factorial", 1, n=-1),
    case("prod_power", 1, "complex", a=1, b=2, n=ONE / 2, f=lam(0 * j - 1)),
    case("prod_powers", 1, a=1, b=2, u=ONE / 2, f=lam(0 * j - 1)),
    case("prod_exponents", 1, a=1, b=2, u=-2, f=lam(0 * j + ONE / 2)),
    case("gamma_integral", 1, u=0),
    case("beta_integral", 1, u=-2, v=4),
    case("beta_integral", 2, u=ONE / 2, v=-1),
    case("lim_scaled", 1, c=0, f=lam(exp(-j))),
    case("lim_exp", 1, c=0, u=0),
    case("lim_power", 1, u=0),
    case("sin_sign", 1, n=ONE / 2, u=2),
    case("sin_sign", 2, n=2, u=-2),
    case("sin_sign", 3, n=-1, u=2),
    case("sin_sign_weak", 1, n=ONE / 2, u=3),
    case("sin_sign_weak", 2, n=2, u=-2),
    case("sin_sign_weak", 3, n=-1, u=2),
    case("cos_sign", 1, n=ONE / 2, u=3),
    case("cos_sign", 2, n=2, u=2),
    case("cos_sign", 3, n=-1, u=-1),
    case("cos_sign_weak", 1, n=ONE / 2, u=0),
    case("cos_sign_weak", 2, n=2, u=2),
    case("cos_sign_weak", 3, n=-1, u=-1),
    case("log_lower", 1, u=-2),
    case("sin_chord", 1, u=-2),
    case("exp_monotone", 1, u=2, v=-2),
    case("exp_monotone_weak", 1, u=2, v=-2),
    case("log_monotone", 1, u=2, v=1),
    case("log_monotone_weak", 1, u=2, v=1),
    case("sqrt_monotone", 1, u=2, v=0),
    case("sqrt_monotone_weak", 1, u=2, v=0),
    case("sqrt_above", 1, u=2, v=2),
    case("sqrt_above_strictly", 1, u=2, v=2),
    case("sqrt_below", 1, u=-2, v=2),
    case("sqrt_below", 2, u=0, v=2),
    case("sqrt_below_strictly", 1, u=-2, v=2),
    case("sqrt_below_strictly", 2, u=2, v=4),
    case("square_monotone", 1, u=-2, v=2),
    case("square_monotone", 2, u=2, v=2),
    case("sum_nonnegative", 1, a=1, b=2, f=lam(-j)),
    case("sum_positive", 1, a=1, b=2, f=lam(-j)),
    case("sum_positive", 2, a=2, b=1, f=lam(j)),
    case("sum_member", 1, a=1, b=2, c=2, f=lam(6 * j - 11)),
    case("sum_member", 2, a=2, b=3, c=1, f=lam((j - 5) ** 2)),
    case("sum_member", 3, a=1, b=2, c=9, f=lam(j)),
    case("sum_member", 4, a=1, b=2, c=3 * ONE / 2, f=lam(1 / ((j - 3 * ONE / 2) ** 2 + ONE / 99))),
    case("prod_positive", 1, a=1, b=3, f=lam(-j)),
    case("sum_means", 1, a=1, b=2, f=lam(-j)),
    case("int_abs", 1, a=2, b=1, f=lam(ONE)),
    case("sum_means", 2, a=2, b=1, f=lam(j)),
    case("jensen_exp", 1, a=1, b=2, f=lam(j), g=lam(j)),
    case("jensen_exp", 2, a=1, b=2, f=lam(5 - 3 * j), g=lam(j)),
    case("jensen_log", 1, a=1, b=2, f=lam(j), g=lam(10 * j)),
    case("jensen_log", 2, a=1, b=2, f=lam(5 - 3 * j), g=lam(3 * j + 1)),
    case("not_a_turn", 1, u=0),
    case("zero_factor", 1, u=2, v=2),
    case("zero_product", 1, u=2, v=2),
    case("zero_product", 2, u=2, v=0),
    case("zero_power", 1, n=2, u=2),
    case("zero_times", 1, u=2, v=2),
    case("nonzero_factor", 1, u=0, v=2),
    case("nonzero_product", 1, u=0, v=2),
    case("nonzero_product", 2, u=2, v=0),
    case("nonzero_inside", 1, u=0),
    case("nonzero_real", 1, u=0),
    case("nonzero_imaginary", 1, u=0),
    case("nonzero_conjugate", 1, u=0),
    case("nonzero_conjugated", 1, u=0),
    case("nonzero_radicand", 1, u=0),
    case("nonzero_base", 1, u=0, v=2),
    case("nonzero_base", 2, u=0, v=0),
    case("odd_power_sign", 1, u=-2, v=3),
    case("odd_power_sign", 2, u=-2, v=2),
    case("odd_power_positive", 1, u=-2, v=3),
    case("odd_power_positive", 2, u=-2, v=2),
    case("rgamma_nonzero", 1, u=-2),
    case("off_poles_shift", 1, n=2, u=-2),
    case("off_poles_shift", 2, n=ONE / 2, u=-ONE / 2),
    case("off_poles_shift", 3, n=-1, u=1),
    case("off_poles_nonzero", 1, n=2, u=-2),
    case("off_poles_nonzero", 2, n=ONE / 2, u=-ONE / 2),
    case("off_poles_nonzero", 3, n=-1, u=1),
    case("gamma_needed", 1, u=-PI),
    case("beta_needed_first", 1, u=-3, v=ONE / 2),
    case("beta_needed_second", 1, u=-3, v=-ONE / 2),
    case("sqrt_injective", 1, u=2, v=-2),
    *(case(f"{f}_injective", 1, u=2, v=-2) for f, row in HANDBOOK.items()
      if row.monotone and f != "sqrt"),
    case("lambertw_lower", 1, u=-2),
    case("square_order", 1, u=3, v=2),
    case("square_order", 2, "complex", u=I, v=1),
    case("square_order", 3, u=1, v=-2),
    case("square_order_strictly", 1, u=2, v=2),
    case("square_order_strictly", 2, "complex", u=I, v=1),
    case("square_order_strictly", 3, u=1, v=-2),
    case("square_injective", 1, u=2, v=3),
    case("square_injective", 2, u=-2, v=2),
    case("square_injective", 3, u=2, v=-2),
    case("power_injective", 1, n=2, u=2, v=3),
    case("power_injective", 2, n=2, u=-2, v=2),
    case("power_injective", 3, n=2, u=2, v=-2),
    case("power_injective", 5, n=0, u=2, v=3),
    case("cube_injective", 1, n=1, u=2, v=-2),
    case("cube_injective", 2, n=2, u=2, v=-2),
    case("abs_equal", 1, u=2, v=3),
)  # fmt: skip
"""Without the condition the row would say something false, or of something without a value."""

UNSEEN: tuple[Case, ...] = (
    *(case(f"riemann_sums{way}{counted}{end}", n, **letters)
      for counted in ("", "_counted")
      for end in ("", "_exists")
      for way, n, letters in (
          ("", 1, {"f": lam(1 / j)}), ("_bounded", 1, {"f": lam(1 / j), "c": 1}),
          ("_bounded", 2, {"f": lam(1 / j), "c": 1}),
      )),
    case("lim_log", 1, u=-ONE / 2),
    *(case(f"gamma_of_power_{end}", n, **letters) for end in ("integral", "exists")
      for n, letters in ((1, {"u": -ONE / 2, "v": 1, "c": 1}), (2, {"u": 1, "v": -2, "c": 1}),
                         (3, {"u": 1, "v": 1, "c": -1}))),
    *(case(f"gamma_of_power_plane_{end}", n, **{"u": ONE, "v": ONE, "c": ONE, letter: value})
      for end in ("integral", "exists")
      for n, letter, value in ((1, "u", -ONE / 2), (1, "u", I), (2, "v", -ONE), (2, "v", I),
                               (3, "c", -ONE), (3, "c", I))),
    *(case(f"beta_{kind}_{end}", n, **letters)
      for kind in ("to_infinity", "of_angle") for end in ("integral", "exists")
      for n, letters in ((1, {"u": -ONE / 2, "v": 2}), (2, {"u": 2, "v": -ONE / 2}))),
    *(case(f"gaussian_wave_{end}", 1, u=1, c=c) for end in ("integral", "exists") for c in (-1, 0)),
    *(case(f"bose_{end}", n, **letters) for end in ("integral", "exists")
      for n, letters in ((1, {"u": 1, "c": 1}), (2, {"u": 2, "c": -1}))),
    case("int_swap", 1, a=0, b=1, u=0, v=1, h=lam2((i - j) / (i + j) ** 3)),
    case("int_below_diagonal", 1, a=0, b=1, h=lam2((i - 2 * j) / (i + j) ** 3)),
    case("int_above_diagonal", 1, a=0, b=1, h=lam2((j - 2 * i) / (i + j) ** 3)),
    case("int_of_sum", 1, a=ONE / 2, b=3, u=0, v=1, h=lam2(i * j)),
    case("int_of_sum", 2, a=1, b=ONE / 2, u=0, v=1, h=lam2(i * j)),
    case("int_of_series", 1, a=1, u=0, v=INFINITY,
         h=lam2(i * exp(-i * j) - (i + 1) * exp(-(i + 1) * j))),
    case("int_of_sum_exists", 1, a=0, b=1, u=0, v=1, h=lam2((2 * i - 1) / j)),
    case("int_of_sum_exists", 2, a=ONE / 2, b=3, u=0, v=1, h=lam2(i * j)),
    case("int_of_sum_exists", 3, a=1, b=ONE / 2, u=0, v=1, h=lam2(i * j)),
    case("int_turned_exists", 1, a=-1, b=1, f=lam(1 / j)),
    case("int_affine_exists", 1, a=-1, b=1, c=2, u=0, f=lam(1 / j)),
    case("int_affine_exists", 2, a=1, b=2, c=0, u=0, f=lam(1 / j)),
    case("int_joined_exists", 1, a=-1, b=2, c=1, f=lam(1 / j)),
    case("int_joined_exists", 2, a=-2, b=1, c=-1, f=lam(1 / j)),
    case("int_first_exists", 1, a=-1, b=1, c=0, f=lam(1 / j)),
    case("int_first_exists", 2, a=1, b=2, c=-1, f=lam(1 / j)),
    case("int_first_exists", 3, a=-2, b=-1, c=1, f=lam(1 / j)),
    case("int_last_exists", 1, a=-1, b=1, c=0, f=lam(1 / j)),
    case("int_last_exists", 2, a=1, b=2, c=-1, f=lam(1 / j)),
    case("int_last_exists", 3, a=-2, b=-1, c=1, f=lam(1 / j)),
    case("lim_scaled_exists", 1, c=1, f=lam(j)),
    case("lim_scaled_exists", 2, c=-1, f=lam(exp(-j))),
    case("lim_from_above_exists", 1, a=0, f=lam(1 / j)),
    case("lim_from_below_exists", 1, a=0, f=lam(1 / j)),
    case("slope_exists", 1, a=0, b=-1, c=-2, f=lam(KINK), g=lam(-ONE)),
    case("slope_exists", 2, a=0, b=2, c=-2, f=lam(KINK), g=lam(-ONE)),
    case("slope_exists", 3, a=0, b=2, c=1, f=lam(KINK), g=lam(ONE)),
    case("slope_exists", 4, a=0, b=2, c=-2, f=lam(KINK), g=lam(ONE)),
    case("slope_exists", 5, a=0, b=2, c=-2, f=lam(KINK), g=lam(call("sign", j))),
    case("slope_exists", 6, a=0, b=2, c=-2, f=lam(call("sign", j)), g=lam(ZERO)),
    case("lim_from_sides", 1, a=0, f=lam(1 / j)),
    case("lim_from_sides_exists", 1, a=0, f=lam(1 / j)),
    case("lim_mirrored_exists", 1, f=lam(j)),
    case("lim_exp_exists", 1, c=-2, u=-2),
    case("lim_power_exists", 1, u=-3),
    case("lim_log_exists", 1, u=-ONE / 2),
    case("gamma_exists", 1, u=-ONE / 2),
    case("beta_exists", 1, u=-ONE / 2, v=2),
    case("beta_exists", 2, u=3, v=-3),
    case("series_shift", 1, a=1, c=ONE / 2, f=lam(1 / j**2)),
    *(case(f"{series}_series{end}", n, **letters)
      for end in ("", "_exists")
      for series, n, letters in (
          ("log", 1, {"u": -2}), ("log", 2, {"u": 1}), ("atan", 1, {"u": -2}), ("atan", 2, {"u": 2}),
          ("atanh", 1, {"u": -1}), ("atanh", 2, {"u": 1}), ("asin", 1, {"u": -2}), ("asin", 2, {"u": 2}),
          ("power", 1, {"u": -1, "v": ONE / 2}), ("power", 2, {"u": 1, "v": ONE / 2}),
          ("power", 3, {"u": ONE / 2, "v": -2}), ("zeta", 1, {"u": 1}), ("odd", 1, {"u": 1}),
          ("eta", 1, {"u": -ONE / 2}), ("eta", 2, {"u": 1}),
      )),
    case("telescoped_exists", 1, a=1, f=lam(0 * j + 1), g=lam(j)),
    case("telescoped_exists", 2, a=1, f=lam(j), g=lam(0 * j)),
    case("telescoped_exists", 3, a=ONE / 2, f=lam(0 * j), g=lam(0 * j)),
    case("partial_sums_exists", 1, a=1, f=lam(j)),
    case("partial_integrals_exists", 1, a=1, f=lam(j)),
    case("partial_sums_counted_exists", 1, a=1, f=lam(j)),
    case("series_of_sums_exists", 1, a=1, f=lam(j)),
    case("partial_products_exists", 1, a=1, f=lam(j)),
    case("product_of_partials_exists", 1, a=1, f=lam(j)),
    case("series_shift_exists", 1, a=1, c=1, f=lam(1 / j)),
    case("series_shift_exists", 2, a=1, c=ONE / 2, f=lam(1 / j**2)),
    case("series_first_exists", 1, a=1, f=lam(1 / j)),
    case("series_rest_exists", 1, a=1, c=2, f=lam(1 / j)),
    case("series_rest_exists", 2, a=1, c=0, f=lam(1 / j**2)),
    case("series_rest_exists", 3, a=1, c=ONE / 2 + 1, f=lam(1 / j**2)),
    case("not_a_turn", 2, u=1),
)  # fmt: skip
"""Here a limit, an integral or a sum would be said to exist that diverges, which no ball can show,
nor that an exponential is 1."""

SHAPED: tuple[Case, ...] = (
    case("induction", 4, a=ONE / 2, b=1, r=lam(rel("<=", j, ONE / 2))),
    case("induction", 5, a=1, b=ONE + ONE / 2, r=lam(rel("<=", j, 1))),
    case("int_nonnegative", 1, a=1, b=2, f=lam(-j)),
    case("int_nonnegative", 2, a=2, b=1, f=lam(j)),
    case("int_positive", 1, a=1, b=2, f=lam(-j)),
    case("int_positive", 2, a=1, b=1, f=lam(j)),
    case("telescoped", 1, a=1, f=lam((ONE / 2) ** j), g=lam(0 * j)),
    case("constant", 1, a=2, b=1, f=lam(j)),
    case("constant", 2, a=1, b=2, f=lam(j)),
    *(case(f"slope_from_{side}", n, **letters, f=lam(j**2)) for side in ("above", "below") for n, letters in (
        (1, {"a": 1, "b": -1, "g": lam(0 * j)}), (2, {"a": -1, "b": 1, "g": lam(0 * j)}))),
    case("increasing_weakly", 1, a=2, b=1, f=lam(j)),
    case("increasing_weakly", 2, a=1, b=2, f=lam(-j)),
    case("increasing", 1, a=1, b=1, c=2, f=lam(j)),
    case("increasing", 2, a=0, b=9, c=1, f=lam(2 * j - j**2)),
    case("increasing", 3, a=1, b=2, c=1, f=lam(0 * j)),
    case("increasing", 4, a=1, b=2, c=2, f=lam(0 * j)),
    case("concave_weakly", 1, a=1, b=2, c=0, f=lam(j - ONE / 2)),
    case("concave_weakly", 2, a=1, b=2, c=3, f=lam(ONE * 5 / 2 - j)),
    case("concave_weakly", 3, a=1, b=2, c=1, f=lam(j - ONE * 3 / 2)),
    case("concave_weakly", 4, a=1, b=2, c=2, f=lam(ONE * 3 / 2 - j)),
    case("concave_weakly", 5, a=1, b=2, c=ONE * 3 / 2, f=lam((j - 1) * (j - 2))),
    case("concave", 1, a=1, b=2, c=1, f=lam((j - 1) * (2 - j))),
    case("concave", 2, a=1, b=2, c=2, f=lam((j - 1) * (2 - j))),
    case("concave", 3, a=1, b=2, c=ONE * 3 / 2, f=lam(-((j - 2) ** 2))),
    case("concave", 4, a=1, b=2, c=ONE * 3 / 2, f=lam(-((j - 1) ** 2))),
    case("concave", 5, a=1, b=2, c=ONE * 3 / 2,
         f=lam((j - 1) * (2 - j) - 5 * call("sign", j - 1) * call("sign", 2 - j))),
    case("concave", 6, a=1, b=2, c=ONE * 3 / 2, f=lam(0 * j)),
    case("increasing_from", 1, a=2, b=1, c=2, f=lam(j)),
    case("increasing_from", 2, a=1, b=2, c=-1, f=lam(-j)),
    case("increasing_from", 3, a=1, b=2, c=5, f=lam(j)),
    case("increasing_to", 1, a=2, b=1, c=1, f=lam(j)),
    case("increasing_to", 2, a=1, b=2, c=-2, f=lam(-j)),
    case("increasing_to", 3, a=1, b=2, c=0, f=lam(j)),
    case("linear_equation", 1, a=0, b=2, c=-5, w=5, u=0, v=-1, f=lam(call("cos", j))),
    case("linear_equation", 2, a=0, b=2, c=-5, w=5, u=0, v=-1, f=lam(call("sin", j))),
    case("linear_equation", 3, a=-9, b=2, c=1, w=5, u=0, v=0, f=lam(call("max", j, 0))),
    case("linear_equation", 4, a=9, b=-2, c=-5, w=-1, u=0, v=0, f=lam(call("max", -j, 0))),
    case("linear_equation", 5, a=2, b=-2, c=1, w=5, u=0, v=0, f=lam(call("max", -j, 0))),
    case("linear_equation", 6, a=-2, b=2, c=-5, w=-1, u=0, v=0, f=lam(call("max", j, 0))),
    case("linear_equation", 7, a=0, b=2, c=-5, w=5, u=0, v=0, f=lam(j**2)),
)  # fmt: skip
"""Here a function would be said to rise, or to be concave, that is not, or an integral to have a
sign; no ball shows what is asked of all numbers between two others."""

FAR = {"": None, "_infinity": 1, "_minus_infinity": -1}
"""How a row of changes calls an end that is infinite -> its sign."""
GAUSS, CROSSED = lam(exp(-(j**2))), lam(1 / (j * (1 + j**2)))
"""What has an integral everywhere; what has none across 0, and one up to infinity beside it."""


def changes() -> Iterator[Case]:
    """Changes of variables where one condition of a row alone fails.

    With both ends at one number, or in the wrong order, nothing is asked between them: g jumps
    over 0 there, or is not defined.  So it does where its slope is missing at 0.
    """
    for (one, s), (other, t) in product(FAR.items(), repeat=2):
        if s is not None and s == t:
            continue
        row = f"change{one and '_from' + one}{other and '_to' + other}"
        turn = -1 if s == 1 or t == -1 else 1
        up, down = ((1 + way * call("sign", j)) / call("abs", j) for way in (1, -1))
        left, right = (s or 0) / (1 + j), (t or 0) / (1 - j)
        start = {} if s is not None else {"u": 1}
        end = {} if t is not None else {"v": 1}
        bounds = {**start, **end}
        at_zero = lam((s or 0) * up + (t or 0) * down + turn * call("sign", j))
        jumping = lam(left + right + turn * 5 * call("sign", j))
        lost = lam(left + right + 0 * call("sqrt", j**2 - ONE / 4))
        for kind, f in (("", CROSSED), ("_back_exists", CROSSED), ("_exists", GAUSS)):
            k = 1 if kind else 0
            if kind:
                yield case(
                    row + kind,
                    1,
                    a=-1,
                    b=1,
                    f=lam(exp(j**2) / j),
                    g=lam(left + right),
                    **bounds | (start and {"u": -1}),
                )
            yield case(row + kind, k + 1, a=0, b=0, f=f, g=at_zero, **bounds)
            yield case(
                row + kind, k + 2, a=-1, b=1, f=f, g=lost if f is GAUSS else jumping, **bounds
            )
            yield case(
                row + kind, k + 3, a=0, b=1, f=f, g=lam(j + right), **bounds | (start and {"u": 9})
            )
            yield case(
                row + kind, k + 4, a=-1, b=0, f=f, g=lam(j + left), **bounds | (end and {"v": 9})
            )


WAVE = call("sin", PI * j) ** 2
"""Of whole numbers 0, of those that lie half way between them 1."""
PLACES = {
    "lim": (0, 1 / j), "lim_above": (0, 1 / j), "lim_below": (0, -1 / j),
    **dict.fromkeys(("lim_far", "lim_below_far", "lim_far_counted", "lim_below_far_counted"), (1, j)),
    **dict.fromkeys(("lim_back", "lim_above_back", "lim_back_counted", "lim_above_back_counted"), (-1, -j)),
}  # fmt: skip
"""How rows about sequences call limits -> the infinity to which one leads, else 0; a sequence."""


def sequences() -> Iterator[Case]:
    """Sequences where one condition of a row alone fails: f goes elsewhere, or is bounded."""
    for place, (far, g) in PLACES.items():
        end = {} if far else {"a": 0}
        one, back = (far or (-1 if place == "lim_below" else 1)), call("min", far * j, 0)
        half, near = far * (j + ONE / 2), one * (1 + 1 / j)
        along, apart = f"{place}_along", f"{place}_unbounded"
        yield case(along, 1, f=lam(0 * j), g=lam(g), s=lam(0 * j + 1), u=1, **end)
        yield case(apart, 1, f=lam(0 * j), g=lam(g), s=lam(j), **end)
        if "counted" in place:
            yield case(along, 2, f=lam(WAVE), g=lam(half), s=lam(0 * j + 1), u=1)
            yield case(apart, 2, f=lam(j * WAVE), g=lam(half), s=lam(half))
        if not far:
            inside, step = (0 * j, -1 / j, 1 / j)[list(PLACES).index(place)], call("sign", j)
            f, u = (step**2, 0) if place == "lim" else (step, -one)
            yield case(along, 2, f=lam(f), g=lam(inside), s=lam(0 * j + u), u=u, a=0)
            f = call("piecewise", 0 * j, rel("<", 0, one * j), 1 / j, call("true"))
            yield case(
                apart, 2, f=lam(f), g=lam(inside), s=lam(j if place == "lim" else -one * j), a=0
            )
        yield case(along, 3, f=lam(1 / j), g=lam(0 * j + one), s=lam(0 * j + one), u=one, **end)
        f, g_, s = (back, -far * j, -j) if far else (1 / (j - one), near, one * j)
        yield case(apart, 3, f=lam(f), g=lam(g_), s=lam(s), **end)
        f, s = (1 / j, far / j) if far else (j, g)
        yield case(along, 4, f=lam(f), g=lam(g), s=lam(s), u=7, **end)
        yield case(apart, 4, f=lam(0 * j), g=lam(g), s=lam(0 * j), **end)


TERMS: tuple[Case, ...] = (
    case("terms_along", 1, a=1, f=lam(0 * j + 1), g=lam(j), s=lam(0 * j + 1), u=1),
    case("terms_along", 2, a=1, f=lam(1 / j**2), g=lam(j), s=lam(0 * j + 1), u=1),
    case("terms_along", 3, a=1, f=lam(WAVE), g=lam(j + ONE / 2), s=lam(0 * j + 1), u=1),
    case("terms_along", 4, a=1, f=lam(1 / j**2), g=lam(0 * j + 1), s=lam(0 * j + 1), u=1),
    case("terms_along", 5, a=1, f=lam(1 / j**2), g=lam(j), s=lam(1 / j**2), u=1),
    case("terms_unbounded", 1, a=1, f=lam(0 * j), g=lam(j), s=lam(j)),
    case("terms_unbounded", 2, a=1, f=lam(j * WAVE), g=lam(j + ONE / 2), s=lam(j + ONE / 2)),
    case("terms_unbounded", 3, a=1, f=lam(call("min", j, 0)), g=lam(-j), s=lam(-j)),
    case("terms_unbounded", 4, a=1, f=lam(0 * j), g=lam(j), s=lam(0 * j)),
)
"""The same of the terms of a sum."""

SPARE: tuple[tuple[Case, str], ...] = (
    (
        case("binomial_below", 2, n=-2, a=ONE / 2),
        "binomial(-2, 1/2) has no value: it is no coefficient of whole numbers",
    ),
    (case("binomial_zero", 1, u=-PI), "binomial(u, 0) has no value at negative whole numbers only"),
    (
        case("zero_power", 2, n=ONE / 2, u=0),
        "a positive power of any order vanishes with its base only",
    ),
    (case("power_injective", 4, n=ONE / 2, u=1, v=1), "powers of any positive order grow"),
    (case("cube_injective", 3, n=-1, u=-ONE / 2, v=-ONE / 2), "odd negative powers differ as well"),
)
"""Conditions without which the row would hold as well, and why; asked all the same."""

W, V, NIL, PAIR = Sym("w"), Sym("v"), call("zeros", 2), (ONE, number(2))
ARRAYS = Context(
    {
        "w": Sort("real", (PAIR,)),
        "v": Sort("real", (PAIR, PAIR), frozenset(("positive definite", "symmetric"))),
    }
)

SQUARES = call("defined", Bind("sum", "j", 1 / j**2, (ZERO + 1, INFINITY)))

KNOWN: tuple[tuple[str, int, Context, Axiom, str, Term | None], ...] = (
    ("indicator_not", 1, real(), axiom("indicator_not", u=1 / y, v=x), "a definedness condition is not known", rel("!=", y, 0)),
    ("zero_power", 3, real(eq(x**m, 0)), axiom("zero_power", u=x, n=m), "a side condition is not known", rel("<", 0, m)),
    ("prod_positive", 2, real(), axiom("prod_positive", f=lam(exp(j)), a=1, b=x), "a side condition is not known", whole(x)),
    ("prod_positive", 3, real(), axiom("prod_positive", f=lam(exp(j)), a=MINUS_INFINITY, b=0), "it means nothing in this field", None),
    ("gram_nonzero", 1, ARRAYS, axiom("gram_nonzero", M=W, n=2), "a side condition is not known", rel("!=", W, NIL)),
    ("definite_nonzero", 1, ARRAYS, axiom("definite_nonzero", M=W, P=V, n=2), "a side condition is not known", rel("!=", W, NIL)),
    ("definite_inverse_nonzero", 1, ARRAYS, axiom("definite_inverse_nonzero", M=W, P=V, n=2), "a side condition is not known", rel("!=", W, NIL)),
    ("series_first_exists", 2, real(SQUARES), axiom("series_first_exists", a=0, f=lam(1 / j**2)), "a definedness condition is not known", None),
    *((f"riemann_sums_bounded{way}", 3, real(), axiom(f"riemann_sums_bounded{way}", c=INFINITY, f=lam(ONE)),
       "it means nothing in this field", None)
      for way in ("", "_counted", "_exists", "_counted_exists")),
    *((name, n, real(), axiom(name, a=INFINITY, f=lam(ONE)), "it means nothing in this field", None)
      for name, n in (
          ("lim_from_above", 1), ("lim_from_below", 1), ("lim_from_sides", 2),
          ("lim_from_above_exists", 2), ("lim_from_below_exists", 2), ("lim_from_sides_exists", 2),
      )),
    *((f"{place}_{kind}", 2, real(),
       axiom(f"{place}_{kind}", f=lam(5 + 0 * ZERO), g=lam(far * j + 0 / (j - 3)), s=lam(5 + 0 * ZERO),
             **({"u": 5} if kind == "along" else {})),
       "a definedness condition is not known", None)
      for place, (far, _) in PLACES.items() if far and "counted" not in place
      for kind in ("along", "unbounded")),
    ("rgamma_off_poles", 1, plane(), axiom("rgamma_off_poles", u=z), "a definedness condition is not known", None),
)  # fmt: skip
"""Conditions that no numbers violate while the others hold: a name may."""

ASKED = (*FALSE, *UNSEEN, *SHAPED, *changes(), *sequences(), *TERMS, *(of for of, _ in SPARE))


@pytest.mark.parametrize("row", AXIOMS.values(), ids=AXIOMS)
def test_each_condition_has_its_instance(row: Row) -> None:
    found = Counter(number for name, number, *_ in (*ASKED, *KNOWN) if name == row.name)
    assert sorted(found) == list(range(1, len(row.conditions) + 1))


@pytest.mark.parametrize(("name", "number", "field", "evidence"), ASKED, ids=names(ASKED))
def test_a_condition_that_fails_is_asked(
    name: str, number: int, field: Any, evidence: Axiom
) -> None:
    _, conditions = instance(AXIOMS[name], evidence.bindings)
    others = (c for n, c in enumerate(conditions, 1) if n != number)
    with pytest.raises(Rejected) as caught:
        infer(evidence, Facts(Context({}, (), field), others))
    assert (caught.value.reason, caught.value.needs) == (
        "a side condition is not known",
        conditions[number - 1],
    )


@pytest.mark.parametrize(("name", "number", "field", "evidence"), FALSE, ids=names(FALSE))
def test_without_it_the_row_would_be_wrong(
    name: str, number: int, field: Any, evidence: Axiom
) -> None:
    statement, conditions = instance(AXIOMS[name], evidence.bindings)
    context = Context({}, (), field)
    others = [c for n, c in enumerate(conditions, 1) if n != number]
    assert all(holds(c, {}, context) for c in others)
    assert holds(conditions[number - 1], {}, context) is not True
    assert is_wrong(evaluable(statement), context)


def is_wrong(statement: Term, context: Context) -> bool:
    """Whether a statement without names is false, or a side of it has no value."""
    outcome = compare(stated(statement, context), {})
    if isinstance(outcome, Differ) or (isinstance(outcome, UnknownOutcome) and outcome.undefined):
        return True
    return any(holds(c, {}, context) is False for c in needed(statement, context))


@pytest.mark.parametrize(("name", "number", "field", "evidence"), SHAPED, ids=names(SHAPED))
def test_without_it_a_row_about_slopes_would_be_wrong(
    name: str, number: int, field: Any, evidence: Axiom
) -> None:
    statement, _ = instance(AXIOMS[name], evidence.bindings)
    assert is_wrong(statement, Context({}, (), field))


@pytest.mark.parametrize(
    ("name", "number", "context", "evidence", "reason", "needs"),
    KNOWN,
    ids=[f"{n}-{i}" for n, i, *_ in KNOWN],
)
def test_a_condition_of_names_is_asked(
    name: str, number: int, context: Context, evidence: Axiom, reason: str, needs: Term | None
) -> None:
    assert len(AXIOMS[name].conditions) >= number
    with pytest.raises(Rejected) as caught:
        infer(evidence, Facts(context))
    assert caught.value.reason == reason
    assert needs in (None, caught.value.needs)


def test_a_row_whose_conditions_hold_is_accepted() -> None:
    infer(axiom("sum_split", a=1, b=3, c=2, f=lam(j)), Facts(real()))


STRONG_ZEROS = {
    **dict.fromkeys(
        ("exp_times_log", "pow_exp"), "exp(0) and u^0 are 1, whatever log(u) is"),
    **dict.fromkeys(
        ("log_pow", "log_pow_abs", "log_abs_pow", "log_pow_positive"), "log(u^0) is 0 as well"),
    "minus_one_power": "both exponents are 0",
    "mod_floor": "mod(u, 0) has no value",
    "gamma_of_power_integral": "both letters are positive",
    "gamma_of_power_exists": "both letters are positive",
    "gamma_of_power_plane_integral": "the letter alone is positive",
    "gamma_of_power_plane_exists": "the letter alone is positive",
}  # fmt: skip
"""Rows in which a letter alone is a factor of what may have no value, and why 1{P} may stand for it:
an indicator that is 0 makes the product 0 all the same.  gamma(u + 1) = u*gamma(u) was wrong there."""


def hidden_factors(row: Row, context: Context) -> bool:
    """Whether a letter for a number alone hides a factor that may have no value."""
    for t in subterms(row.statement):
        if isinstance(t, App) and t.head == "*" and any(isinstance(p, Sym) for p in t.args):
            needs = (c for p in t.args for c in definedness(p, context))
            if any(free_names(c) for c in needs):
                return True
    return False


def test_no_indicator_hides_what_a_row_is_about() -> None:
    found = set[str]()
    for field in ("real", "complex"):
        for row in AXIOMS.values():
            sort = REAL if field == "real" else COMPLEX
            numbers = {letter: sort for letter, kind in letters(row) if kind == 0}
            if row.field in ("both", field) and hidden_factors(row, Context(numbers, (), field)):
                found.add(row.name)
    assert found == STRONG_ZEROS.keys()


VALUED_BY_ARRAYS = {
    "declared":     Sym("F"),
    "applied":      Bind("lambda", "j", App("apply", (Sym("F"), Sym("j"))), ()),
    "that vanish":  Bind("lambda", "j", call("zeros", 2), ()),
    "that cancel":  Bind("lambda", "j", App("apply", (Sym("F"), Sym("j"))) - App("apply", (Sym("F"), Sym("j"))), ()),
    "of arrays":    Sym("G"),
}  # fmt: skip


@pytest.mark.parametrize("f", VALUED_BY_ARRAYS.values(), ids=VALUED_BY_ARRAYS)
def test_functions_of_rows_are_of_numbers(f: Term) -> None:
    pair = ((ONE, number(2)),)
    sorts = {
        "F": Sort("function", arity=1, gives=pair),
        "G": Sort("function", arity=1, takes=(pair,)),
    }
    bindings = (("a", ZERO), ("b", ONE), ("c", number(2)), ("f", f), ("u", ONE))
    with pytest.raises(Rejected, match="int_affine is not about such a f"):
        infer(Axiom("int_affine", bindings), Facts(Context(sorts)))


def test_a_function_is_no_array() -> None:
    """Not even one that vanishes."""
    bindings = (("M", Bind("lambda", "j", call("zeros", 2), ())),)
    with pytest.raises(Rejected, match="vec_scale is not about such a M"):
        infer(Axiom("vec_scale", (*bindings, ("u", ONE))), Facts(Context({})))
