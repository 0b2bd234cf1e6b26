"""Progression's commands and what it does when it hears something, split by feature."""

from services.progression.handlers.catalogue import AddQualification, add_qualification
from services.progression.handlers.centres import follow_centre
from services.progression.handlers.course import (
    BeginBreak,
    ChangeCertificate,
    Decide,
    PlanProgramme,
    begin_break,
    begin_epa,
    change_certificate,
    complete_training,
    plan_programme,
    record_return,
    reopen_training,
    withdraw_learner,
)
from services.progression.handlers.time_log import log_time, participants
from services.progression.handlers.training import mark_milestone, milestones, open_training

__all__ = [
    "AddQualification",
    "BeginBreak",
    "ChangeCertificate",
    "Decide",
    "PlanProgramme",
    "add_qualification",
    "begin_break",
    "begin_epa",
    "change_certificate",
    "complete_training",
    "follow_centre",
    "log_time",
    "mark_milestone",
    "milestones",
    "open_training",
    "participants",
    "plan_programme",
    "record_return",
    "reopen_training",
    "withdraw_learner",
]
