"""Signing assessors off for digital reviews (DR-67)."""

from datetime import timedelta

import pytest

from chassis.errors import Forbidden
from contracts.identity import PersonChanged, SignedOff
from services.identity.domain.errors import NotInThatRole, PersonNotFound
from services.identity.domain.roles import Role
from services.identity.handlers.sign_offs import (
    SignOffForReviews,
    TakeSignOffBack,
    sign_off_for_reviews,
    take_sign_off_back,
)
from tests.identity.builders import NOW, House


@pytest.fixture
async def house() -> House:
    return await House.built()


def said(house: House) -> SignedOff | None:
    data = house.runner.events[-1].data
    assert isinstance(data, PersonChanged)
    return data.review_sign_off


async def test_a_sign_off_says_who_and_when_and_stays_as_it_is_when_repeated(house: House) -> None:
    assessor = await house.add(Role.ASSESSOR)
    await house.runner.run(sign_off_for_reviews, SignOffForReviews(assessor.id, 1), actor=house.admin)
    house.later(timedelta(days=1))
    other = house.actor(Role.CENTRE_ADMIN)
    await house.runner.run(sign_off_for_reviews, SignOffForReviews(assessor.id, 2), actor=other)
    assert said(house) == SignedOff(at=NOW, by_person_id=house.admin.person_id)


async def test_a_sign_off_is_taken_back(house: House) -> None:
    assessor = await house.add(Role.ASSESSOR)
    await house.runner.run(sign_off_for_reviews, SignOffForReviews(assessor.id, 1), actor=house.admin)
    await house.runner.run(take_sign_off_back, TakeSignOffBack(assessor.id, 2), actor=house.admin)
    assert said(house) is None


async def test_only_assessors_of_the_own_centres_are_signed_off_and_only_by_administrators(
    house: House,
) -> None:
    assessor, iqa = await house.add(Role.ASSESSOR), await house.add(Role.IQA)
    for role in (Role.ASSESSOR, Role.BASIC_ADMIN, Role.MANAGER):
        with pytest.raises(Forbidden):
            await house.runner.run(
                sign_off_for_reviews, SignOffForReviews(assessor.id, 1), actor=house.actor(role)
            )
    elsewhere = house.actor(Role.CENTRE_ADMIN, house.other_centre)
    with pytest.raises(PersonNotFound):
        await house.runner.run(sign_off_for_reviews, SignOffForReviews(assessor.id, 1), actor=elsewhere)
    with pytest.raises(NotInThatRole):
        await house.runner.run(sign_off_for_reviews, SignOffForReviews(iqa.id, 1), actor=house.admin)
