from dataclasses import replace

import pytest

from services.identity.domain.account import normalised_user_name
from services.identity.domain.allocation import SharedAlready, SharedWithItself
from services.identity.domain.enrolment import Enrolment
from services.identity.domain.errors import (
    EnrolmentArchived,
    NotInThatRole,
    SamePersonTwice,
    UserNameMalformed,
)
from services.identity.domain.roles import Role, RoleGrant
from tests.identity.builders import a_person

ENROLMENT = Enrolment("enrolment", "provider", "learner", "newport", "care")
ASSESSOR = a_person(RoleGrant(Role.ASSESSOR, ("newport",)), id="assessor")
IQA = a_person(RoleGrant(Role.IQA, ("newport",)), id="iqa")
BOTH = a_person(RoleGrant(Role.ASSESSOR, ("newport",)), RoleGrant(Role.IQA, ("newport",)), id="both")


def test_an_enrolment_gets_its_assessor_and_its_iqa() -> None:
    allocated = ENROLMENT.allocated(ASSESSOR, IQA)
    assert (allocated.assessor_id, allocated.iqa_id) == ("assessor", "iqa")


def test_a_place_may_stay_open_for_later() -> None:
    assert ENROLMENT.allocated(ASSESSOR, None).iqa_id is None


def test_nobody_is_assessor_and_iqa_of_the_same_enrolment() -> None:
    with pytest.raises(SamePersonTwice):
        ENROLMENT.allocated(BOTH, BOTH)


def test_somebody_with_both_roles_may_take_either_place() -> None:
    assert ENROLMENT.allocated(BOTH, IQA).assessor_id == "both"
    assert ENROLMENT.allocated(ASSESSOR, BOTH).iqa_id == "both"


def test_the_assessor_must_be_one_at_the_enrolments_centre() -> None:
    elsewhere = a_person(RoleGrant(Role.ASSESSOR, ("wrexham",)), id="elsewhere")
    with pytest.raises(NotInThatRole) as refused:
        ENROLMENT.allocated(elsewhere, IQA)
    assert refused.value.field == "assessor_id"
    assert refused.value.facts == {"role": "assessor", "person_id": "elsewhere"}


def test_the_iqa_must_be_one() -> None:
    with pytest.raises(NotInThatRole) as refused:
        ENROLMENT.allocated(ASSESSOR, replace(ASSESSOR, id="another"))
    assert refused.value.field == "iqa_id"


def test_an_archived_enrolment_is_left_alone() -> None:
    with pytest.raises(EnrolmentArchived):
        replace(ENROLMENT, archived=True).allocated(ASSESSOR, IQA)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [(" Carys.Morgan ", "carys.morgan"), ("SIÂN@Vale.Example", "siân@vale.example"), ("ＡＬ７", "al7")],
)
def test_a_user_name_is_the_same_however_it_is_typed(typed: str, stored: str) -> None:
    assert normalised_user_name(typed) == stored


@pytest.mark.parametrize("typed", ["", "al", "with space", "dollar$", "a" * 65, "line\nbreak", "{}{}"])
def test_a_user_name_has_three_to_sixty_four_plain_signs(typed: str) -> None:
    with pytest.raises(UserNameMalformed):
        normalised_user_name(typed)


def test_when_consent_ends_only_the_own_centres_staff_keep_their_places() -> None:
    visitor = a_person(RoleGrant(Role.ASSESSOR, ("cardiff",)), id="visitor")
    with pytest.raises(NotInThatRole):
        ENROLMENT.allocated(visitor, IQA)
    shared = ENROLMENT.shared("cardiff").allocated(visitor, IQA)
    kept = shared.kept_to_itself({one.id: one for one in (visitor, IQA)})
    assert (kept.assessor_id, kept.iqa_id, kept.shared_with) == (None, "iqa", None)


def test_an_enrolment_is_shared_with_one_other_centre() -> None:
    with pytest.raises(SharedWithItself):
        ENROLMENT.shared("newport")
    with pytest.raises(SharedAlready):
        ENROLMENT.shared("cardiff").shared("swansea")
