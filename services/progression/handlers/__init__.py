"""Progression's commands and what it does when it hears something, split by feature."""

from services.progression.handlers.catalogue import AddQualification, add_qualification
from services.progression.handlers.centres import follow_centre
from services.progression.handlers.time_log import log_time, participants
from services.progression.handlers.training import mark_milestone, milestones, open_training

__all__ = [
    "AddQualification",
    "add_qualification",
    "follow_centre",
    "log_time",
    "mark_milestone",
    "milestones",
    "open_training",
    "participants",
]
