"""What a target raises when a reader does not keep its word."""


class Broken(AssertionError):
    """A reader does not keep its word."""
