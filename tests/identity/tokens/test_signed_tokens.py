from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt
import pytest

from chassis.auth import Keys, TokenInvalid, TokenVerifier
from chassis.errors import Unavailable
from chassis.testing.tokens import write_signing_key
from services.identity.domain.roles import Role, RoleGrant
from services.identity.tokens.signed import SignedTokens
from tests.identity.builders import a_session

SESSION = a_session()
GRANT = RoleGrant(Role.ASSESSOR, ("wrexham", "newport"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_signing_key(tmp_path / "2026-01.pem")
    return tmp_path


@pytest.fixture
def tokens(folder: Path) -> SignedTokens:
    return SignedTokens(folder, issuer="waymark", audience="waymark-api", life=timedelta(minutes=5))


def issued(tokens: SignedTokens) -> str:
    return tokens.issue(SESSION, GRANT, datetime.now(UTC))


async def test_a_token_says_who_where_and_as_what(tokens: SignedTokens, folder: Path) -> None:
    key = write_signing_key(folder / "2026-02.pem").public_key()
    actor = await TokenVerifier(Keys.fixed(key)).verify(issued(tokens))
    assert (actor.person_id, actor.provider_id, actor.role) == ("person", "provider", "assessor")
    assert actor.centre_ids == {"newport", "wrexham"}
    assert actor.session_id == SESSION.id


def test_a_token_lives_five_minutes_and_is_unlike_every_other(tokens: SignedTokens) -> None:
    first, second = (jwt.decode(issued(tokens), options={"verify_signature": False}) for _ in range(2))
    assert first["exp"] - int(first["iat"]) == 300
    assert first["jti"] != second["jti"]


async def test_a_new_key_signs_while_the_old_one_is_still_published(
    tokens: SignedTokens, folder: Path
) -> None:
    before = issued(tokens)
    new = write_signing_key(folder / "2026-02.pem")
    after = issued(tokens)
    assert len(tokens.jwks()["keys"]) == 2
    verifier = TokenVerifier(Keys.fixed(new.public_key()))
    await verifier.verify(after)
    with pytest.raises(TokenInvalid):
        await verifier.verify(before)


def test_private_keys_are_not_published(tokens: SignedTokens) -> None:
    (key,) = tokens.jwks()["keys"]
    assert set(key) == {"kty", "crv", "x", "kid", "use", "alg"}


@pytest.mark.parametrize("missing", ["", "no-such-folder"])
def test_without_a_key_nobody_signs_in(tmp_path: Path, missing: str) -> None:
    tokens = SignedTokens(tmp_path / missing, issuer="i", audience="a", life=timedelta(minutes=5))
    with pytest.raises(Unavailable):
        issued(tokens)


def test_no_two_refresh_tokens_and_no_two_salts_are_alike(tokens: SignedTokens) -> None:
    assert len({tokens.drawn().written() for _ in range(100)}) == 100
    assert len({tokens.salt() for _ in range(100)}) == 100
