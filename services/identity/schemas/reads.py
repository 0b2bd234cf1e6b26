"""What the routes about the log of reads give."""

from datetime import datetime

from chassis.schemas import Out, ShownId


class ReadAboutOut(Out):
    """A learner who was shown. The name is empty for who may no longer be read about, and once it is erased."""

    learner_id: ShownId
    name: str


class ReadOut(Out):
    """Somebody was shown something: by which service, through which route, about which learners.

    `learners` are those of the caller's centres; none where the answer was about nobody, a list of courses for example.
    """

    id: str
    at: datetime
    reader_id: str
    reader_name: str
    role: str
    service: str
    route: str
    learners: list[ReadAboutOut]
    request_id: str
