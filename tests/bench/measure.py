"""What a benchmark comes to, and the arithmetic on the way there."""

import math
import statistics
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Result:
    """Ours beside the floor of the same run. `ratio` is ours ÷ floor: for rates high is good, for times low."""

    name: str
    ours: float
    floor: float
    unit: str
    notes: str
    aim: str = ""

    @property
    def ratio(self) -> float:
        """Ours ÷ floor; 0 when there was no floor."""
        return self.ours / self.floor if self.floor else 0.0

    def as_json(self) -> dict[str, str | float]:
        """The form `./waymark bench --json` prints."""
        return {
            "name": self.name,
            "ours": _rounded(self.ours),
            "floor": _rounded(self.floor),
            "ratio": _rounded(self.ratio),
            "unit": self.unit,
            "notes": self.notes,
        }


@dataclass(frozen=True, slots=True)
class Load:
    """One round of requests: how long it took altogether and each request alone, in seconds."""

    seconds: float
    latencies: Sequence[float]
    cpu: float = 0.0

    @property
    def per_second(self) -> float:
        """Requests answered a second."""
        return len(self.latencies) / self.seconds

    @property
    def cpu_ms(self) -> float:
        """Processor time a request cost the measured process, in milliseconds."""
        return 1000 * self.cpu / len(self.latencies)


@dataclass(slots=True)
class Rounds:
    """Ours and the floor, taken in turns so that a noisy minute is noisy for both."""

    ours: list[Load] = field(default_factory=list)
    floor: list[Load] = field(default_factory=list)

    async def take(
        self, count: int, ours: Callable[[], Awaitable[Load]], floor: Callable[[], Awaitable[Load]]
    ) -> None:
        """A round of each to warm up, then `count` of each that count."""
        await ours()
        await floor()
        for _ in range(count):
            self.ours.append(await ours())
            self.floor.append(await floor())


def rate(rounds: Sequence[Load]) -> float:
    """The median rate of these rounds, a second."""
    return statistics.median(one.per_second for one in rounds)


def cpu_ms(rounds: Sequence[Load]) -> float:
    """The median processor time a request, in milliseconds."""
    return statistics.median(one.cpu_ms for one in rounds)


def percentile_ms(rounds: Sequence[Load], share: float) -> float:
    """The latency that this share of the requests of all rounds kept to, in milliseconds."""
    return 1000 * percentile([seconds for one in rounds for seconds in one.latencies], share)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def spread(rounds: Sequence[Load]) -> str:
    """The percentiles people ask for: `p50 12.3 ms, p95 45.6 ms`."""
    return f"p50 {percentile_ms(rounds, 0.5):.1f} ms, p95 {percentile_ms(rounds, 0.95):.1f} ms"


def _rounded(value: float) -> float:
    return round(value, 3 if abs(value) < 10 else 1)
