"""Scheduling's commands and the functions that do them."""

from services.scheduling.handlers.booking import BookSession, book_session
from services.scheduling.handlers.changing import (
    CancelSession,
    MoveSession,
    RecordOutcome,
    cancel_session,
    move_session,
    record_outcome,
)
from services.scheduling.handlers.hearing import (
    know_centre,
    know_provider,
    know_qualification,
)
from services.scheduling.handlers.rooms import AddSmartRoom, add_smart_room
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
    "CancelSession",
    "EnterAbsence",
    "EnteredAbsence",
    "MoveSession",
    "RecordOutcome",
    "SetTimetable",
    "WithdrawAbsence",
    "add_smart_room",
    "book_session",
    "cancel_session",
    "enter_absence",
    "know_centre",
    "know_provider",
    "know_qualification",
    "move_session",
    "record_outcome",
    "set_timetable",
    "withdraw_absence",
]
