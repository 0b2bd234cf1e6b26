"""In production nothing is said in the clear, and nobody is spoken to who was not checked."""

import pytest
from pydantic_settings import BaseSettings, SettingsConfigDict

from chassis.transport import Surroundings, complaints, refuse_plain


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="THING_")

    mongo_url: str = "mongodb://thing:secret@db:27017/thing?replicaSet=rs0&tls=true"
    rabbit_url: str = "amqps://thing:secret@broker/waymark"
    jwks_url: str = "https://identity:8000/.well-known/jwks.json"
    smtp_url: str | None = None
    name: str = "http://is.no.connection"


def settings(**urls: str) -> Settings:
    return Settings.model_validate(urls)


PRODUCTION = Surroundings(mode="production")
PRIVATE = Surroundings(mode="production", plain_inside="private-network")


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"mongo_url": "mongodb+srv://thing:secret@db/thing"},
        {"mongo_url": "mongodb://db/thing?ssl=true"},
        {"smtp_url": "smtps://mail.severn-vale.wales"},
        {"smtp_url": "smtp://mail.severn-vale.wales:587?starttls=1"},
    ],
)
def test_what_is_encrypted_is_connected_to(given: dict[str, str]) -> None:
    assert complaints(settings(**given), PRODUCTION) == []


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"mongo_url": "mongodb://a:b@db:27017/thing"}, "THING_MONGO_URL goes to db:27017 in the clear: add tls=true."),
        ({"mongo_url": "mongodb://db/?tls=false"}, "THING_MONGO_URL goes to db in the clear: add tls=true."),
        ({"mongo_url": "mongodb+srv://db/?tls=false"}, "THING_MONGO_URL goes to db in the clear: leave tls=false out."),
        ({"rabbit_url": "amqp://a:b@broker/w"}, "THING_RABBIT_URL goes to broker in the clear: write amqps://."),
        ({"jwks_url": "http://identity:8000/x"}, "THING_JWKS_URL goes to identity:8000 in the clear: write https://."),
        (
            {"smtp_url": "smtp://a:b@mail"},
            "THING_SMTP_URL goes to mail in the clear: write smtps://, or add ?starttls=1.",
        ),
    ],
)  # fmt: skip
def test_what_is_not_is_named_with_how_to_mend_it_and_without_its_password(
    given: dict[str, str], sentence: str
) -> None:
    assert complaints(settings(**given), PRODUCTION) == [sentence]
    assert complaints(settings(**given), Surroundings(mode="development")) == []


@pytest.mark.parametrize(
    "given",
    [
        {"mongo_url": "mongodb://db/?tls=true&tlsInsecure=true"},
        {"mongo_url": "mongodb://db/?tls=true&tlsAllowInvalidHostnames=TRUE"},
        {"mongo_url": "mongodb://db/?tls=true&tlsAllowInvalidCertificates=true"},
        {"rabbit_url": "amqps://broker/?no_verify_ssl=1"},
    ],
)
def test_nobody_is_trusted_unseen_on_a_private_network_either(given: dict[str, str]) -> None:
    (sentence,) = complaints(settings(**given), PRIVATE)
    assert "trusts whoever answers" in sentence


def test_a_private_network_may_be_plain_inside_but_mail_leaves_it() -> None:
    plain = {"mongo_url": "mongodb://db/thing", "rabbit_url": "amqp://broker", "jwks_url": "http://identity"}
    assert complaints(settings(**plain), PRIVATE) == []
    (sentence,) = complaints(settings(**plain, smtp_url="smtp://mail"), PRIVATE)
    assert sentence.startswith("THING_SMTP_URL ")


def test_the_process_ends_before_it_has_connected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYMARK_MODE", "production")
    monkeypatch.setenv("THING_RABBIT_URL", "amqp://thing:secret@broker/waymark")
    with pytest.raises(SystemExit) as ended:
        refuse_plain(Settings())
    assert "THING_RABBIT_URL" in str(ended.value)
    assert "secret" not in str(ended.value)
