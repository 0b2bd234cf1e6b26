"""Which tokens the door and the services take, and which forgeries they do not (reliability.md d, JWT)."""

import asyncio
import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from chassis.actor import Actor
from chassis.auth import (
    CLAIMS,
    Keys,
    TokenExpired,
    TokenInvalid,
    TokenMissing,
    TokenVerifier,
    bearer_token,
    published,
    thumbprint,
)
from chassis.errors import Unavailable
from chassis.testing.tokens import claims, mint, sign, write_signing_key

KEY = Ed25519PrivateKey.generate()
OTHER_KEY = Ed25519PrivateKey.generate()
INVALID = "The access token is not valid."


def verifier() -> TokenVerifier:
    return TokenVerifier(Keys.fixed(KEY.public_key()))


def part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def unsigned(header: dict[str, Any]) -> str:
    return f"{part(header)}.{part(claims())}."


def signed_by_public_key() -> str:
    """The classic confusion: our public key used as the secret of a symmetric algorithm."""
    secret = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    header = {"alg": "HS256", "typ": "at+jwt", "kid": thumbprint(KEY.public_key())}
    signed = f"{part(header)}.{part(claims())}"
    mac = hmac.new(secret, signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"


def tampered() -> str:
    header, _, signature = sign(claims(), KEY).split(".")
    return f"{header}.{part(claims() | {'role': 'master_admin'})}.{signature}"


def without(name: str) -> str:
    return sign({key: value for key, value in claims().items() if key != name}, KEY)


FORGERIES: dict[str, Callable[[], str]] = {
    "no algorithm": lambda: unsigned({"alg": "none", "typ": "at+jwt", "kid": thumbprint(KEY.public_key())}),
    "no algorithm in capitals": lambda: unsigned(
        {"alg": "NONE", "typ": "at+jwt", "kid": thumbprint(KEY.public_key())}
    ),
    "HS256 with the public key": signed_by_public_key,
    "changed after signing": tampered,
    "another audience": lambda: sign(claims() | {"aud": "another"}, KEY),
    "our audience among others": lambda: sign(claims() | {"aud": ["waymark-api", "another"]}, KEY),
    "another issuer": lambda: sign(claims() | {"iss": "another"}, KEY),
    "an ID token": lambda: sign(claims(), KEY, headers={"typ": "JWT"}),
    "no type": lambda: sign(claims(), KEY, headers={"typ": None}),
    "not yet valid": lambda: sign(claims() | {"nbf": int(time.time()) + 600}, KEY),
    "issued in the future": lambda: sign(claims() | {"iat": int(time.time()) + 600}, KEY),
    "a key of somebody else": lambda: sign(claims(), OTHER_KEY),
    "our key id, another key": lambda: sign(
        claims(), OTHER_KEY, headers={"kid": thumbprint(KEY.public_key())}
    ),
    "a key id that is a path": lambda: sign(claims(), KEY, headers={"kid": "../../../../dev/null"}),
    "a key id that is a URL": lambda: sign(claims(), KEY, headers={"kid": "http://evil.example/key"}),
    "no key id": lambda: unsigned({"alg": "EdDSA", "typ": "at+jwt"}),
    "a key id that is no text": lambda: unsigned({"alg": "EdDSA", "typ": "at+jwt", "kid": 7}),
    "brings its own key": lambda: sign(
        claims(), OTHER_KEY, headers={"jwk": published(OTHER_KEY.public_key())["keys"][0]}
    ),
    "points to its own keys": lambda: sign(claims(), KEY, headers={"jku": "http://evil.example/jwks"}),
    "brings a certificate": lambda: sign(claims(), KEY, headers={"x5c": ["MIIB"]}),
    "points to a certificate": lambda: sign(claims(), KEY, headers={"x5u": "http://evil.example/x5u"}),
    "centres that are no list": lambda: sign(claims() | {"centres": "all"}, KEY),
    "centres that are no texts": lambda: sign(claims() | {"centres": [1]}, KEY),
    "an empty provider": lambda: sign(claims() | {"tid": ""}, KEY),
    "a person that is no text": lambda: sign(claims() | {"sub": 7}, KEY),
    "far too long": lambda: sign(claims() | {"more": "x" * 9000}, KEY),
    "not ASCII": lambda: "ä.ö.ü",
    "not a token": lambda: "token",
    "nothing between the dots": lambda: "..",
    **{f"no {name}": (lambda name=name: without(name)) for name in CLAIMS},  # type: ignore[misc]
}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES.keys())
async def test_a_forged_token_is_refused_without_a_reason(forge: Callable[[], str]) -> None:
    with pytest.raises(TokenInvalid) as refusal:
        await verifier().verify(forge())
    assert refusal.value.detail == INVALID
    assert not refusal.value.facts


