from dataclasses import replace
from datetime import timedelta

import pytest

from chassis.actor import Actor
from chassis.errors import Forbidden
from contracts.words import CertificateStatus, TrainingStatus
from services.identity.consumers import SUBSCRIPTIONS
from services.identity.domain.enrolment import Enrolment
from services.identity.domain.errors import CentreNotFound
from services.identity.domain.roles import Role
from services.identity.handlers.prompting import PromptToArchive, prompt_to_archive
from services.identity.handlers.sampling import Choice, GrantSample, grant_sample
from tests.identity.builders import a_training
from tests.identity.houses import Cohort


@pytest.fixture
async def house() -> Cohort:
    return await Cohort.staffed()


async def certificate(house: Cohort, enrolment: Enrolment, status: CertificateStatus) -> None:
    event = a_training(house.provider_id, enrolment.id, TrainingStatus.COMPLETED)
    said = event.data.model_copy(update={"certificate": status})
    await house.runner.hear(SUBSCRIPTIONS, replace(event, data=said))


async def prompt(
    house: Cohort, centre_id: str | None = None, *, eqa_id: str = "eqa"
) -> tuple[int, list[str]]:
    """How many wait, and which of them the external quality assurer reads about."""
    eqa = Actor(eqa_id, house.provider_id, Role.EQA.value, frozenset({house.centre}))
    asked = await house.runner.run(prompt_to_archive, PromptToArchive(centre_id or house.centre), actor=eqa)
    return asked.waiting, [one.id for one in asked.sampled]


async def test_only_received_certificates_are_prompted_and_once_a_week(house: Cohort) -> None:
    received, approved, _ = [await house.learner(allocated=True) for _ in range(3)]
    await certificate(house, received, CertificateStatus.RECEIVED)
    await certificate(house, approved, CertificateStatus.APPROVED)
    before = len(house.runner.events)
    assert await prompt(house) == await prompt(house) == (1, [])
    assert len(house.runner.events) - before == 1
    house.later(timedelta(days=7))
    assert await prompt(house) == (1, [])
    assert len(house.runner.events) - before == 2


async def test_only_an_eqa_prompts_and_only_the_own_centres(house: Cohort) -> None:
    with pytest.raises(Forbidden):
        await house.runner.run(prompt_to_archive, PromptToArchive(house.centre), actor=house.admin)
    with pytest.raises(CentreNotFound):
        await prompt(house, "elsewhere")


async def test_who_asks_is_named_only_those_of_their_sample_of_today(house: Cohort) -> None:
    eqa, (sampled, other) = await house.add(Role.EQA), [await house.learner(allocated=True) for _ in range(2)]
    for one in (sampled, other):
        await certificate(house, one, CertificateStatus.RECEIVED)
    today = house.runner.now.date()
    granting = GrantSample(
        eqa.id, today + timedelta(days=2), Choice((sampled.id,)), today + timedelta(days=1)
    )
    await house.runner.run(grant_sample, granting, actor=house.admin)
    assert await prompt(house, eqa_id=eqa.id) == (2, [])
    house.later(timedelta(days=1))
    assert await prompt(house, eqa_id=eqa.id) == (2, [sampled.id])
    house.later(timedelta(days=2))
    assert await prompt(house, eqa_id=eqa.id) == (2, [])
