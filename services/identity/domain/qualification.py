"""What identity knows of a qualification: progression owns it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Qualification:
    """Something learners may be enrolled on while it is active."""

    id: str
    number: str
    title: str
    active: bool
