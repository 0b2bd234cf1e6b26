import pytest

from contracts.words import SessionType
from services.progression.domain.time_log import BY_SESSION_TYPE, ActivityType, JobFlag, classify

FACE = ActivityType.FACE_TO_FACE


def test_every_session_type_has_its_line_in_the_table() -> None:
    assert set(BY_SESSION_TYPE) == {type.value for type in SessionType}


@pytest.mark.parametrize(
    ("session_type", "activity", "flag"),
    [
        ("general", FACE, JobFlag.OFF),
        ("telephone", FACE, JobFlag.OFF),
        ("out_of_the_workplace", FACE, JobFlag.OFF),
        ("induction", FACE, JobFlag.OFF),
        ("initial", FACE, JobFlag.OFF),
        ("formal_review", ActivityType.REVIEW, JobFlag.ON),
        ("learner_support", ActivityType.REVIEW, JobFlag.ON),
        ("tests_exams", ActivityType.ASSESSMENT, JobFlag.OFF),
        ("epa", ActivityType.ASSESSMENT, JobFlag.OFF),
    ],
)
def test_a_session_counts_by_its_type(session_type: str, activity: ActivityType, flag: JobFlag) -> None:
    logged = classify(session_type, learners=1)
    assert (logged.activity_type, logged.job_flag, logged.counted) == (activity, flag, True)


@pytest.mark.parametrize("session_type", ["exit_session", "gateway_ready", None])
def test_what_is_not_learning_time_is_not_counted_and_says_so(session_type: str | None) -> None:
    logged = classify(session_type, learners=1)
    assert (logged.activity_type, logged.job_flag, logged.counted) == (None, None, False)
    assert " not " in logged.why


def test_face_to_face_time_in_a_group_is_trainer_led() -> None:
    logged = classify("induction", learners=2)
    assert (logged.activity_type, logged.job_flag) == (ActivityType.TRAINER_LED, JobFlag.OFF)
    assert logged.why == "A group session of type induction counts as trainer-led training, off the job."


@pytest.mark.parametrize("session_type", ["formal_review", "tests_exams"])
def test_a_group_review_or_exam_stays_what_its_type_says(session_type: str) -> None:
    assert classify(session_type, learners=4) == classify(session_type, learners=1)
