"""How identity's things are stored: collections, fields, indexes, and the mapping both ways.

Accounts, log-in sessions and tries belong to no provider: they live in the scope `platform`.
"""

import unicodedata
from datetime import date
from typing import Any

from chassis.mongo import index
from chassis.tx import Document
from services.identity.domain.account import Account, Membership
from services.identity.domain.disclaimer import Acceptance, Disclaimer
from services.identity.domain.enrolment import Cover, Enrolment
from services.identity.domain.guessing import Tries
from services.identity.domain.imports import Import, ImportState, Row, RowResult
from services.identity.domain.link import FORGOTTEN_AFTER, Link, LinkDue, Purpose
from services.identity.domain.login_session import LoginSession
from services.identity.domain.person import Person, PersonState
from services.identity.domain.provider import Centre, Features, Language, Nation, Provider
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

INDEXES = {
    PROVIDERS: [],
    CENTRES: [index("name", "_id")],
    PEOPLE: [index("sort_name", "_id"), index("centre_ids", "sort_name", "_id"), index("search")],
    ACCOUNTS: [index("user_name", unique=True), index("memberships.person_id")],
    ENROLMENTS: [
        index("open_as", unique=True),
        index("learner_id"),
        index("assessor_id"),
        index("iqa_id"),
        index("employer_id"),
        index("centre_id", "_id"),
    ],
    SESSIONS: [index("expires_at"), index("person_id")],
    TRIES: [index("forget_at")],
    LINKS: [index("person_id", "purpose")],
    LINKS_DUE: [index("waiting", "asked_at"), index("forget_at")],
    QUALIFICATIONS: [],
    DISCLAIMERS: [],
    ACCEPTANCES: [],
    IMPORTS: [],
    LAST_SIGN_INS: [],
    IMPORT_ROWS: [index("import_id", "number"), index("import_id", "turn", "number")],
}


def provider_state(provider: Provider) -> dict[str, Any]:
    """The stored fields of a provider."""
    features = provider.features
    return {
        "name": provider.name,
        "features": {"smart_rooms": features.smart_rooms, "auto_record": features.auto_record},
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
        "roles": [{"role": grant.role.value, "centre_ids": list(grant.centre_ids)} for grant in person.roles],
        "centre_ids": sorted(person.centre_ids),
        "state": person.state.value,
        "language": person.language.value,
        "time_zone": person.time_zone,
        "sort_name": folded(f"{person.family_name} {person.given_name}"),
        "search": _search_words(person),
    }


def _search_words(person: Person) -> list[str]:
    names = f"{person.given_name} {person.family_name} {person.display_name} {person.email or ''}"
    return sorted(set(folded(names).split()))


def folded(text: str) -> str:
    """Text as it is searched and sorted: without accents, in one case (`Siân` is found by `sian`)."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def person_from(document: Document) -> Person:
    """A person read back."""
    return Person(
        id=document["_id"],
        provider_id=document["provider_id"],
        given_name=document["given_name"],
        family_name=document["family_name"],
        display_name=document["display_name"],
        email=document["email"],
        roles=tuple(RoleGrant(Role(held["role"]), tuple(held["centre_ids"])) for held in document["roles"]),
        state=PersonState(document["state"]),
        language=Language(document["language"]),
        time_zone=document["time_zone"],
        version=document["v"],
    )


def account_state(account: Account) -> dict[str, Any]:
    """The stored fields of a login identity."""
    return {
        "user_name": account.user_name,
        "password_hash": account.password_hash,
        "memberships": [
            {"provider_id": membership.provider_id, "person_id": membership.person_id}
            for membership in account.memberships
        ],
    }


def account_from(document: Document) -> Account:
    """A login identity read back."""
    return Account(
        id=document["_id"],
        user_name=document["user_name"],
        password_hash=document["password_hash"],
        memberships=tuple(Membership(**membership) for membership in document["memberships"]),
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
        "covering": [
            {
                "assessor_id": cover.assessor_id,
                "from_date": cover.from_date.isoformat(),
                "until_date": cover.until_date.isoformat(),
            }
            for cover in enrolment.covering
        ],
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
        covering=tuple(
            Cover(
                cover["assessor_id"],
                date.fromisoformat(cover["from_date"]),
                date.fromisoformat(cover["until_date"]),
            )
            for cover in document["covering"]
        ),
        version=document["v"],
    )


def session_state(session: LoginSession) -> dict[str, Any]:
    """The stored fields of a log-in session. `member_of` is the person's provider."""
    return {
        "account_id": session.account_id,
        "member_of": session.provider_id,
        "person_id": session.person_id,
        "role": session.role.value,
        "client": session.client,
        "secret_digest": session.secret_digest,
        "spent_digest": session.spent_digest,
        "salt": session.salt,
        "started_at": session.started_at,
        "rotated_at": session.rotated_at,
        "idle_until": session.idle_until,
        "expires_at": session.expires_at,
        "ended_at": session.ended_at,
        "end_reason": session.end_reason,
    }


