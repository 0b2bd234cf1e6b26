"""`python -m chassis SERVICE ROLE` with a stop-watch at the seams; at its end it writes what it measured to the file
<SERVICE>_STAGES.

The stop-watches are for one client at a time: of several, the time of one would be counted where another waits.
"""

import functools
import json
import os
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from chassis.__main__ import main
from chassis.auth import TokenVerifier
from chassis.backend import Commit
from chassis.http import Route
from chassis.mongo import MongoBackend
from chassis.runner import Runner

SEAMS: dict[str, tuple[type, tuple[str, ...]]] = {
    "request": (Route, ("handle",)),
    "auth": (TokenVerifier, ("verify",)),
    "run": (Runner, ("run",)),
    "reads": (MongoBackend, ("read",)),
    "commit": (MongoBackend, ("commit",)),
}
"""A stop-watch's name, and the methods it times together."""

_seconds: defaultdict[str, float] = defaultdict(float)
_calls: Counter[str] = Counter()
_under_way: Counter[str] = Counter()
_since: dict[str, float] = {}
_commits: dict[str, tuple[float, float]] = {}


def timed(name: str, method: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    """The method, its time added to the stop-watch; calls that overlap count once."""

    @functools.wraps(method)
    async def measured(*args: Any, **kwargs: Any) -> Any:
        _calls[name] += 1
        if not _under_way[name]:
            _since[name] = time.perf_counter()
        _under_way[name] += 1
        try:
            return await method(*args, **kwargs)
        finally:
            _under_way[name] -= 1
            if not _under_way[name]:
                _seconds[name] += time.perf_counter() - _since[name]

    return measured


def noted(commit: Callable[[MongoBackend, Commit], Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """The method, and for every document it wrote when that began and when it was done (by the machine's clock)."""

    @functools.wraps(commit)
    async def measured(self: MongoBackend, what: Commit) -> None:
        begun = time.time()
        await commit(self, what)
        _commits.update({write.change.id: (begun, time.time()) for write in what.writes})

    return measured


if __name__ == "__main__":
    for watch, (owner, methods) in SEAMS.items():
        for method in methods:
            setattr(owner, method, timed(watch, getattr(owner, method)))
    setattr(MongoBackend, "commit", noted(MongoBackend.commit))  # noqa: B010
    signal.signal(signal.SIGTERM, lambda *_: None)  # uvicorn ends in the signal that stopped it
    main(sys.argv[1:])
    report = {"seconds": _seconds, "calls": _calls, "commits": _commits}
    Path(os.environ[f"{sys.argv[1].upper()}_STAGES"]).write_text(json.dumps(report))
