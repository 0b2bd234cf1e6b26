"""What a Custom Manager may do: a named set of permissions out of a closed list (G04)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from chassis.errors import Kind, NotFound, Refusal

MOST_HOLDERS = 200
"""How many people may hold one set: a change of it reaches all of them at once."""
MOST_STATES = 100
"""How far back a set remembers what it was."""


class Permission(StrEnum):
    """What a set may hold: each is the end of "the permission to …"."""

    BOOK_SESSIONS = "book_sessions"
    RECORD_OUTCOMES = "record_outcomes"
    KEEP_DIARIES = "keep_diaries"
    KEEP_SMART_ROOMS = "keep_smart_rooms"
    KEEP_PEOPLE = "keep_people"
    ALLOCATE_LEARNERS = "allocate_learners"
    BLOCK_PEOPLE = "block_people"
    KEEP_THE_ARCHIVE = "keep_the_archive"
    KEEP_THE_CATALOGUE = "keep_the_catalogue"
    DECIDE_TRAINING = "decide_training"
    READ_PLANS = "read_plans"
    READ_PROGRESS = "read_progress"
    RUN_REPORTS = "run_reports"


ALWAYS = frozenset({Permission.BOOK_SESSIONS})
"""What every set holds, and all that a Custom Manager without a set may do (SB-02)."""

MEANINGS = {
    Permission.BOOK_SESSIONS: "Book, move and cancel sessions, and see whom and what that takes.",
    Permission.RECORD_OUTCOMES: "Record and correct how sessions went.",
    Permission.KEEP_DIARIES: "Keep working hours, absences, events and tasks.",
    Permission.KEEP_SMART_ROOMS: "Add, change and retire Smart Rooms.",
    Permission.KEEP_PEOPLE: "Add, invite and enrol people.",
    Permission.ALLOCATE_LEARNERS: "Allocate assessors and IQAs, and link staff to qualifications.",
    Permission.BLOCK_PEOPLE: "Block and activate people.",
    Permission.KEEP_THE_ARCHIVE: "Archive and retrieve learners and qualifications.",
    Permission.KEEP_THE_CATALOGUE: "Add qualifications.",
    Permission.DECIDE_TRAINING: "Decide breaks, completions, withdrawals and certificates.",
    Permission.READ_PLANS: "Read learning plans and the notes of visits.",
    Permission.READ_PROGRESS: "Read evidence, time logs and how far learners have come.",
    Permission.RUN_REPORTS: "Run and export centre reports.",
}
"""What each is for, in a sentence."""


class PermissionSetNotFound(NotFound):
    """The provider has no such set."""


class PermissionSetNameTaken(Refusal):
    """Another set that is in use is called the same; `permission_set_id`."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class PermissionSetRetired(Refusal):
    """The set is retired: nobody is given it, and it does not change any more."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class PermissionSetHeld(Refusal):
    """Somebody holds the set; `held_by` says how many do."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class TooManyHolders(Refusal):
    """As many people hold the set as may."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class NotACustomManager(Refusal):
    """Only a Custom Manager is given a set of permissions."""

    kind: ClassVar[Kind] = Kind.INVALID


@dataclass(frozen=True, slots=True)
class SetState:
    """What a set was called and held from a moment on (UTC), and who said so."""

    name: str
    permissions: frozenset[Permission]
    since: datetime
    by_id: str


@dataclass(frozen=True, slots=True)
class PermissionSet:
    """A named set as it is now, and the states before, oldest first. Its version also rises when somebody is given it
    or loses it, so that nobody retires what is being given.
    """

    id: str
    provider_id: str
    state: SetState
    before: tuple[SetState, ...] = ()
    retired_at: datetime | None = None
    version: int = 0

    def changed(self, state: SetState) -> "PermissionSet":
        """The set in its next state; the same one when nothing differs. Raises PermissionSetRetired."""
        self.must_be_in_use()
        if (state.name, state.permissions) == (self.state.name, self.state.permissions):
            return self
        return replace(self, state=state, before=(*self.before, self.state)[-MOST_STATES:])

    def retired(self, now: datetime, *, held_by: int) -> "PermissionSet":
        """The set put away. Raises PermissionSetRetired, and PermissionSetHeld while somebody has it."""
        self.must_be_in_use()
        if held_by:
            people = "1 person holds" if held_by == 1 else f"{held_by} people hold"
            raise PermissionSetHeld(f"{people} this set. Give them another one first.", held_by=held_by)
        return replace(self, retired_at=now)

    def must_be_in_use(self) -> None:
        """Raise PermissionSetRetired for a set that was put away."""
        if self.retired_at is not None:
            raise PermissionSetRetired("This set of permissions is retired.")


def in_order(permissions: Iterable[str] | None) -> list[Permission] | None:
    """Permissions as the list of all has them; None stays None."""
    return None if permissions is None else [one for one in Permission if one in frozenset(permissions)]


def set_state(name: str, permissions: Iterable[Permission], *, by_id: str, now: datetime) -> SetState:
    """A state as somebody says it at a moment (UTC); booking is in it whether they said so or not."""
    return SetState(name, ALWAYS | frozenset(permissions), now, by_id)