def session_from(document: Document) -> LoginSession:
    """A log-in session read back."""
    return LoginSession(
        id=document["_id"],
        account_id=document["account_id"],
        provider_id=document["member_of"],
        person_id=document["person_id"],
        role=Role(document["role"]),
        client=document["client"],
        secret_digest=document["secret_digest"],
        spent_digest=document["spent_digest"],
        salt=document["salt"],
        started_at=document["started_at"],
        rotated_at=document["rotated_at"],
        idle_until=document["idle_until"],
        expires_at=document["expires_at"],
        ended_at=document["ended_at"],
        end_reason=document["end_reason"],
        version=document["v"],
    )


def tries_state(tries: Tries) -> dict[str, Any]:
    """The stored fields of the tries at one user name."""
    return {
        "begun_count": tries.begun_count,
        "failed_count": tries.failed_count,
        "next_try_at": tries.next_try_at,
        "forget_at": tries.forget_at,
    }


def tries_from(document: Document) -> Tries:
    """Tries read back."""
    return Tries(
        id=document["_id"],
        begun_count=document["begun_count"],
        failed_count=document["failed_count"],
        next_try_at=document["next_try_at"],
        forget_at=document["forget_at"],
        version=document["v"],
    )


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


def link_state(link: Link) -> dict[str, Any]:
    """The stored fields of a one-time link."""
    return {
        "person_id": link.person_id,
        "account_id": link.account_id,
        "purpose": link.purpose.value,
        "issued_at": link.issued_at,
        "expires_at": link.expires_at,
        "closed_at": link.closed_at,
    }


def link_from(document: Document) -> Link:
    """A one-time link read back."""
    return Link(
        id=document["_id"],
        provider_id=document["provider_id"],
        person_id=document["person_id"],
        account_id=document["account_id"],
        purpose=Purpose(document["purpose"]),
        issued_at=document["issued_at"],
        expires_at=document["expires_at"],
        closed_at=document["closed_at"],
        version=document["v"],
    )


def due_state(due: LinkDue) -> dict[str, Any]:
    """The stored fields of a wish for a link."""
    return {
        "purpose": due.purpose.value,
        "member_of": due.provider_id,
        "person_id": due.person_id,
        "asked_at": due.asked_at,
        "forget_at": due.asked_at + FORGOTTEN_AFTER,
        "waiting": due.waiting,
    }


def due_from(document: Document) -> LinkDue:
    """A wish for a link read back."""
    return LinkDue(
        id=document["_id"],
        purpose=Purpose(document["purpose"]),
        provider_id=document["member_of"],
        person_id=document["person_id"],
        asked_at=document["asked_at"],
        waiting=document["waiting"],
        version=document["v"],
    )


def disclaimer_state(disclaimer: Disclaimer) -> dict[str, Any]:
    """The stored fields of a disclaimer."""
    return {
        "number": disclaimer.number,
        "english": disclaimer.english,
        "welsh": disclaimer.welsh,
        "since": disclaimer.since,
    }


def disclaimer_from(document: Document) -> Disclaimer:
    """A disclaimer read back."""
    return Disclaimer(
        id=document["_id"],
        number=document["number"],
        english=document["english"],
        welsh=document["welsh"],
        since=document["since"],
        version=document["v"],
    )


def acceptance_id(person_id: str, number: int) -> str:
    """The id of an acceptance: a person accepts a version once."""
    return f"{person_id}:{number}"


def acceptance_state(acceptance: Acceptance) -> dict[str, Any]:
    """The stored fields of an acceptance."""
    return {
        "person_id": acceptance.person_id,
        "number": acceptance.number,
        "accepted_at": acceptance.accepted_at,
    }


def acceptance_from(document: Document) -> Acceptance:
    """An acceptance read back."""
    return Acceptance(document["person_id"], document["number"], document["accepted_at"])


def import_state(found: Import) -> dict[str, Any]:
    """The stored fields of an import."""
    return {
        "state": found.state.value,
        "row_count": found.row_count,
        "person_id": found.person_id,
        "role": found.role,
        "centre_ids": list(found.centre_ids),
        "created_at": found.created_at,
    }


def import_from(document: Document) -> Import:
    """An import read back."""
    return Import(
        id=document["_id"],
        provider_id=document["provider_id"],
        state=ImportState(document["state"]),
        row_count=document["row_count"],
        person_id=document["person_id"],
        role=document["role"],
        centre_ids=tuple(document["centre_ids"]),
        created_at=document["created_at"],
        version=document["v"],
    )


def row_id(import_id: str, number: int) -> str:
    """The id of a row."""
    return f"{import_id}:{number}"


def row_state(found: Import, row: Row, *, turn: ImportState) -> dict[str, Any]:
    """The stored fields of a row. `turn` is the state of the import whose job looks at the row next."""
    return {
        "import_id": found.id,
        "number": row.number,
        "values": dict(row.values),
        "result": row.result.value,
        "code": row.code,
        "field": row.field,
        "detail": row.detail,
        "person_id": row.person_id,
        "turn": turn.value,
    }


def row_from(document: Document) -> Row:
    """A row read back."""
    return Row(
        number=document["number"],
        values=document["values"],
        result=RowResult(document["result"]),
        code=document["code"],
        field=document["field"],
        detail=document["detail"],
        person_id=document["person_id"],
    )
