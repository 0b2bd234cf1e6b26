"""How one-time links, second factors, disclaimers and imports are stored."""

from typing import Any

from chassis.tx import Document
from services.identity.domain.disclaimer import Acceptance, Disclaimer
from services.identity.domain.imports import Import, ImportKind, ImportState, Row, RowResult
from services.identity.domain.link import FORGOTTEN_AFTER, Link, LinkDue, Purpose
from services.identity.domain.second_factor import SecondFactor


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


def second_factor_state(factor: SecondFactor) -> dict[str, Any]:
    """The stored fields of a second factor, inside its account."""
    return {
        "sealed": factor.sealed,
        "begun_at": factor.begun_at,
        "confirmed_at": factor.confirmed_at,
        "last_step": factor.last_step,
        "recovery": list(factor.recovery),
    }


def second_factor_from(state: Document) -> SecondFactor:
    """A second factor read back."""
    return SecondFactor(
        sealed=state["sealed"],
        begun_at=state["begun_at"],
        confirmed_at=state["confirmed_at"],
        last_step=state["last_step"],
        recovery=tuple(state["recovery"]),
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
        "kind": found.kind.value,
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
        kind=ImportKind(document.get("kind", ImportKind.PEOPLE.value)),
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
