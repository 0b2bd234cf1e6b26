"""What the routes about audit, links, imports and sign-ins take and give."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self

from chassis.schemas import In, Out
from services.identity.domain.imports import ImportKind, ImportState, Row, RowResult
from services.identity.domain.roles import Role
from services.identity.schemas.fields import Password, UserName


class AuditEntryOut(Out):
    """One change: who, in which role, from where, did what to which document, with digests before and after.

    `seq`, `prev` and `hash` are its place in the provider's chain, null until it has one.
    """

    id: str
    at: datetime
    person_id: str
    role: str
    session_id: str
    origin: str
    action: str
    subject: str
    version: int
    before: str | None
    after: str
    seq: int | None
    prev: str | None
    hash: str | None

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> Self:
        """An entry as it was found."""
        return cls(**{name: entry.get(name) for name in cls.model_fields})


class VerificationOut(Out):
    """Whether the chain is whole. `waiting` entries have no place in it yet; `head` is the last hash."""

    whole: bool
    first_broken: int | None
    entries: int
    waiting: int
    head: str


class InvitationIn(In):
    """An invitation; a user name may be given to who has none yet."""

    user_name: UserName | None = None


class InvitationOut(Out):
    """An invitation that is on its way."""

    person_id: str
    user_name: str
    expires_at: datetime


class ResetIn(In):
    """Whose password was forgotten."""

    user_name: UserName


class ResetAskedOut(Out):
    """The same for everybody."""

    detail: str


class NewPasswordIn(In):
    """The password somebody chose."""

    password: Password


class PasswordSetOut(Out):
    """The password is set; this is the user name to sign in with."""

    user_name: str


class ImportStartedOut(Out):
    """An import as it was taken in or started."""

    id: str
    state: ImportState
    rows: int


class ImportOut(Out):
    """How far an import is: `waiting` rows have their turn to come, the others are counted by what they come to.
    `changed`: more is recorded of an employer that was known; `enrolled`: a person who was known.
    """

    id: str
    state: ImportState
    rows: int
    waiting: int
    added: int
    changed: int
    enrolled: int
    unchanged: int
    refused: int
    created_at: datetime
    kind: ImportKind


class RowOut(Out):
    """A row, and what it would do or did. `code`, `field` (the column) and `detail` say why it is refused."""

    number: int
    result: RowResult
    values: dict[str, str]
    code: str | None
    field: str | None
    detail: str | None
    person_id: str | None

    @classmethod
    def of(cls, row: Row) -> Self:
        """The row."""
        return cls(
            number=row.number,
            result=row.result,
            values=dict(row.values),
            code=row.code or None,
            field=row.field or None,
            detail=row.detail or None,
            person_id=row.person_id or None,
        )


class SignInOfOut(Out):
    """A log-in session. `used_at` is when it was last renewed; it ends by itself at `expires_at`."""

    id: str
    role: Role
    started_at: datetime
    used_at: datetime
    expires_at: datetime
    current: bool


class SignInsOut(Out):
    """Where one is signed in."""

    items: list[SignInOfOut]


class PasswordChangeIn(In):
    """The present password and the next one."""

    current_password: Password
    password: Password


class LastSignInOut(Out):
    """When somebody was last here; null for never. Within a minute."""

    person_id: str
    at: datetime | None
