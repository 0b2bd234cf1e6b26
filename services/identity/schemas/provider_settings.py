"""What a provider decides, in and out."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Self

from pydantic import Field, StringConstraints

from chassis.schemas import In, Out, Text
from services.identity.domain.provider import Provider
from services.identity.domain.provider_settings import (
    BOUNDS,
    Features,
    Label,
    ProviderSettings,
    Rule,
    Settled,
    Words,
)

LabelText = Annotated[Text, StringConstraints(min_length=1, max_length=40)]


class FeaturesIn(In):
    """What a provider has switched on."""

    smart_rooms: Annotated[bool, Field(description="Smart Sessions may be booked.")] = True
    auto_record: Annotated[bool, Field(description="A Smart Session may be recorded by itself.")] = False
    staff_second_factor: Annotated[bool, Field(description="Staff needs a second factor.")] = False
    induction_on_booking: Annotated[
        bool, Field(description="An Induction moves its learners to In Training when booked, not when held.")
    ] = False
    learner_suggests_criteria: Annotated[
        bool, Field(description="Learners may suggest criteria for their evidence.")
    ] = False
    learner_sees_traffic_light: Annotated[bool, Field(description="Learners see their own colour.")] = True
    wellbeing: bool = False
    not_a_cv: bool = False
    svle: bool = False
    offer_freed_slots: Annotated[
        bool,
        Field(description="The time of a cancelled session is offered to the learners who need it most."),
    ] = False
    allocation_first: Annotated[
        bool, Field(description="Nobody gets sessions on a course before they have an assessor and an IQA.")
    ] = True

    def to_features(self) -> Features:
        """As the domain has them."""
        return Features(**self.model_dump())


class FeaturesOut(Out):
    """What a provider has switched on."""

    smart_rooms: bool
    auto_record: bool
    staff_second_factor: bool
    induction_on_booking: bool
    learner_suggests_criteria: bool
    learner_sees_traffic_light: bool
    wellbeing: bool
    not_a_cv: bool
    svle: bool
    offer_freed_slots: bool
    allocation_first: bool

    @classmethod
    def of(cls, features: Features) -> Self:
        """From the domain."""
        return cls(**asdict(features))


class WordsIn(In):
    """A label in both languages."""

    en: LabelText
    cy: LabelText


class WordsOut(Out):
    """A label in both languages."""

    en: str
    cy: str


LabelsOut = Annotated[dict[Label, WordsOut], Field(description="Words the provider shows by its own.")]


def labels_out(labels: Mapping[Label, Words]) -> dict[Label, WordsOut]:
    """From the domain."""
    return {label: WordsOut(en=words.en, cy=words.cy) for label, words in labels.items()}


class SettingsIn(In):
    """All settings anew, and the first local day they count on; a rule that is left out is as usual."""

    since: date
    features: FeaturesIn
    rules: Annotated[dict[Rule, int], Field(default_factory=dict, max_length=len(Rule))]
    labels: Annotated[dict[Label, WordsIn], Field(default_factory=dict, max_length=len(Label))]

    def to_settings(self) -> ProviderSettings:
        """As the domain has them. Raises `RuleOutOfBounds`."""
        labels = {label: Words(words.en, words.cy) for label, words in self.labels.items()}
        return ProviderSettings(self.features.to_features(), self.rules, labels)


class RuleOut(Out):
    """A rule with a number: what counts, what is usual (null: it follows from the centre's nation), and its bounds."""

    value: int | None
    usual: int | None
    least: int
    most: int


class SettingsOut(Out):
    """Settings."""

    features: FeaturesOut
    rules: dict[Rule, RuleOut]
    labels: LabelsOut

    @classmethod
    def of(cls, settings: ProviderSettings) -> Self:
        """From the domain."""
        return cls(
            features=FeaturesOut.of(settings.features),
            rules={
                rule: RuleOut(
                    value=settings.rule(rule), usual=bounds.usual, least=bounds.least, most=bounds.most
                )
                for rule, bounds in BOUNDS.items()
            },
            labels=labels_out(settings.labels),
        )


class SettledOut(Out):
    """Settings and the first local day they count on; who decided that, and when."""

    since: date
    by_id: str
    at: datetime
    settings: SettingsOut

    @classmethod
    def of(cls, settled: Settled) -> Self:
        """From the domain."""
        return cls(
            since=settled.since, by_id=settled.by_id, at=settled.at, settings=SettingsOut.of(settled.settings)
        )


class ProviderSettingsOut(Out):
    """What counts today, what is planned, and what counted before, the newest first."""

    today: date
    now: SettingsOut
    planned: list[SettledOut]
    past: list[SettledOut]
    version: int

    @classmethod
    def of(cls, provider: Provider, version: int, now: datetime) -> Self:
        """A provider at a version, seen at a moment (UTC)."""
        today = provider.today(now)
        planned = [one for one in provider.settled if one.since > today]
        past = [one for one in provider.settled if one.since <= today]
        return cls(
            today=today,
            now=SettingsOut.of(provider.at(now)),
            planned=[SettledOut.of(one) for one in planned],
            past=[SettledOut.of(one) for one in reversed(past)],
            version=version,
        )
