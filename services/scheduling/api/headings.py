"""The name and the headings of a report's file, in the language it is asked for in."""

from collections.abc import Mapping

from contracts.words import Language

WELSH_REPORTS: Mapping[str, str] = {
    "cancellations": "canslo",
    "sessions": "sesiynau",
    "room-use": "defnydd-ystafelloedd",
}

WELSH: Mapping[str, str] = {
    "id": "Dynodydd",
    "assessor_id": "Dynodydd yr asesydd",
    "room_id": "Dynodydd yr ystafell",
    "centre_id": "Dynodydd y ganolfan",
    "name": "Enw",
    "sessions": "Sesiynau",
    "places": "Lleoedd",
    "planned": "Wedi'u cynllunio",
    "held": "Wedi'u cynnal",
    "not_held": "Heb eu cynnal",
    "no_show": "Heb ddod",
    "cancelled": "Wedi'u canslo",
    "cancelled_by_learner": "Wedi'u canslo gan ddysgwr",
    "cancelled_by_employer": "Wedi'u canslo gan gyflogwr",
    "cancelled_by_assessor": "Wedi'u canslo gan asesydd",
    "cancelled_by_provider": "Wedi'u canslo gan ddarparwr",
    "rate": "Cyfran a ganslwyd",
    "average_notice_hours": "Rhybudd ar gyfartaledd, oriau",
    "planned_minutes": "Munudau a gynlluniwyd",
    "held_minutes": "Munudau a gynhaliwyd",
    "capacity": "I faint",
    "active": "Ar waith",
    "people": "Pobl",
    "minutes": "Munudau mewn defnydd",
    "open_minutes": "Munudau ar agor",
    "use": "Cyfran o'r amser agored",
    "general": "Sesiwn gyffredinol",
    "induction": "Sesiwn gynefino",
    "formal_review": "Adolygiad ffurfiol",
    "telephone": "Sesiwn ffôn",
    "exit_session": "Sesiwn ymadael",
    "out_of_the_workplace": "Sesiwn y tu allan i'r gweithle",
    "tests_exams": "Prawf neu arholiad",
    "learner_support": "Sesiwn cymorth i ddysgwyr",
    "initial": "Sesiwn gychwynnol",
    "gateway_ready": "Parod ar gyfer y porth",
    "epa": "Asesiad pwynt terfynol",
}


def heading(column: str, language: Language) -> str:
    """`held_minutes` as a person reads it."""
    return WELSH[column] if language is Language.CY else column.replace("_", " ").capitalize()


def file_name(report: str, language: Language) -> str:
    """What the file of a report is called, and the sheet in it."""
    return WELSH_REPORTS[report] if language is Language.CY else report
