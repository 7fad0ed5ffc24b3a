"""Hostile input for everything that reads: targets, and two ways to feed them."""
