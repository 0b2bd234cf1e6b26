"""A qualification of the provider's catalogue."""

import re
from dataclasses import dataclass

from services.progression.domain.errors import QualificationNumberMalformed

_NUMBER = re.compile(r"([0-9]{3}|C[0-9]{2})[/ -]?([0-9]{4})[/ -]?([0-9X])")


@dataclass(frozen=True, slots=True)
class Qualification:
    """One entry of the catalogue. `number` is in the regulator's writing; version 0 is not stored yet."""

    id: str
    number: str
    title: str
    level: str
    type: str
    version: int = 0


def regulator_number(text: str) -> str:
    """The number as regulators write it: `60359535` → `603/5953/5`, Welsh designations `C00/1234/5` (CE-17).

    Raises QualificationNumberMalformed when eight signs in groups of three, four and one cannot be read from
    it.
    """
    read = _NUMBER.fullmatch(text.strip().upper())
    if read is None:
        raise QualificationNumberMalformed(
            "A qualification number has three, four and one signs, such as 603/5953/5.", field="number"
        )
    return "/".join(read.groups())