async def test_a_good_token_becomes_its_actor(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    keys = Keys.fixed(write_signing_key(path).public_key())
    token = mint(path, person_id="p", provider_id="t", role="iqa", centre_ids=["c2", "c1"], session_id="s")
    actor = await TokenVerifier(keys).verify(token)
    assert actor == Actor("p", "t", "iqa", frozenset({"c1", "c2"}), "s")


async def test_a_token_is_good_for_thirty_seconds_more_and_not_longer() -> None:
    assert (await verifier().verify(sign(claims(life=-25), KEY))).role == "assessor"
    with pytest.raises(TokenExpired):
        await verifier().verify(sign(claims(life=-35), KEY))


async def test_a_remembered_token_expires_too() -> None:
    checker = TokenVerifier(Keys.fixed(KEY.public_key()), leeway=0)
    said = claims(life=2)
    token = sign(said, KEY)
    assert (await checker.verify(token)).role == "assessor"
    await asyncio.sleep(said["exp"] - time.time() + 0.1)
    with pytest.raises(TokenExpired):
        await checker.verify(token)


async def test_only_so_many_tokens_are_remembered() -> None:
    checker = TokenVerifier(Keys.fixed(KEY.public_key()), remembered=10)
    for _ in range(30):
        await checker.verify(sign(claims(), KEY))
    assert len(checker._verified) == 10


@pytest.mark.parametrize("header", [None, ""])
def test_no_header_is_a_missing_token(header: str | None) -> None:
    with pytest.raises(TokenMissing):
        bearer_token(header)


@pytest.mark.parametrize("header", ["Basic YTpi", "Bearer", "Bearer ", "token"])
def test_another_scheme_is_an_invalid_token(header: str) -> None:
    with pytest.raises(TokenInvalid):
        bearer_token(header)


class Identity:
    """Publishes keys, counts how often it is asked, and can be down."""

    def __init__(self) -> None:
        self.keys = [KEY]
        self.asked = 0
        self.down = False

    async def answer(self, request: web.Request) -> web.Response:
        self.asked += 1
        if self.down:
            return web.Response(status=503)
        return web.json_response(published(*(key.public_key() for key in self.keys)))


@pytest.fixture
async def identity(serve: Callable[..., Any]) -> Any:
    identity = Identity()
    async with serve(identity.answer) as url:
        yield identity, Keys(f"{url}/jwks.json")


async def test_a_custom_manager_whose_token_names_no_permission_has_none() -> None:
    said = claims() | {"role": "custom_manager"}
    silent = await verifier().verify(sign(said, KEY))
    books = await verifier().verify(sign(said | {"permissions": ["book_sessions"]}, KEY))
    assert not silent.may("book_sessions")
    assert books.may("book_sessions")
    assert not books.may("keep_people")


async def test_many_unknown_keys_cost_identity_one_question(identity: tuple[Identity, Keys]) -> None:
    published_by, keys = identity
    checker = TokenVerifier(keys)
    forged = [sign(claims(), Ed25519PrivateKey.generate()) for _ in range(50)]
    answers = await asyncio.gather(*(checker.verify(token) for token in forged), return_exceptions=True)
    assert all(isinstance(answer, TokenInvalid) for answer in answers)
    assert published_by.asked == 1


async def test_a_new_key_is_learned_and_a_removed_one_forgotten(identity: tuple[Identity, Keys]) -> None:
    published_by, keys = identity
    keys.UNKNOWN_SECONDS = 0.0
    checker = TokenVerifier(keys)
    old, new = sign(claims(), KEY), sign(claims(), OTHER_KEY)
    assert (await checker.verify(old)).role == "assessor"
    published_by.keys = [OTHER_KEY]
    assert (await checker.verify(new)).role == "assessor"
    with pytest.raises(TokenInvalid):
        await checker.verify(old)


async def test_known_keys_outlive_an_identity_that_is_down(identity: tuple[Identity, Keys]) -> None:
    published_by, keys = identity
    await keys.refresh()
    published_by.down = True
    keys.REREAD_SECONDS = keys.UNKNOWN_SECONDS = keys.FAILED_SECONDS = 0.0
    checker = TokenVerifier(keys)
    assert (await checker.verify(sign(claims(), KEY))).role == "assessor"
    await keys.close()
    assert keys.ready
    with pytest.raises(Unavailable):
        await checker.verify(sign(claims(), OTHER_KEY))


async def test_without_any_keys_nobody_is_called_a_forger() -> None:
    keys = Keys("http://127.0.0.1:9/jwks.json")
    with pytest.raises(Unavailable):
        await TokenVerifier(keys).verify(sign(claims(), KEY))
    assert not keys.ready


async def test_keys_of_other_kinds_are_left_out(serve: Callable[..., Any]) -> None:
    good = published(KEY.public_key())["keys"][0]
    odd = [
        {"kty": "RSA", "n": "AQAB", "e": "AQAB", "kid": "rsa"},
        good | {"kid": "../path"},
        good | {"kid": "short", "x": "AAAA"},
        good | {"kid": "numbers", "x": 7},
        "text",
    ]

    async def answer(request: web.Request) -> web.Response:
        return web.json_response({"keys": [*odd, good]})

    async with serve(answer) as url:
        keys = Keys(f"{url}/jwks.json")
        await keys.refresh()
    assert keys.trusts(thumbprint(KEY.public_key()))
    assert not any(keys.trusts(kid) for kid in ("rsa", "../path", "short", "numbers"))
