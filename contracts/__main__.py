"""`python -m contracts` writes the generated files; `--check` writes nothing and fails where they disagree.

Neither accepts a change that breaks readers within a major: say it as a new major beside the old one.
"""

import argparse
import sys
from pathlib import Path

from contracts.published import ROOT, broken, drifted, write


def main(arguments: list[str], root: Path = ROOT) -> int:
    """0 when all is well, 1 with a sentence for each fault on standard error."""
    parser = argparse.ArgumentParser(prog="python -m contracts", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only compare, and fail where something differs")
    check = parser.parse_args(arguments).check
    faults = broken(root)
    if faults:
        faults.append(
            "Within a major only optional fields may be added. Declare a new major beside the old one."
        )
    elif check:
        faults = drifted(root)
    else:
        for path in write(root):
            print(f"written: {path}")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
