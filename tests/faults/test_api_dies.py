"""F2: the API dies after the commit, before the answer; the client asks again."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import httpx
import pytest

from tests.faults.conftest import Place
from tests.faults.kit import Child, Tally
from tests.faults.oracle import claims_of_calendars, claims_of_sessions
from tests.faults.world import FIRST_DAY, Caller, Provider

KILLS = pytest.mark.parametrize("kills", [25, pytest.param(500, marks=pytest.mark.nightly)])
LATEST_COMMIT = 3


class Relays:
    """One process after the other; each dies at a commit, and the next is already there."""

    def __init__(self, place: Place, tally: Tally, kills: int) -> None:
        self._place = place
        self._tally = tally
        self._left = kills
        self._current = self._start()
        self._next = self._start()

    @property
    def exhausted(self) -> bool:
        """Whether all who were to die are dead."""
        return self._left < 0 and not self._current_dies

    async def door(self, attempt: int) -> str:
        """The living one; waits for the death of the one before."""
        raise NotImplementedError
