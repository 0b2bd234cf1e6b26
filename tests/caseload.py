"""A learner and who looks after them, for tests of access."""

from datetime import date

from services.caseload import Cover, Enrolment, Learner

TODAY = date(2026, 11, 30)


def a_learner(*, archived: bool = False) -> Learner:
    """`learner` at the centre `here`, with `assessor`, `stand-in` (until today) and `employer` around them."""
    enrolment = Enrolment(
        id="enrolment",
        learner_id="learner",
        centre_id="here",
        qualification_id="qualification",
        assessor_id="assessor",
        iqa_id="iqa",
        employer_id="employer",
        blocked=False,
        archived=archived,
        covering=(Cover("stand-in", date(2026, 11, 23), TODAY),),
    )
    return Learner("learner", frozenset({"here"}), (enrolment,))
