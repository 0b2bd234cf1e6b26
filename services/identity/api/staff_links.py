"""Who may deliver and quality assure which qualification."""

from datetime import date

from fastapi import Response

from chassis.http import Ask, Command, Router, needs
from chassis.paging import Cursor, Limit, Page
from chassis.schemas import Id
from contracts.words import Permission
from services.identity.domain.staff_link import Purpose, StaffLink
from services.identity.handlers import staff_links
from services.identity.handlers.staff_links import EndLink, LinkStaff
from services.identity.queries import allocations as queries
from services.identity.queries.allocations import LinksSought
from services.identity.schemas.allocations import LinkEndIn, ListedStaffLinkOut, StaffLinkIn, StaffLinkOut

router = Router(tags=["staff links"])


@router.post("/staff-links", status_code=201, response_model=StaffLinkOut)
@needs(Permission.ALLOCATE_LEARNERS)
async def link_staff(body: StaffLinkIn, command: Command) -> Response:
    """Link an assessor or an IQA to a qualification: from then on learners can be allocated to them."""
    linking = LinkStaff(body.person_id, body.qualification_id, body.purpose, body.from_date, body.until_date)
    return await command.run(staff_links.link_staff, linking, answer=_saved, status=201)


@router.get("/staff-links", response_model=Page[ListedStaffLinkOut])
@needs(Permission.ALLOCATE_LEARNERS)
async def list_staff_links(
    ask: Ask,
    person_id: Id | None = None,
    qualification_id: Id | None = None,
    purpose: Purpose | None = None,
    on: date | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[ListedStaffLinkOut]:
    """Staff links; `on` lists those that hold that day: who is eligible (CE-25)."""
    sought = LinksSought(person_id, qualification_id, purpose, on)
    return await queries.staff_links(ask.db, ask.actor, sought, limit=limit, cursor=cursor)


@router.post("/staff-links/{id}/ending", response_model=StaffLinkOut)
@needs(Permission.ALLOCATE_LEARNERS)
async def end_staff_link(id: Id, body: LinkEndIn, command: Command) -> Response:
    """Give a link its last day. Running allocations stay, new ones are refused afterwards."""
    ending = EndLink(id, body.until_date, command.require_version())
    return await command.run(staff_links.end_link, ending, answer=_saved)


def _saved(link: StaffLink) -> StaffLinkOut:
    return StaffLinkOut.of(link, version=link.version + 1)
