from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt
import pytest

from chassis.auth import Keys, TokenInvalid, TokenVerifier
from chassis.errors import Unavailable
from chassis.testing.tokens import write_signing_key
from services.identity.domain.errors import SessionEnded
from services.identity.domain.provider import Features, Language, Provider
from services.identity.domain.roles import Role, RoleGrant
from services.identity.handlers.signing_in import SignedIn
from services.identity.tokens import refresh_tokens
from services.identity.tokens.access_tokens import AccessTokens
from tests.identity.builders import a_person, a_session, a_token

PROVIDER = Provider("provider", "Severn Vale Training", Features(), "Europe/London", Language.ENGLISH)
SIGNED_IN = SignedIn(
    a_session(), a_person(), PROVIDER, RoleGrant(Role.ASSESSOR, ("wrexham", "newport")), a_token()
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_signing_key(tmp_path / "2026-01.pem")
    return tmp_path


@pytest.fixture
def tokens(folder: Path) -> AccessTokens:
    return AccessTokens(folder, issuer="waymark", audience="waymark-api", life=timedelta(minutes=5))


def issued(tokens: AccessTokens) -> str:
    return tokens.issue(SIGNED_IN, datetime.now(UTC))


async def test_a_token_says_who_where_and_as_what(tokens: AccessTokens, folder: Path) -> None:
    key = write_signing_key(folder / "2026-02.pem").public_key()
    actor = await TokenVerifier(Keys.fixed(key)).verify(issued(tokens))
    assert (actor.person_id, actor.provider_id, actor.role) == ("person", "provider", "assessor")
    assert actor.centre_ids == {"newport", "wrexham"}
    assert actor.session_id == SIGNED_IN.session.id


def test_a_token_lives_five_minutes_and_is_unlike_every_other(tokens: AccessTokens) -> None:
    first, second = (jwt.decode(issued(tokens), options={"verify_signature": False}) for _ in range(2))
    assert first["exp"] - first["iat"] == 300
    assert first["jti"] != second["jti"]


async def test_a_new_key_signs_while_the_old_one_is_still_published(tokens: AccessTokens, folder: Path) -> None:
    before = issued(tokens)
    new = write_signing_key(folder / "2026-02.pem")
    after = issued(tokens)
    assert len(tokens.jwks()["keys"]) == 2
    verifier = TokenVerifier(Keys.fixed(new.public_key()))
    await verifier.verify(after)
    with pytest.raises(TokenInvalid):
        await verifier.verify(before)


def test_private_keys_are_not_published(tokens: AccessTokens) -> None:
    (key,) = tokens.jwks()["keys"]
    assert set(key) == {"kty", "crv", "x", "kid", "use", "alg"}


@pytest.mark.parametrize("missing", ["", "no-such-folder"])
def test_without_a_key_nobody_signs_in(tmp_path: Path, missing: str) -> None:
    tokens = AccessTokens(tmp_path / missing, issuer="i", audience="a", life=timedelta(minutes=5))
    with pytest.raises(Unavailable):
        issued(tokens)


def test_a_refresh_token_is_read_as_it_was_written() -> None:
    token = refresh_tokens.drawn()
    assert refresh_tokens.read(refresh_tokens.written(token)) == token


@pytest.mark.parametrize("text", ["", "short", "ä" * 64, "!" * 64, "a" * 63, "a" * 68, "a" * 64 + "="])
def test_what_is_no_refresh_token_is_refused(text: str) -> None:
    with pytest.raises(SessionEnded):
        refresh_tokens.read(text)


def test_no_two_refresh_tokens_are_alike() -> None:
    assert len({refresh_tokens.written(refresh_tokens.drawn()) for _ in range(100)}) == 100
