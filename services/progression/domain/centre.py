"""A centre as progression shows it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Centre:
    """A site by name."""

    id: str
    name: str
