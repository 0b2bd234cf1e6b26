"""How identity's things are stored: collections, fields, indexes, and the mapping both ways.

Accounts, log-in sessions and tries belong to no provider: they live in the scope `platform`.
"""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from chassis.ids import moment_of
from chassis.mongo import index
from chassis.tx import Document
from services.identity.documents.allocating import AWAITED_ALLOCATIONS
from services.identity.documents.around_accounts import (
    acceptance_from,
    acceptance_id,
    acceptance_state,
    disclaimer_from,
    disclaimer_state,
    due_from,
    due_state,
    import_from,
    import_state,
    link_from,
    link_state,
    row_from,
    row_id,
    row_state,
    second_factor_from,
    second_factor_state,
)
from services.identity.documents.around_enrolments import (
    archive_from,
    archive_state,
    cover_from,
    cover_state,
    period_from,
    period_state,
    sample_from,
    sample_state,
    staff_link_from,
    staff_link_state,
)
from services.identity.documents.around_people import (
    block_from,
    block_state,
    revocation_state,
    sign_off_from,
    sign_off_state,
)
from services.identity.documents.around_providers import settled_from, settled_state
from services.identity.documents.coming_in import session_from, session_state, tries_from, tries_state
from services.identity.documents.employers import EMPLOYERS
from services.identity.documents.employers import INDEXES as _OF_EMPLOYERS
from services.identity.documents.permission_sets import permission_set_from, permission_set_state
from services.identity.documents.sampling import INDEXES as _OF_SAMPLES
from services.identity.documents.searching import folded
from services.identity.domain.account import Account, Membership
from services.identity.domain.enrolment import Enrolment
from services.identity.domain.person import Person, PersonState
from services.identity.domain.provider import Centre, Language, Nation, Provider
from services.identity.domain.provider_settings import Features
from services.identity.domain.qualification import Qualification
from services.identity.domain.roles import Role, RoleGrant

PROVIDERS = "providers"
CENTRES = "centres"
PEOPLE = "people"
ACCOUNTS = "accounts"
ENROLMENTS = "enrolments"
SESSIONS = "login_sessions"
TRIES = "tries"
LINKS = "links"
LINKS_DUE = "links_due"
DISCLAIMERS = "disclaimers"
ACCEPTANCES = "acceptances"
IMPORTS = "imports"
IMPORT_ROWS = "import_rows"
LAST_SIGN_INS = "last_sign_ins"
QUALIFICATIONS = "qualifications"
STAFF_LINKS = "staff_links"
TRAININGS = "trainings"
REVOCATIONS = "revocations"
PERMISSION_SETS = "permission_sets"

INDEXES = {
    **_OF_EMPLOYERS,
    **_OF_SAMPLES,
    PROVIDERS: [],
    CENTRES: [index("name", "_id")],
    PEOPLE: [
        index("sort_name", "_id"),
        index("centre_ids", "sort_name", "_id"),
        index("sort_number", "_id"),
        index("centre_ids", "sort_number", "_id"),
        index("search"),
        index("permission_set_id"),
    ],
    ACCOUNTS: [index("user_name", unique=True), index("memberships.person_id")],
    ENROLMENTS: [
        index("open_as", unique=True),
        index("learner_id"),
        index("assessor_id", "_id"),
        index("iqa_id", "sort_name", "_id"),
        index("iqa_id", "archived", "assessor_id", "learner_id"),
        index("employer_id"),
        index("_id"),
        index("centre_id", "_id"),
        index("shared_with", "_id"),
        index("sort_name", "_id"),
        index("centre_id", "sort_name", "_id"),
        index("shared_with", "sort_name", "_id"),
        index("sampled.eqa_id", "_id"),
        index("waits", "qualification_id"),
    ],
    SESSIONS: [index("expires_at"), index("person_id")],
    TRIES: [index("forget_at")],
    LINKS: [index("person_id", "purpose")],
    LINKS_DUE: [index("waiting", "asked_at"), index("forget_at")],
    QUALIFICATIONS: [],
    AWAITED_ALLOCATIONS: [],
    STAFF_LINKS: [
        index("open_as", unique=True),
        index("person_id", "qualification_id"),
        index("qualification_id", "_id"),
    ],
    TRAININGS: [],
    REVOCATIONS: [index("revoked_at", "_id"), index("forget_at")],
    PERMISSION_SETS: [index("open_as", unique=True), index("name", "_id")],
    DISCLAIMERS: [],
    ACCEPTANCES: [],
    IMPORTS: [],
    LAST_SIGN_INS: [index("at", "invited_at")],
    IMPORT_ROWS: [index("import_id", "number"), index("import_id", "turn", "number")],
}

