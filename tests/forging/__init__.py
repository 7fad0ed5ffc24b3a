"""Forgery: evidence grown from hostile material, and an evaluator of its own that sees through it."""
