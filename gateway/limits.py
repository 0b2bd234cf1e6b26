"""How often somebody may ask: token buckets in the process, per person and per address (decisions.md, Limits)."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable

from gateway.addresses import neighbourhood
from gateway.refusals import TooManyRequests
from gateway.routes import Route
from gateway.settings import Settings

WINDOW_SECONDS = 60
REMEMBERED = 50_000
"""Buckets kept; of more, the one used longest ago goes, which is full again in any case worth the name."""


class Rate:
    """So many requests a minute for each key, at once or spread; nothing is counted when `per_minute` is 0.

    A bucket holds a minute's worth and fills up steadily.
    """

    def __init__(self, name: str, per_minute: float, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._name = name
        self._size = per_minute
        self._per_second = per_minute / WINDOW_SECONDS
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> None:
        """Take one from the key's bucket; refuses with `TooManyRequests` when it is empty."""
        if not self._size:
            return
        now = self._clock()
        left, at = self._buckets.pop(key, (self._size, now))
        left = min(self._size, left + (now - at) * self._per_second)
        admitted = left >= 1
        self._buckets[key] = (left - 1 if admitted else left, now)
        if len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        if not admitted:
            raise TooManyRequests(
                self._name, self._size, WINDOW_SECONDS, math.ceil((1 - left) / self._per_second)
            )


class Limits:
    """All the rates of one replica. Its share of a limit is the limit divided by the number of replicas."""

    def __init__(self, settings: Settings) -> None:
        def rate(name: str, per_minute: int) -> Rate:
            share = per_minute / settings.replicas
            return Rate(name, max(1.0, share) if per_minute else 0)

        self._persons = rate("person", settings.person_per_minute)
        self._addresses = rate("address", settings.address_per_minute)
        self._sign_ins = rate("sign-in", settings.sign_in_per_minute)

    def admit_address(self, address: str, route: Route) -> None:
        """Before anything else is done for a request; stricter where somebody could guess secrets."""
        key = neighbourhood(address)
        self._addresses.take(key)
        if route.guessable:
            self._sign_ins.take(key)

    def admit_preflight(self, address: str) -> None:
        """A browser's question about a request counts as much as the request."""
        self._addresses.take(neighbourhood(address))

    def admit_person(self, person_id: str) -> None:
        """Once it is known who asks."""
        self._persons.take(person_id)
