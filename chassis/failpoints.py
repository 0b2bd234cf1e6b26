"""Places where a fault test may kill the process: `WAYMARK_FAILPOINT=relay.confirmed:3` dies at the third pass.

Without the variable every failpoint is a no-op. The exit is immediate, as `kill -9` would be.
"""

import os

_NAME, _, _COUNT = os.environ.get("WAYMARK_FAILPOINT", "").partition(":")
_left = int(_COUNT or 1)


async def hit(name: str) -> None:
    """Die here when the environment says so."""
    global _left
    if name != _NAME:
        return
    _left -= 1
    if _left <= 0:
        os._exit(137)
