"""How long derivcheck takes, and how that compares with SymPy and other systems of algebra."""
