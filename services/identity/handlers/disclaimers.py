"""The disclaimer of a provider, and who accepted it (SA-03)."""

from dataclasses import dataclass

from services.identity import access
from services.identity.domain.disclaimer import Acceptance, Disclaimer, must_be_current
from services.identity.domain.login_session import RefreshToken
from services.identity.handlers.waiting import waiting_session
from services.identity.ports import Tx


@dataclass(frozen=True, slots=True)
class WordDisclaimer:
    """Say what everybody of the caller's provider must accept. `replaces` is the number of the version the caller
    read, 0 for none.
    """

    replaces: int
    english: str
    welsh: str


async def word_disclaimer(tx: Tx, cmd: WordDisclaimer) -> Disclaimer:
    """Set the words. Other words are a new version, which everybody is asked to accept.

    Raises Forbidden, and DisclaimerOutdated when somebody else reworded it meanwhile.
    """
    access.may_configure(tx.actor)
    known = await tx.disclaimers.of_provider(tx.provider_id)
    if cmd.replaces != (known.number if known else 0):
        must_be_current(known, cmd.replaces)
    if known is None:
        worded = Disclaimer(tx.provider_id, 1, cmd.english, cmd.welsh, tx.now)
    else:
        worded = known.reworded(cmd.english, cmd.welsh, tx.now)
    if worded is not known:
        tx.disclaimers.save(worded)
    return worded


@dataclass(frozen=True, slots=True)
class AcceptDisclaimer:
    """Whoever holds this refresh token accepts a version."""

    token: RefreshToken
    number: int
    client: str


async def accept_disclaimer(tx: Tx, cmd: AcceptDisclaimer) -> None:
    """Note the acceptance, with its time; the first one counts.

    Raises SessionEnded for a token that is not the session's present one, and DisclaimerOutdated.
    """
    session = await waiting_session(tx, cmd.token, cmd.client)
    must_be_current(await tx.disclaimers.of_provider(session.provider_id), cmd.number)
    if await tx.disclaimers.accepted(session.provider_id, session.person_id, cmd.number) is None:
        tx.disclaimers.accept(session.provider_id, Acceptance(session.person_id, cmd.number, tx.now))


async def pending_disclaimer(tx: Tx, provider_id: str, person_id: str) -> Disclaimer | None:
    """The disclaimer the person has still to accept."""
    disclaimer = await tx.disclaimers.of_provider(provider_id)
    if disclaimer and await tx.disclaimers.accepted(provider_id, person_id, disclaimer.number) is None:
        return disclaimer
    return None
