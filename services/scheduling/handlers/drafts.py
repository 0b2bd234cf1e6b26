"""Drafts of bookings: kept while the booker chooses, booked with Continue."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from chassis.errors import Forbidden, NotFound
from chassis.tx import command, expect_version
from services.scheduling import access
from services.scheduling.domain.booking import Booking
from services.scheduling.domain.draft import Draft, base_of
from services.scheduling.handlers.booking import BookSession, booked
from services.scheduling.handlers.taking_part import switched_on
from services.scheduling.ports import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepDraft:
    """What was typed so far, as the form has it; `participants` None: as many as one learner needs."""

    typed: Mapping[str, Any]
    participants: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDraft:
    """What is typed now, instead of what was; `version` is the one the caller saw."""

    draft_id: str
    version: int
    typed: Mapping[str, Any]
    participants: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContinueDraft:
    """Book what the draft says: `booking` is the draft of `version`, read as a booking."""

    draft_id: str
    version: int
    booking: BookSession


@command(creates="drafts")
async def keep_draft(tx: Tx, cmd: KeepDraft) -> Draft:
    """Begin a draft; nothing is held and nobody else sees it (SB-10).

    Raises `Forbidden`, `BadNumberOfParticipants`, and `NotKnownYet` for a provider whose switches are on their way.
    """
    draft_id = tx.new_id()
    _must_book(tx)
    base = base_of((await switched_on(tx)).smart_rooms)
    draft = Draft(
        id=draft_id,
        by_id=tx.actor.person_id,
        typed=cmd.typed,
        participants=cmd.participants or base,
        base=base,
        changed_at=tx.now,
    )
    tx.drafts.keep(draft)
    return draft


@command()
async def change_draft(tx: Tx, cmd: ChangeDraft) -> Draft:
    """Keep what is typed now.

    Raises `Forbidden`, `NotFound`, `VersionChanged`, `DraftIsBooked` and `BadNumberOfParticipants`.
    """
    draft = await _own(tx, cmd.draft_id, cmd.version)
    participants = draft.participants if cmd.participants is None else cmd.participants
    draft = replace(draft, typed=cmd.typed, participants=participants, changed_at=tx.now)
    tx.drafts.keep(draft)
    return draft


@command(creates="sessions", spans=True)
async def continue_draft(tx: Tx, cmd: ContinueDraft) -> Booking:
    """Book for everybody ticked, all or nothing; a refusal leaves the draft as it is (SB-36, SB-37).

    Raises what `change_draft` and `book_session` raise.
    """
    first_id = tx.new_id()
    draft = await _own(tx, cmd.draft_id, cmd.version)
    booking = await booked(tx, cmd.booking, first_id)
    tx.drafts.keep(replace(draft, session_ids=tuple(one.id for one in booking.sessions), changed_at=tx.now))
    return booking


async def _own(tx: Tx, draft_id: str, version: int) -> Draft:
    _must_book(tx)
    draft = await tx.drafts.get(draft_id)
    if draft is None or draft.by_id != tx.actor.person_id or draft.expires_at <= tx.now:
        raise NotFound("There is no such draft.")
    expect_version(draft.version, version)
    draft.check_open()
    return draft


def _must_book(tx: Tx) -> None:
    if not access.may_book(tx.actor):
        raise Forbidden("Your role does not book sessions.")
