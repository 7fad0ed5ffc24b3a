"""The methods of proof that `by:` names: one row each, with what a step must speak of.

A method is no single rewriting, and nobody checks that the step was found by it.  It fits a step
that changes something of its subject: integration by parts fits where an integral comes, goes or
changes.  A method without a subject fits every step.
"""

from __future__ import annotations

INTEGRAL = ("int", "antiderivative")
LIMIT = ("lim", "lim+", "lim-")
SUM = ("sum", "prod")
DERIVATIVE = ("diff",)
LARGEST = ("greatest", "least", "max", "min")
CIRCULAR = ("sin", "cos", "tan", "sec", "csc", "cot", "asin", "acos", "atan", "exp",
            "sinh", "cosh", "tanh", "sech", "csch", "coth")  # fmt: skip
POWER = ("^", "exp", "sqrt", "cbrt", "root", "*", "/")
ARRAY = ("transpose", "adjoint", "inv", "tr", "det", "matmul", "hadamard", "norm", "matpow",
         "vector", "eye", "diag", "index", "kron", "vec", "block")  # fmt: skip
ANY: tuple[str, ...] = ()

METHODS: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    (
        "integration by parts",
        "by parts | parts | partial integration | ibp",
        INTEGRAL,
        "int(u'*v) as u*v - int(u*v')",
    ),
    (
        "change of variables",
        "change of variable | u substitution | u sub | substitution rule"
        " | integration by substitution | trigonometric substitution | trig substitution"
        " | rescaling | polar coordinates | spherical coordinates | cylindrical coordinates"
        " | reflection",
        (*INTEGRAL, *LIMIT, *SUM),
        "another name under an integral, a limit or a sum",
    ),
    (
        "fundamental theorem of calculus",
        "ftc | newton leibniz | integrating | integration | antiderivative"
        " | evaluating the integral | evaluate the integral | fundamental theorem"
        " | direct integration",
        (*INTEGRAL, *DERIVATIVE),
        "an integral by an antiderivative, or its derivative by the bound",
    ),
    (
        "linearity of the integral",
        "linearity of integrals | linearity of integration | additivity"
        " | splitting the integral | additivity of the integral | linearity of limits",
        (*INTEGRAL, *LIMIT),
        "sums, factors and ranges apart",
    ),
    (
        "fubini",
        "tonelli | fubini tonelli | interchange of integrals | order of integration"
        " | swapping the integrals | exchanging the order of integration"
        " | reversing the order of integration | changing the order of integration"
        " | interchange of sum and integral",
        (*INTEGRAL, *SUM),
        "two integrals in the other order",
    ),
    (
        "differentiation under the integral",
        "differentiation under the integral sign | leibniz integral rule | feynman's trick"
        " | differentiating under the integral sign | leibniz rule for integrals",
        (*INTEGRAL, *DERIVATIVE),
        "the derivative of an integral by a parameter",
    ),
    (
        "dominated convergence",
        "monotone convergence | exchange of limits | uniform convergence"
        " | termwise integration | termwise differentiation | term by term integration"
        " | term by term differentiation | interchange of limit and integral"
        " | interchange of limit and sum",
        (*INTEGRAL, *LIMIT, *SUM, *DERIVATIVE),
        "a limit and an integral or sum in the other order",
    ),
    (
        "gaussian integral",
        "gamma integral | gamma function | beta integral | beta function | euler integral"
        " | improper integral | normalization | laplace transform | fourier transform"
        " | partial fraction integration",
        (*INTEGRAL, "gamma", "factorial", "beta", "erf"),
        "integrals with a name of their own",
    ),
    (
        "squeeze theorem",
        "sandwich theorem | squeeze | squeezing | pinching theorem",
        (*LIMIT, "<=", ">=", "<", ">"),
        "a limit between two equal ones",
    ),
    (
        "limit laws",
        "algebra of limits | standard limit | known limit | continuity | direct substitution"
        " | dominant term | leading order | taking the limit | limit rules | rationalizing"
        " | conjugate | first principles | difference quotient"
        " | limit definition of the derivative",
        (*LIMIT, *DERIVATIVE, "sqrt", "/"),
        "limits of sums, products, quotients and compositions",
    ),
    (
        "taylor expansion",
        "taylor series | taylor's theorem | taylor | maclaurin series | power series"
        " | maclaurin expansion | series expansion | exponential series | lagrange remainder"
        " | cauchy product",
        (*SUM, *LIMIT, *DERIVATIVE, *INTEGRAL, "O", "<=", ">=", "<", ">"),
        "a function by its series",
    ),
    (
        "geometric series",
        "geometric sum | sum of a geometric series | geometric progression",
        SUM,
        "sum(q^k)",
    ),
    (
        "telescoping",
        "telescoping sum | telescoping series | telescopes | telescoping product",
        SUM,
        "differences that cancel in a row",
    ),
    (
        "convergence test",
        "comparison test | ratio test | root test | integral test | alternating series test"
        " | leibniz criterion | p series | limit comparison test | absolute convergence"
        " | divergence test | cauchy condensation | term test | leibniz test",
        (*SUM, *INTEGRAL, "defined"),
        "whether a series or an integral has a value",
    ),
    (
        "change of index",
        "index shift | shift of index | reindexing | shifting the index | renaming the index"
        " | relabelling | relabeling | interchange of sums | swapping sums"
        " | swapping the sums | exchanging sums | order of summation"
        " | interchanging the order of summation | splitting off a term | splitting the range"
        " | reversing the sum | double counting",
        (*SUM, *INTEGRAL, *LARGEST),
        "a sum in another order or with other indices",
    ),
    (
        "sum formula",
        "arithmetic series | gauss formula | sum of squares formula | faulhaber"
        " | sum of the first n integers | closed form | sum of an arithmetic progression"
        " | vandermonde | hockey stick identity | summation formula",
        (*SUM, "binomial"),
        "a sum in closed form",
    ),
    (
        "binomial theorem",
        "binomial formula | pascal's rule | binomial expansion | pascal's identity"
        " | multinomial theorem",
        (*SUM, "^", "binomial", "*"),
        "powers of a sum",
    ),
    (
        "induction",
        "mathematical induction | induction hypothesis | inductive hypothesis"
        " | strong induction | base case | induction step | complete induction | recurrence"
        " | recursion",
        ANY,
        "from one integer to the next",
    ),
    (
        "trigonometric identity",
        "pythagorean identity | trigonometric pythagoras | double angle formula"
        " | half angle formula | addition formula | angle addition | angle sum"
        " | addition theorem | sum to product | product to sum | power reduction"
        " | trigonometry | trig identities | euler's formula | de moivre"
        " | hyperbolic identity | periodicity | cofunction identity",
        (*CIRCULAR, "I"),
        "between circular or hyperbolic functions",
    ),
    (
        "logarithm laws",
        "log rules | log laws | laws of logarithms | properties of logarithms"
        " | logarithm rules | rules of logarithms | change of base | taking logarithms"
        " | taking logs",
        ("log",),
        "logarithms of products, quotients and powers",
    ),
    (
        "laws of exponents",
        "exponent rules | power laws | index laws | exponent laws | rules of exponents"
        " | properties of exponents | laws of indices | rules for powers",
        POWER,
        "products and powers of powers",
    ),
    (
        "implicit differentiation",
        "logarithmic differentiation | total derivative | partial derivative"
        " | partial differentiation | inverse function theorem | derivative of an inverse"
        " | inverse rule | schwarz | clairaut | symmetry of mixed partials"
        " | mean value theorem | gradient | jacobian | euler lagrange"
        " | multivariable chain rule | differentiating both sides | differentiate both sides"
        " | derivative of the inverse | derivative of a norm | matrix calculus",
        DERIVATIVE,
        "derivatives in other ways",
    ),
    (
        "separation of variables",
        "integrating factor | variation of parameters | characteristic equation"
        " | initial condition | initial value | boundary condition | ansatz | picard lindelof"
        " | superposition",
        ANY,
        "ways to solve differential equations",
    ),
    (
        "cauchy schwarz",
        "triangle inequality | reverse triangle inequality | am gm | jensen"
        " | bernoulli inequality | young's inequality | holder | minkowski | convexity"
        " | monotonicity | markov inequality | chebyshev"
        " | completing the square and positivity | squares are nonnegative | positivity"
        " | estimate | bounding",
        ANY,
        "inequalities",
    ),
    (
        "trace rule",
        "cyclic property of the trace | cyclicity of the trace | trace trick"
        " | cyclic property | transpose of a product | inverse of a product | transposition"
        " | symmetry of the matrix | orthogonality | idempotence | woodbury"
        " | sherman morrison | matrix determinant lemma | cofactor expansion"
        " | determinant of a product | laplace expansion | associativity"
        " | matrix multiplication | multiplicativity of the determinant"
        " | block multiplication",
        ARRAY,
        "between products, transposes, inverses, traces and determinants",
    ),
    (
        "linearity of expectation",
        "law of total probability | bayes | independence | total expectation | tower property"
        " | normalisation",
        ANY,
        "expectations and probabilities",
    ),
    (
        "stirling",
        "stirling's approximation",
        (*LIMIT, "O", "factorial", "gamma", "binomial"),
        "factorials of large numbers",
    ),
    (
        "cases",
        "case distinction | case analysis | contradiction | contrapositive | symmetry"
        " | by symmetry | odd function | even function | parity | hypothesis | assumption"
        " | given | transitivity | zero product | null factor law | logic | inspection"
        " | solving | taking square roots | taking roots | squaring | squaring both sides"
        " | dividing | multiplying | rearrangement",
        ANY,
        "ways to argue",
    ),
)
"""Name, other spellings, heads of which one must come, go or change in the step, what it is."""
