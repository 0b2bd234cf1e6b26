"""Who or what is taken at the time asked for. No refusal tells what the other session is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from chassis.errors import Kind, Refusal
from services.scheduling.domain.errors.sentences import known, listed, span
from services.scheduling.domain.slot import ResourceKind, Slot

if TYPE_CHECKING:
    from services.scheduling.domain.clashes import Clash
    from services.scheduling.domain.free_times import Alternative

_UNNAMED = {"assessor": "the assessor", "learner": "a learner", "room": "the room"}


class DoubleBooked(Refusal):
    """Somebody is busy then (SB-16, SB-37, SB-39): who, when, and the nearest times free for all (SB-40)."""

    kind = Kind.CONFLICT

    def __init__(
        self,
        clashes: Sequence[Clash],
        alternatives: Sequence[Alternative] = (),
        *,
        assessor_id: str,
        time_zone: str,
        names: Mapping[str, str] | None = None,
        in_series: bool = False,
        learner_ids: Sequence[str] = (),
    ) -> None:
        """`names`: id → name (others go by their role). The sentence is in `time_zone`, the facts in UTC.

        `learner_ids` are all who were to come: unless the assessor is busy, those who can be booked without the busy
        ones are offered (SB-37).
        """
        busy = {clash.resource.id for clash in clashes}
        others = [] if assessor_id in busy else [id for id in learner_ids if id not in busy]
        known_names = names or {}
        told = listed(
            [
                f"{known_names.get(clash.resource.id, _UNNAMED[_role(clash, assessor_id)])} is "
                f"{'away' if clash.away else 'busy'} on "
                f"{span(clash.slot, time_zone)}{_number(clash.occurrence, in_series)}"
                for clash in clashes
            ]
        )
        super().__init__(
            f"{told[0].upper()}{told[1:]}.",
            field="local_start",
            clashes=[_clash_fact(clash, assessor_id, known_names) for clash in clashes],
            alternatives=[alternative.as_fact() for alternative in alternatives],
            bookable_learner_ids=others,
        )


class NoSmartRoomFree(Refusal):
    """Every suitable Smart Room is taken (SB-33): at which occurrences (SB-39), when one is free (SB-40)."""

    kind = Kind.CONFLICT

    def __init__(
        self,
        occurrences: Mapping[int, Slot],
        alternatives: Sequence[Alternative] = (),
        *,
        time_zone: str,
        in_series: bool = False,
    ) -> None:
        """`occurrences`: number of the occurrence, from 1 → its time."""
        times = [f"{span(slot, time_zone)}{_number(n, in_series)}" for n, slot in occurrences.items()]
        super().__init__(
            f"No Smart Room available on {listed(times)}.",
            field="local_start",
            occurrences=[
                {"occurrence": n, "starts_at": slot.starts_at, "ends_at": slot.ends_at}
                for n, slot in occurrences.items()
            ],
            alternatives=[alternative.as_fact() for alternative in alternatives],
        )


class OutsideWorkingHours(Refusal):
    """The assessor does not work then: the hour, the weekday, a closed day or a bank holiday (G01).

    Who may say `override` can book it all the same: the assessor, and the Master Admin.
    """

    kind = Kind.CONFLICT

    def __init__(
        self,
        occurrences: Mapping[int, Slot],
        alternatives: Sequence[Alternative] = (),
        *,
        assessor: str | None,
        time_zone: str,
        in_series: bool = False,
    ) -> None:
        """`occurrences`: number of the occurrence, from 1 → its time; `assessor` is a name, if known."""
        times = [f"{span(slot, time_zone)}{_number(n, in_series)}" for n, slot in occurrences.items()]
        super().__init__(
            f"Outside the working hours of {assessor or _UNNAMED['assessor']}: {listed(times)}.",
            field="local_start",
            occurrences=[
                {"occurrence": n, "starts_at": slot.starts_at, "ends_at": slot.ends_at}
                for n, slot in occurrences.items()
            ],
            alternatives=[alternative.as_fact() for alternative in alternatives],
        )


class NoSmartRoomLargeEnough(Refusal):
    """No Smart Room the booker may use seats assessor and learners (SB-44); another time would not help."""

    kind = Kind.CONFLICT

    def __init__(self, seats: int, largest: int) -> None:
        super().__init__(
            f"No Smart Room available with {seats} seats; the largest has {largest}."
            if largest
            else "No Smart Room available: there is none you can use.",
            field="learner_ids",
            seats=seats,
            largest=largest,
        )


def _role(clash: Clash, assessor_id: str) -> str:
    if clash.resource.kind is ResourceKind.ROOM:
        return "room"
    return "assessor" if clash.resource.id == assessor_id else "learner"


def _clash_fact(clash: Clash, assessor_id: str, names: Mapping[str, str]) -> dict[str, object]:
    return {
        "kind": _role(clash, assessor_id),
        "id": clash.resource.id,
        **known(name=names.get(clash.resource.id)),
        "starts_at": clash.starts_at,
        "ends_at": clash.ends_at,
        "occurrence": clash.occurrence,
        "away": clash.away,
    }


def _number(occurrence: int, in_series: bool) -> str:
    return f" (occurrence {occurrence})" if in_series else ""
