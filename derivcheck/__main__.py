"""`python -m derivcheck` is `derivcheck`, but for where Python looks for modules first.

With `-m` that is the working folder, where a file `json.py` may lie that is nobody's to run.
"""

import sys

if __name__ == "__main__":
    if not sys.flags.safe_path:
        del sys.path[0]
    from derivcheck.cli.main import main

    main()
