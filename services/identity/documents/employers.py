"""How employers are stored."""

from dataclasses import asdict
from typing import Any

from chassis.mongo import index
from chassis.tx import Document
from services.identity.documents import supervision
from services.identity.documents.searching import folded
from services.identity.domain.employer import Contact, Employer, Workplace

EMPLOYERS = "employers"

INDEXES = {
    EMPLOYERS: [index("number_key", unique=True), index("sort_name", "_id"), index("search")],
    **supervision.INDEXES,
}


def employer_state(employer: Employer) -> dict[str, Any]:
    """The stored fields of an employer, with the folded words that lists search and sort by."""
    return {
        "number": employer.number,
        "number_key": employer.number_key,
        "name": employer.name,
        "centre_ids": list(employer.centre_ids),
        "larger_company": employer.larger_company,
        "domains": list(employer.domains),
        "recorded_emails": list(employer.recorded_emails),
        "workplaces": [asdict(one) for one in employer.workplaces],
        "contacts": [asdict(one) for one in employer.contacts],
        "merged_into": employer.merged_into,
        "sort_name": folded(employer.name),
        "search": sorted(set(folded(f"{employer.name} {employer.number}").split())),
    }


def employer_from(document: Document) -> Employer:
    """An employer read back."""
    return Employer(
        id=document["_id"],
        provider_id=document["provider_id"],
        number=document["number"],
        name=document["name"],
        centre_ids=tuple(document["centre_ids"]),
        larger_company=document["larger_company"],
        domains=tuple(document["domains"]),
        recorded_emails=tuple(document["recorded_emails"]),
        workplaces=tuple(Workplace(**one) for one in document["workplaces"]),
        contacts=tuple(Contact(**one) for one in document["contacts"]),
        merged_into=document["merged_into"],
        version=document["v"],
    )
