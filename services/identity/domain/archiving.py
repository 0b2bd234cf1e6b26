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


class CertificateClaimed(Refusal):
    """A certificate is claimed and not approved yet: no reason is good enough to get in its way (CE-65)."""

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


@dataclass(frozen=True, slots=True)
class Standing:
    """What progression has told of an enrolment: its training status, and how far its certificate is."""

    status: str
    certificate: str = "none"

    @property
    def is_finished(self) -> bool:
        """Whether nothing more is to come."""
        return self.status in ("certificated", "withdrawn")

    @property
    def is_under_way(self) -> bool:
        """Whether the learner is expected to learn now: neither at the end nor on a break."""
        return self.status in ("registered", "in_training", "in_epa")

    @property
    def certificate_is_claimed(self) -> bool:
        """Whether a certificate is on its way and could still be delayed."""
        return self.certificate == "claimed"

    @property
    def certificate_is_received(self) -> bool:
        """Whether the centre holds the certificate, so that nothing is delayed any more."""
        return self.certificate == "received"


UNHEARD = Standing("registered")
"""An enrolment that progression has not spoken of yet."""
