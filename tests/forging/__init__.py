"""Forgery: evidence grown from hostile material, and an evaluator that sees through it."""
