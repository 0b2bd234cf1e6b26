"""Scheduling's commands and the functions that do them."""

from services.scheduling.handlers.booking import BookSession, book_session
from services.scheduling.handlers.centre_diary import (
    CancelEvent,
    ChangeEvent,
    ChangeTask,
    PlanEvent,
    PlanTask,
    cancel_event,
    change_event,
    change_task,
    plan_event,
    plan_task,
)
from services.scheduling.handlers.changing import (
    CancelSession,
    ChangeParticipants,
    MoveSession,
    cancel_session,
    change_participants,
    move_session,
)
from services.scheduling.handlers.checking import check_session
from services.scheduling.handlers.diary import NoteInDiary, note_in_diary
from services.scheduling.handlers.drafts import (
    ChangeDraft,
    ContinueDraft,
    KeepDraft,
    change_draft,
    continue_draft,
    keep_draft,
)
from services.scheduling.handlers.hearing import (
    know_centre,
    know_provider,
    know_qualification,
)
from services.scheduling.handlers.outcomes import (
    CorrectOutcome,
    RecordOutcome,
    correct_outcome,
    record_outcome,
)
from services.scheduling.handlers.releasing import follow_training
from services.scheduling.handlers.rooms import AddSmartRoom, add_smart_room
from services.scheduling.handlers.series import (
    CancelFollowing,
    MoveFollowing,
    cancel_following,
    move_following,
)
from services.scheduling.handlers.timetables import (
    EnterAbsence,
    EnteredAbsence,
    SetTimetable,
    WithdrawAbsence,
    enter_absence,
    set_timetable,
    withdraw_absence,
)

__all__ = [
    "AddSmartRoom",
    "BookSession",
    "CancelEvent",
    "CancelFollowing",
    "CancelSession",
    "ChangeDraft",
    "ChangeEvent",
    "ChangeParticipants",
    "ChangeTask",
    "ContinueDraft",
    "CorrectOutcome",
    "EnterAbsence",
    "EnteredAbsence",
    "KeepDraft",
    "MoveFollowing",
    "MoveSession",
    "NoteInDiary",
    "PlanEvent",
    "PlanTask",
    "RecordOutcome",
    "SetTimetable",
    "WithdrawAbsence",
    "add_smart_room",
    "book_session",
    "cancel_event",
    "cancel_following",
    "cancel_session",
    "change_draft",
    "change_event",
    "change_participants",
    "change_task",
    "check_session",
    "continue_draft",
    "correct_outcome",
    "enter_absence",
    "follow_training",
    "keep_draft",
    "know_centre",
    "know_provider",
    "know_qualification",
    "move_following",
    "move_session",
    "note_in_diary",
    "plan_event",
    "plan_task",
    "record_outcome",
    "set_timetable",
    "withdraw_absence",
]
