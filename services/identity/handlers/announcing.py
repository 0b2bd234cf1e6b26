"""Identity's aggregates as the events other services hear."""

from datetime import datetime

from contracts.identity import (
    AccessRevoked,
    AllocationAwaited,
    CentreChanged,
    Cover,
    EmployerChanged,
    EnrolmentChanged,
    Features,
    Held,
    PersonChanged,
    ProviderChanged,
    RoleHeld,
    Rules,
    Sample,
    SampleDecided,
    SettingsSince,
    SignedOff,
    SupervisionChanged,
    Supervisor,
)
from contracts.words import AccountState, Language, Nation
from contracts.words import Role as RoleWord
from services.identity.domain.allocation import AwaitedAllocation
from services.identity.domain.employer import Employer
from services.identity.domain.enrolment import Enrolment
from services.identity.domain.person import Person
from services.identity.domain.provider import Centre, Provider
from services.identity.domain.provider_settings import Features as ProviderFeatures
from services.identity.domain.revocation import Revocation
from services.identity.domain.sampling import SampleDecision
from services.identity.domain.supervision import Supervision

MOST_HELD = 20
"""How many periods an event tells of."""


def provider_changed(provider: Provider, now: datetime) -> ProviderChanged:
    """A provider's public state at a moment (UTC), and which settings count from which day on."""
    return ProviderChanged(
        id=provider.id,
        name=provider.name,
        features=_features(provider.at(now).features),
        time_zone=provider.time_zone,
        language=Language(provider.language),
        settled=tuple(
            SettingsSince(
                since=one.since,
                features=_features(one.settings.features),
                rules=Rules.model_validate(dict(one.settings.rules)),
            )
            for one in provider.settled
        ),
    )


def _features(said: ProviderFeatures) -> Features:
    """All but what is identity's own business."""
    return Features.model_validate({name: getattr(said, name) for name in Features.model_fields})


def centre_changed(centre: Centre) -> CentreChanged:
    """A centre's public state."""
    return CentreChanged(
        id=centre.id, name=centre.name, nation=Nation(centre.nation), time_zone=centre.time_zone
    )


def person_changed(person: Person) -> PersonChanged:
    """A person's public state: with names and address, so that erasure has one place to start."""
    return PersonChanged(
        id=person.id,
        concerns=(person.id,),
        given_name=person.given_name,
        family_name=person.family_name,
        display_name=person.display_name,
        email=person.email,
        roles=tuple(
            RoleHeld(
                role=RoleWord(grant.role),
                centre_ids=grant.centre_ids,
                permission_set_id=grant.permission_set_id,
            )
            for grant in person.roles
        ),
        centre_ids=tuple(sorted(person.centre_ids)),
        time_zone=person.time_zone,
        language=Language(person.language),
        state=AccountState(person.state),
        review_sign_off=SignedOff(
            at=person.review_sign_off.at, by_person_id=person.review_sign_off.by_person_id
        )
        if person.review_sign_off
        else None,
    )


def enrolment_changed(enrolment: Enrolment) -> EnrolmentChanged:
    """An enrolment's public state; it concerns the learner and everyone who looks after them."""
    around = (enrolment.learner_id, enrolment.assessor_id, enrolment.iqa_id, enrolment.employer_id)
    return EnrolmentChanged(
        id=enrolment.id,
        concerns=tuple(person_id for person_id in around if person_id),
        learner_id=enrolment.learner_id,
        centre_id=enrolment.centre_id,
        qualification_id=enrolment.qualification_id,
        assessor_id=enrolment.assessor_id,
        iqa_id=enrolment.iqa_id,
        employer_id=enrolment.employer_id,
        blocked=enrolment.blocked,
        archived=enrolment.archived,
        shared_with_centre_id=enrolment.shared_with,
        sampled=tuple(
            Sample(eqa_id=one.eqa_id, from_date=one.from_date, until_date=one.until_date)
            for one in enrolment.sampled
        ),
        archive_prompted_at=enrolment.archive_prompted_at,
        held=tuple(
            Held(
                place=period.place.value,
                person_id=period.person_id,
                from_at=period.from_at,
                until_at=period.until_at,
            )
            for period in enrolment.history[-MOST_HELD:]
        ),
        learner_away_since=enrolment.learner_away_since,
        waits_since=enrolment.waits_since,
        nation=Nation(enrolment.nation) if enrolment.nation else None,
        covering=tuple(
            Cover(assessor_id=cover.assessor_id, from_date=cover.from_date, until_date=cover.until_date)
            for cover in enrolment.covering
        ),
    )


def allocation_awaited(awaited: AwaitedAllocation) -> AllocationAwaited:
    """A word about learners who wait; the screens of those who are told show it."""
    return AllocationAwaited(
        id=awaited.id,
        concerns=awaited.told_ids,
        centre_id=awaited.centre_id,
        told_ids=awaited.told_ids,
        learner_count=awaited.learner_count,
        since=awaited.since,
    )


def employer_changed(employer: Employer) -> EmployerChanged:
    """An employer's public state: by what its word is recognised."""
    return EmployerChanged(
        id=employer.id,
        number=employer.number,
        name=employer.name,
        centre_ids=employer.centre_ids,
        larger_company=employer.larger_company,
        domains=employer.domains,
        recorded_emails=employer.recorded_emails,
        merged_into_id=employer.merged_into,
    )


def supervision_changed(supervision: Supervision) -> SupervisionChanged:
    """Who supervises a learner on which days; it concerns them all."""
    people = (supervision.learner_id, *(one.person_id for one in supervision.supervisors))
    return SupervisionChanged(
        id=supervision.learner_id,
        concerns=tuple(dict.fromkeys(people)),
        supervisors=tuple(
            Supervisor(
                id=one.id,
                person_id=one.person_id,
                employer_id=one.employer_id,
                relation=one.relation.value,
                from_date=one.from_date,
                until_date=one.until_date,
            )
            for one in supervision.supervisors
        ),
    )


def access_revoked(revocation: Revocation) -> AccessRevoked:
    """A revocation, for every door at once."""
    return AccessRevoked(
        id=revocation.id,
        person_id=revocation.person_id,
        session_id=revocation.session_id,
        reason_code=revocation.reason_code,
        revoked_at=revocation.revoked_at,
    )


def sample_decided(decision: SampleDecision) -> SampleDecided:
    """What was decided about a sample; the assurer's screens show it."""
    return SampleDecided(
        id=decision.id,
        concerns=(decision.eqa_id,),
        eqa_id=decision.eqa_id,
        decided_by_id=decision.decided_by,
        learner_count=decision.learner_count,
        from_date=decision.from_date,
        until_date=decision.until_date,
    )