__all__ = [
    "EMPLOYERS",
    "acceptance_from",
    "acceptance_id",
    "acceptance_state",
    "disclaimer_from",
    "disclaimer_state",
    "due_from",
    "due_state",
    "folded",
    "import_from",
    "import_state",
    "link_from",
    "link_state",
    "permission_set_from",
    "permission_set_state",
    "revocation_state",
    "row_from",
    "row_id",
    "row_state",
    "session_from",
    "session_state",
    "staff_link_from",
    "staff_link_state",
    "tries_from",
    "tries_state",
]


def provider_state(provider: Provider) -> dict[str, Any]:
    """The stored fields of a provider."""
    return {
        "name": provider.name,
        "features": asdict(provider.features),
        "settled": [settled_state(one) for one in provider.settled],
        "time_zone": provider.time_zone,
        "language": provider.language.value,
    }


def provider_from(document: Document) -> Provider:
    """A provider read back."""
    return Provider(
        id=document["_id"],
        name=document["name"],
        features=Features(**document["features"]),
        time_zone=document["time_zone"],
        language=Language(document["language"]),
        settled=tuple(settled_from(one) for one in document.get("settled", ())),
        version=document["v"],
    )


def centre_state(centre: Centre) -> dict[str, Any]:
    """The stored fields of a centre."""
    return {"name": centre.name, "nation": centre.nation.value, "time_zone": centre.time_zone}


def centre_from(document: Document) -> Centre:
    """A centre read back."""
    return Centre(
        id=document["_id"],
        provider_id=document["provider_id"],
        name=document["name"],
        nation=Nation(document["nation"]),
        time_zone=document["time_zone"],
        version=document["v"],
    )


def person_state(person: Person) -> dict[str, Any]:
    """The stored fields of a person, with the folded words that lists search and sort by."""
    return {
        "given_name": person.given_name,
        "family_name": person.family_name,
        "display_name": person.display_name,
        "email": person.email,
        "roles": [
            {
                "role": grant.role.value,
                "centre_ids": list(grant.centre_ids),
                "permission_set_id": grant.permission_set_id,
            }
            for grant in person.roles
        ],
        "permission_set_id": person.permission_set_id,
        "centre_ids": sorted(person.centre_ids),
        "state": person.state.value,
        "language": person.language.value,
        "time_zone": person.time_zone,
        "learner_number": person.learner_number,
        "date_of_birth": person.date_of_birth.isoformat() if person.date_of_birth else None,
        "block": block_state(person.block) if person.block else None,
        "before_archive": person.before_archive.value if person.before_archive else None,
        "review_sign_off": sign_off_state(person.review_sign_off) if person.review_sign_off else None,
        "sort_name": folded(person.listed_as),
        "sort_number": folded(person.learner_number or ""),
        "search": _search_words(person),
    }


def _search_words(person: Person) -> list[str]:
    names = (
        f"{person.given_name} {person.family_name} {person.display_name} {person.email or ''} "
        f"{person.learner_number or ''}"
    )
    return sorted(set(folded(names).split()))


