"""Putting learners and single qualifications of theirs out of the way, and getting them back (CE-51 to CE-57)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from chassis.errors import Kind, Refusal


class ArchiveScope(StrEnum):
    """Whether the whole learner was archived or one qualification: each is retrieved the way it went."""

    LEARNER = "learner"
    QUALIFICATION = "qualification"


class CertificateMissing(Refusal):
    """Archiving before the certificate is there delays it (CE-51); `learners` names whose. A reason overrides."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class NotToArchive(Refusal):
    """Some of them are archived already; `learners` names them."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class NotToRetrieve(Refusal):
    """Some of them are not archived this way; `learners` names them with the reason."""

    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class ArchiveNote:
    """When and by whom something was archived. `override` is the reason for not waiting for a certificate."""

    scope: ArchiveScope
    at: datetime
    by_person_id: str
    override: str | None = None
