"""Would this booking be taken? The same rules and the same no, and nothing is claimed."""

from collections.abc import Sequence
from dataclasses import replace

from chassis.errors import Kind, Refusal
from services.scheduling.domain.check import Checked, Warned, effect_of
from services.scheduling.domain.rooms import free_rooms
from services.scheduling.domain.session import Session
from services.scheduling.domain.slot import ResourceKind
from services.scheduling.handlers.booking import BookSession, wished
from services.scheduling.handlers.placing import Found, check_may_override, look, refusal
from services.scheduling.ports import Tx


async def check_session(tx: Tx, cmd: BookSession) -> Checked:
    """Try a booking without making it (SB-15, SB-33, SB-39). What could be refused because of others is part of the
    answer; what is wrong with the request itself is raised, as `book_session` raises it.
    """
    try:
        wish = await wished(tx, cmd, tx.new_id())
        if cmd.override:
            check_may_override(tx, wish.sessions[0])
        found = await look(tx, wish.sessions)
    except Refusal as no:
        if no.kind is Kind.CONFLICT:
            return Checked(refusal=no)
        raise
    refusing = replace(found, unworked={}) if cmd.override else found
    missed = refusing.missed
    whole = len(wish.sessions)
    fits = not missed or (cmd.skip_conflicts and len(missed) < whole)
    return Checked(
        sessions=wish.sessions,
        refusal=None if fits else await refusal(tx, wish.sessions, wish.names, refusing),
        missed=frozenset(missed),
        rooms_free=[_rooms_free(found, session) for session in wish.sessions],
        warnings=_warnings(wish.sessions, found, overridden=cmd.override),
        effect=effect_of(cmd.type, len(cmd.learner_ids), on_booking=wish.sessions[0].counts_from_booking),
        skipped_months=wish.skipped_months,
    )


def _rooms_free(found: Found, session: Session) -> int | None:
    if not session.needs_room:
        return None
    need = found.need
    return len(free_rooms(need.rooms, session.slot, need.busy, ignoring=need.ignoring))


def _warnings(sessions: Sequence[Session], found: Found, *, overridden: bool) -> list[Warned]:
    warned = [
        Warned("event", entry.resource.id, number, entry.starts_at, entry.ends_at)
        for number, session in enumerate(sessions, start=1)
        for entry in {(one.resource, one.session_id): one for one in found.need.events}.values()
        if entry.resource.kind is ResourceKind.PERSON and entry.slot.overlaps(session.slot)
    ]
    if overridden:
        warned += [
            Warned("outside_working_hours", sessions[0].assessor_id, number, slot.starts_at, slot.ends_at)
            for number, slot in found.unworked.items()
        ]
    return sorted(warned, key=lambda one: (one.occurrence, one.starts_at, one.person_id))
