"""Makes `digests.bin` of lists of passwords, one a line: `… LIST… > digests.bin`."""

import sys
from collections.abc import Iterator
from pathlib import Path

from services.identity.domain.passwords import SHORTEST_WITH_SECOND_FACTOR
from services.identity.tokens.breached import packed


def _passwords(lists: list[Path]) -> Iterator[str]:
    for each in lists:
        for line in each.read_text(encoding="utf-8", errors="replace").splitlines():
            if len(line) >= SHORTEST_WITH_SECOND_FACTOR:
                yield line


if __name__ == "__main__":
    sys.stdout.buffer.write(packed(_passwords([Path(name) for name in sys.argv[1:]])))
