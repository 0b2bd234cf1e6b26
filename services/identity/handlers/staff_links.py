"""Linking staff to the qualifications they deliver or quality assure, and asking whether they may (CE-25, CE-68)."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from chassis.tx import command, expect_version, not_known_yet
from services.identity import access
from services.identity.documents import STAFF_LINKS
from services.identity.domain.errors import NotInThatRole, PersonNotFound, QualificationNotFound
from services.identity.domain.person import Person
from services.identity.domain.qualification import Qualification
from services.identity.domain.staff_link import (
    AlreadyLinked,
    Purpose,
    StaffLink,
    StaffLinkNotFound,
    StaffNotEligible,
)
from services.identity.ports import Tx


@dataclass(frozen=True, slots=True)
class LinkStaff:
    """Somebody may deliver or quality assure a qualification; days are in the provider's zone, None: today,
    and for the last day: until further notice.
    """

    person_id: str
    qualification_id: str
    purpose: Purpose
    from_date: date | None
    until_date: date | None


@command(creates=STAFF_LINKS)
async def link_staff(tx: Tx, cmd: LinkStaff) -> StaffLink:
    """Link somebody to a qualification.

    Raises Forbidden, PersonNotFound, QualificationNotFound, NotKnownYet, NotInThatRole when they hold the
    purpose's role nowhere, LinkEndsBeforeItBegins and AlreadyLinked.
    """
    access.may_link_staff(tx.actor)
    person = await tx.people.get(tx.provider_id, cmd.person_id)
    if person is None or not access.knows(tx.actor, person):
        raise PersonNotFound("There is no such person.", field="person_id")
    await _qualification(tx, cmd.qualification_id)
    if all(grant.role is not cmd.purpose.role for grant in person.roles):
        raise NotInThatRole(
            f"{person.display_name} does not have the role that this takes.",
            field="person_id",
            role=cmd.purpose.role.value,
            person_id=person.id,
        )
    first = cmd.from_date or await today(tx)
    link = StaffLink(
        id=tx.new_id(),
        provider_id=tx.provider_id,
        person_id=person.id,
        qualification_id=cmd.qualification_id,
        purpose=cmd.purpose,
        from_date=first,
        until_date=cmd.until_date,
    )
    for other in await _links(tx, person.id, cmd.qualification_id, cmd.purpose):
        if other.overlaps(link):
            raise AlreadyLinked(
                "They are linked to this qualification on some of these days already.", staff_link_id=other.id
            )
    tx.staff_links.save(link)
    return link


@dataclass(frozen=True, slots=True)
class EndLink:
    """A link gets its last day. `version` is the one the caller read."""

    link_id: str
    last_day: date
    version: int


async def end_link(tx: Tx, cmd: EndLink) -> StaffLink:
    """End a link: running allocations stay, new ones are refused afterwards (CE-68).

    Raises Forbidden, StaffLinkNotFound, VersionChanged and LinkEndsBeforeItBegins.
    """
    link = await tx.staff_links.get(tx.provider_id, cmd.link_id)
    person = await tx.people.get(tx.provider_id, link.person_id) if link else None
    if link is None or person is None or not access.knows(tx.actor, person):
        raise StaffLinkNotFound("There is no such link.")
    access.may_link_staff(tx.actor)
    expect_version(link.version, cmd.version)
    ended = link.ended(cmd.last_day)
    tx.staff_links.save(ended)
    return ended


async def must_be_eligible(
    tx: Tx,
    qualification_id: str,
    *,
    assessor: Person | None = None,
    iqa: Person | None = None,
    field: str | None = None,
) -> None:
    """Refuse with StaffNotEligible unless each is linked to the qualification today (CE-25)."""
    for person, purpose in ((assessor, Purpose.DELIVER), (iqa, Purpose.QUALITY_ASSURE)):
        if person is None:
            continue
        day = await today(tx)
        links = await _links(tx, person.id, qualification_id, purpose)
        if not any(link.holds_on(day) for link in links):
            done = "deliver" if purpose is Purpose.DELIVER else "quality assure"
            raise StaffNotEligible(
                f"{person.display_name} is not linked to this qualification to {done} it.",
                field=field or f"{purpose.role.value}_id",
                person_id=person.id,
                purpose=purpose.value,
            )


async def today(tx: Tx) -> date:
    """The day it is at the provider."""
    provider = await tx.providers.get(tx.provider_id)
    assert provider, "a token was issued for a provider that does not exist"
    return tx.now.astimezone(ZoneInfo(provider.time_zone)).date()


async def _links(tx: Tx, person_id: str, qualification_id: str, purpose: Purpose) -> list[StaffLink]:
    found = await tx.staff_links.between(tx.provider_id, person_id, qualification_id)
    return [link for link in found if link.purpose is purpose]


async def _qualification(tx: Tx, qualification_id: str) -> Qualification:
    qualification = await tx.qualifications.get(tx.provider_id, qualification_id)
    if qualification is None:
        raise not_known_yet(qualification_id, tx.now) or QualificationNotFound(
            "There is no such qualification.", field="qualification_id"
        )
    return qualification