def person_from(document: Document) -> Person:
    """A person read back."""
    return Person(
        id=document["_id"],
        provider_id=document["provider_id"],
        given_name=document["given_name"],
        family_name=document["family_name"],
        display_name=document["display_name"],
        email=document["email"],
        roles=tuple(
            RoleGrant(Role(held["role"]), tuple(held["centre_ids"]), held.get("permission_set_id"))
            for held in document["roles"]
        ),
        state=PersonState(document["state"]),
        language=Language(document["language"]),
        time_zone=document["time_zone"],
        version=document["v"],
        learner_number=document.get("learner_number"),
        date_of_birth=_day(document.get("date_of_birth")),
        block=block_from(document["block"]) if document.get("block") else None,
        before_archive=PersonState(document["before_archive"]) if document.get("before_archive") else None,
        review_sign_off=sign_off_from(document["review_sign_off"])
        if document.get("review_sign_off")
        else None,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def account_state(account: Account) -> dict[str, Any]:
    """The stored fields of a login identity."""
    return {
        "user_name": account.user_name,
        "password_hash": account.password_hash,
        "memberships": [
            {"provider_id": membership.provider_id, "person_id": membership.person_id}
            for membership in account.memberships
        ],
        "second_factor": second_factor_state(account.second_factor) if account.second_factor else None,
        "short_password": account.short_password,
    }


def account_from(document: Document) -> Account:
    """A login identity read back."""
    return Account(
        id=document["_id"],
        user_name=document["user_name"],
        password_hash=document["password_hash"],
        memberships=tuple(Membership(**membership) for membership in document["memberships"]),
        second_factor=second_factor_from(document["second_factor"])
        if document.get("second_factor")
        else None,
        short_password=document.get("short_password", False),
        version=document["v"],
    )


def enrolment_state(enrolment: Enrolment) -> dict[str, Any]:
    """The stored fields of an enrolment. `open_as` is unique: a learner is on a qualification once, archived apart."""
    pair = open_pair(enrolment.learner_id, enrolment.qualification_id)
    return {
        "open_as": f"archived/{enrolment.id}" if enrolment.archived else pair,
        "learner_id": enrolment.learner_id,
        "centre_id": enrolment.centre_id,
        "qualification_id": enrolment.qualification_id,
        "assessor_id": enrolment.assessor_id,
        "iqa_id": enrolment.iqa_id,
        "employer_id": enrolment.employer_id,
        "blocked": enrolment.blocked,
        "archived": enrolment.archived,
        "waits": enrolment.waits,
        "waits_since": enrolment.waits_since,
        "wait_told_since": enrolment.wait_told_since,
        "history": [period_state(period) for period in enrolment.history],
        "archive": archive_state(enrolment.archive) if enrolment.archive else None,
        "shared_with": enrolment.shared_with,
        "sampled": [sample_state(sample) for sample in enrolment.sampled],
        "archive_prompted_at": enrolment.archive_prompted_at,
        "learner_away_since": enrolment.learner_away_since,
        "nation": enrolment.nation.value if enrolment.nation else None,
        "listed_as": enrolment.listed_as,
        "sort_name": folded(enrolment.listed_as),
        "covering": [cover_state(cover) for cover in enrolment.covering],
    }


def open_pair(learner_id: str, qualification_id: str) -> str:
    """`open_as` of an enrolment that is not archived."""
    return f"{learner_id}/{qualification_id}"


def enrolment_from(document: Document) -> Enrolment:
    """An enrolment read back."""
    return Enrolment(
        id=document["_id"],
        provider_id=document["provider_id"],
        learner_id=document["learner_id"],
        centre_id=document["centre_id"],
        qualification_id=document["qualification_id"],
        assessor_id=document["assessor_id"],
        iqa_id=document["iqa_id"],
        employer_id=document["employer_id"],
        blocked=document["blocked"],
        archived=document["archived"],
        covering=tuple(cover_from(cover) for cover in document["covering"]),
        history=tuple(period_from(period) for period in document.get("history", ())),
        archive=archive_from(document["archive"]) if document.get("archive") else None,
        shared_with=document.get("shared_with"),
        sampled=tuple(sample_from(sample) for sample in document.get("sampled", ())),
        archive_prompted_at=document.get("archive_prompted_at"),
        learner_away_since=document.get("learner_away_since"),
        nation=Nation(document["nation"]) if document.get("nation") else None,
        listed_as=document.get("listed_as", ""),
        waits_since=waits_since(document),
        wait_told_since=document.get("wait_told_since"),
        version=document["v"],
    )


def waits_since(document: Document) -> datetime | None:
    """Since when a stored enrolment waits; of one that is older than this field, since a place was last left or it was
    made.
    """
    if "waits_since" in document or not document["waits"]:
        return document.get("waits_since")
    left = [period["until_at"] for period in document.get("history", ()) if period["until_at"]]
    return max(left, default=moment_of(document["_id"]))


def qualification_state(qualification: Qualification) -> dict[str, Any]:
    """The stored fields of a qualification as progression describes it."""
    return {
        "number": qualification.number,
        "title": qualification.title,
        "active": qualification.active,
    }


def qualification_from(document: Document) -> Qualification:
    """A qualification read back."""
    return Qualification(
        id=document["_id"], number=document["number"], title=document["title"], active=document["active"]
    )
