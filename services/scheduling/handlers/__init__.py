"""Scheduling's commands and the functions that do them."""

from services.scheduling.handlers.booking import BookSession, book_session
from services.scheduling.handlers.changing import (
    CancelSession,
    ChangeParticipants,
    MoveSession,
    cancel_session,
    change_participants,
    move_session,
)
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
from services.scheduling.handlers.recordings import ReportRecording, report_recording
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
    "CancelFollowing",
    "CancelSession",
    "ChangeDraft",
    "ChangeParticipants",
    "ContinueDraft",
    "CorrectOutcome",
    "EnterAbsence",
    "EnteredAbsence",
    "KeepDraft",
    "MoveFollowing",
    "MoveSession",
    "NoteInDiary",
    "RecordOutcome",
    "ReportRecording",
    "SetTimetable",
    "WithdrawAbsence",
    "add_smart_room",
    "book_session",
    "cancel_following",
    "cancel_session",
    "change_draft",
    "change_participants",
    "continue_draft",
    "correct_outcome",
    "enter_absence",
    "keep_draft",
    "know_centre",
    "know_provider",
    "know_qualification",
    "move_following",
    "move_session",
    "note_in_diary",
    "record_outcome",
    "report_recording",
    "set_timetable",
    "withdraw_absence",
]
