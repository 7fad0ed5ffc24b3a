"""How long derivcheck takes, measured against what nobody can do without: importing SymPy."""
