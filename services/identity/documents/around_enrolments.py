"""How staff links, allocation histories, stand-ins, samples and archive notes are stored."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.identity.domain.allocation import Period, Place
from services.identity.domain.archiving import ArchiveNote, ArchiveScope
from services.identity.domain.enrolment import Cover
from services.identity.domain.sampling import Sample
from services.identity.domain.staff_link import Purpose, StaffLink


def staff_link_state(link: StaffLink) -> dict[str, Any]:
    """The stored fields of a staff link. `open_as` is unique: one open end per person, course and purpose."""
    triple = f"{link.person_id}/{link.qualification_id}/{link.purpose.value}"
    return {
        "open_as": triple if link.until_date is None else f"ended/{link.id}",
        "person_id": link.person_id,
        "qualification_id": link.qualification_id,
        "purpose": link.purpose.value,
        "from_date": link.from_date.isoformat(),
        "until_date": link.until_date.isoformat() if link.until_date else None,
    }


def staff_link_from(document: Mapping[str, Any]) -> StaffLink:
    """A staff link read back."""
    until = document["until_date"]
    return StaffLink(
        id=document["_id"],
        provider_id=document["provider_id"],
        person_id=document["person_id"],
        qualification_id=document["qualification_id"],
        purpose=Purpose(document["purpose"]),
        from_date=date.fromisoformat(document["from_date"]),
        until_date=date.fromisoformat(until) if until else None,
        version=document["v"],
    )


def period_state(period: Period) -> dict[str, Any]:
    """The stored fields of a period in an allocation history."""
    return {
        "place": period.place.value,
        "person_id": period.person_id,
        "from_at": period.from_at,
        "until_at": period.until_at,
    }


def period_from(stored: Mapping[str, Any]) -> Period:
    """A period read back."""
    return Period(Place(stored["place"]), stored["person_id"], stored["from_at"], stored["until_at"])


def sample_state(sample: Sample) -> dict[str, Any]:
    """The stored fields of a sample."""
    return {
        "eqa_id": sample.eqa_id,
        "from_date": sample.from_date.isoformat() if sample.from_date else None,
        "until_date": sample.until_date.isoformat(),
    }


def sample_from(stored: Mapping[str, Any]) -> Sample:
    """A sample read back."""
    first, last = stored.get("from_date"), date.fromisoformat(stored["until_date"])
    return Sample(stored["eqa_id"], date.fromisoformat(first) if first else None, last)


def cover_state(cover: Cover) -> dict[str, Any]:
    """The stored fields of a stand-in."""
    return {
        "assessor_id": cover.assessor_id,
        "from_date": cover.from_date.isoformat(),
        "until_date": cover.until_date.isoformat(),
    }


def cover_from(stored: Mapping[str, Any]) -> Cover:
    """A stand-in read back."""
    return Cover(
        stored["assessor_id"],
        date.fromisoformat(stored["from_date"]),
        date.fromisoformat(stored["until_date"]),
    )


def archive_state(note: ArchiveNote) -> dict[str, Any]:
    """The stored fields of an archive note."""
    return {
        "scope": note.scope.value,
        "at": note.at,
        "by_person_id": note.by_person_id,
        "override": note.override,
    }


def archive_from(stored: Mapping[str, Any]) -> ArchiveNote:
    """An archive note read back."""
    return ArchiveNote(
        ArchiveScope(stored["scope"]), stored["at"], stored["by_person_id"], stored["override"]
    )
