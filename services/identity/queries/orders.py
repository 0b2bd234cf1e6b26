"""The orders that identity's lists can be had in, upwards or, with a `-`, downwards. Each has its index."""

from collections.abc import Mapping
from typing import Literal

from chassis.listing import Order

PeopleBy = Literal["name", "-name", "learner_number", "-learner_number"]
EnrolmentsBy = Literal["enrolled", "-enrolled", "learner", "-learner"]

PEOPLE_BY: Mapping[PeopleBy, Order] = {
    "name": Order("sort_name"),
    "-name": Order("sort_name", down=True),
    "learner_number": Order("sort_number"),
    "-learner_number": Order("sort_number", down=True),
}
"""By family name, or by learner number; who has none comes before those who have."""

ENROLMENTS_BY: Mapping[EnrolmentsBy, Order] = {
    "enrolled": Order("_id"),
    "-enrolled": Order("_id", down=True),
    "learner": Order("sort_name"),
    "-learner": Order("sort_name", down=True),
}
"""By when it was made, or by the learner's family name."""
