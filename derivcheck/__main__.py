"""`python -m derivcheck` is `derivcheck`."""

from derivcheck.cli.main import main

if __name__ == "__main__":
    main()
