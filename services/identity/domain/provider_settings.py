"""What a provider decides for itself, and from which day it counts (G03, G11, G12, G14; 6-vocabulary, 9-rules).

Settings are never changed, only followed by others: what counted on a day can be told for ever after.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from chassis.errors import Invalid, Kind, Refusal

MOST_SETTLED = 60
"""Past and coming settings that are kept; an event has room for them."""


@dataclass(frozen=True, slots=True)
class Features:
    """What a provider has switched on.

    `smart_rooms` (SB-28), `auto_record` (SB-12), `staff_second_factor`: nobody but learners and employers comes in
    without one (G12), `induction_on_booking`: an Induction moves its learners when it is booked, not when it is held
    (G03, SB-20), `learner_suggests_criteria` (SA-60), `learner_sees_traffic_light` (DR-104), `wellbeing` (SA-11),
    `not_a_cv` and `svle` (SA-12), `offer_freed_slots`: the time of a cancelled session is offered to learners (B-04),
    `allocation_first`: nobody starts on a course before they have an assessor and an IQA there (CE-60).
    """

    smart_rooms: bool = True
    auto_record: bool = False
    staff_second_factor: bool = False
    induction_on_booking: bool = False
    learner_suggests_criteria: bool = False
    learner_sees_traffic_light: bool = True
    wellbeing: bool = False
    not_a_cv: bool = False
    svle: bool = False
    offer_freed_slots: bool = False
    allocation_first: bool = True


class Rule(StrEnum):
    """The rules with a number that a provider may set (9-rules-with-numbers).

    `inactivity_days` of 0: nobody is reminded (SA-66); `allocation_hours` of 0: no centre is told of those who wait
    (CE-15).
    """

    REVIEW_INTERVAL_DAYS = "review_interval_days"
    TRAINEESHIP_REVIEW_INTERVAL_DAYS = "traineeship_review_interval_days"
    SKILLS_INTERVAL_DAYS = "skills_interval_days"
    AUTHENTICATION_WORKING_DAYS = "authentication_working_days"
    ON_TRACK_POINTS = "on_track_points"
    INACTIVITY_DAYS = "inactivity_days"
    ALLOCATION_HOURS = "allocation_hours"
    RETENTION_YEARS = "retention_years"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a rule may be set to, and what counts while nobody has; None: it follows from the centre's nation."""

    least: int
    most: int
    usual: int | None


BOUNDS: Mapping[Rule, Bounds] = {
    Rule.REVIEW_INTERVAL_DAYS: Bounds(7, 366, None),
    Rule.TRAINEESHIP_REVIEW_INTERVAL_DAYS: Bounds(7, 366, 31),
    Rule.SKILLS_INTERVAL_DAYS: Bounds(7, 366, 61),
    Rule.AUTHENTICATION_WORKING_DAYS: Bounds(0, 30, 3),
    Rule.ON_TRACK_POINTS: Bounds(0, 100, 10),
    Rule.INACTIVITY_DAYS: Bounds(0, 366, 14),
    Rule.ALLOCATION_HOURS: Bounds(0, 720, 24),
    Rule.RETENTION_YEARS: Bounds(1, 50, 6),
}


class Label(StrEnum):
    """The words of ours that a provider may show by its own (6-vocabulary)."""

    ASSESSOR = "assessor"
    IQA = "iqa"
    LEARNER = "learner"
    EMPLOYER = "employer"
    CENTRE = "centre"
    SESSION = "session"
    REVIEW = "review"
    LEARNING_PLAN = "learning_plan"
    TARGET = "target"
    SKILLS_QUALIFICATION = "skills_qualification"


@dataclass(frozen=True, slots=True)
class Words:
    """A label in both languages."""

    en: str
    cy: str


class SettingsInThePast(Invalid):
    """Settings count from today on or later: what was, was."""


class RuleOutOfBounds(Invalid):
    """A rule's number is smaller or larger than makes sense."""


class TooManySettings(Refusal):
    """More settings are still to come than a provider can mean."""

    kind = Kind.CONFLICT


class NothingPlanned(Refusal):
    """No settings begin to count on that day, or they do already."""

    kind = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """Everything a provider decides; a rule that is not among `rules` is as usual."""

    features: Features = Features()
    rules: Mapping[Rule, int] = field(default_factory=dict)
    labels: Mapping[Label, Words] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for rule, value in self.rules.items():
            bounds = BOUNDS[rule]
            if not bounds.least <= value <= bounds.most:
                raise RuleOutOfBounds(
                    f"{rule.replace('_', ' ').capitalize()} may be {bounds.least} to {bounds.most}.",
                    field=f"rules.{rule}",
                    least=bounds.least,
                    most=bounds.most,
                )

    def rule(self, rule: Rule) -> int | None:
        """The number that counts."""
        return self.rules.get(rule, BOUNDS[rule].usual)


@dataclass(frozen=True, slots=True)
class Settled:
    """Settings that count from the local day `since` on, and who decided that when (UTC)."""

    since: date
    settings: ProviderSettings
    by_id: str
    at: datetime


def in_force(settled: tuple[Settled, ...], first: ProviderSettings, day: date) -> ProviderSettings:
    """The settings that count on a local day; `first` before any of those that were settled."""
    return next((one.settings for one in reversed(settled) if one.since <= day), first)


def with_settled(settled: tuple[Settled, ...], new: Settled, today: date) -> tuple[Settled, ...]:
    """All settings in order of their days, with the new ones in the place of any that were to begin on the same day.

    Raises `SettingsInThePast` and `TooManySettings`. Of those that are over, the oldest are forgotten (the audit trail
    keeps who changed what).
    """
    if new.since < today:
        raise SettingsInThePast("Settings may count from today on, not earlier.", field="since")
    others = [one for one in settled if one.since != new.since]
    coming = [one for one in others if one.since > today]
    if len(coming) >= MOST_SETTLED // 2:
        raise TooManySettings(f"No more than {MOST_SETTLED // 2} changes can be planned.", field="since")
    return tuple(sorted((*others, new), key=lambda one: one.since))[-MOST_SETTLED:]


def without_planned(settled: tuple[Settled, ...], since: date, today: date) -> tuple[Settled, ...]:
    """All settings but those that were to count from a day ahead. Raises `NothingPlanned`."""
    left = tuple(one for one in settled if one.since != since)
    if since <= today or len(left) == len(settled):
        raise NothingPlanned("Nothing is planned to begin on that day.", field="since")
    return left
