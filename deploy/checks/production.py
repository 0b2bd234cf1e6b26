"""What production refuses to start with. Nothing here is a matter of taste: each would be a hole or a lie."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from deploy.compose.secrets import DEVELOPMENT, DRAWN, PLATFORM_ADMIN, SIGNING_KEYS, SMTP_URL, read

DEVELOPMENT_MODE, PRODUCTION_MODE = "development", "production"
SHORTEST = 32
SHORTEST_TYPED = 15
"""In characters: a secret of a machine, and the password a person types."""

SINK = "mail"
PLACEHOLDERS = ("waymark.example", "example.org", "example.com", "localhost", "127.0.0.1")


def complaints(settings: Mapping[str, str], folder: Path) -> list[str]:
    """A sentence for everything that is missing, weak or made for development. Empty: production may start.

    `settings` are the environment variables of docker-compose.yml, `folder` holds the secrets.
    """
    secrets = read(folder)
    return [*_secrets(secrets, folder), *_mail(secrets), *_addresses(settings)]


def _secrets(secrets: Mapping[str, str], folder: Path) -> Iterator[str]:
    for name in DRAWN:
        yield from _secret(name, secrets.get(name, ""))
    times = Counter(secrets[name] for name in DRAWN if secrets.get(name))
    twins = sorted(name for name in DRAWN if times[secrets.get(name, "")] > 1)
    if twins:
        yield f"These secrets are the same, and each must be its own: {', '.join(twins)}."
    if not any((folder / SIGNING_KEYS).glob("*.pem")):
        yield f"There is no signing key: {SIGNING_KEYS} holds no .pem file."


def _secret(name: str, value: str) -> Iterator[str]:
    shortest = SHORTEST_TYPED if name == PLATFORM_ADMIN else SHORTEST
    if not value:
        yield f"The secret {name} is missing."
    elif value.startswith(DEVELOPMENT):
        yield f"The secret {name} was drawn for development."
    elif len(value) < shortest:
        yield f"The secret {name} is shorter than {shortest} characters."


def _mail(secrets: Mapping[str, str]) -> Iterator[str]:
    server = urlsplit(secrets.get(SMTP_URL, ""))
    if server.scheme not in ("smtp", "smtps") or not server.hostname:
        yield f"The secret {SMTP_URL} is missing: smtps://user:password@host, or smtp://… with ?starttls=1."
    elif server.hostname == SINK:
        yield f"The secret {SMTP_URL} names the development mail sink, which sends nothing on."
    elif server.scheme == "smtp" and "starttls=1" not in server.query:
        yield f"The secret {SMTP_URL} sends mail in the clear: write smtps://, or add ?starttls=1."


def _addresses(settings: Mapping[str, str]) -> Iterator[str]:
    public = urlsplit(settings.get("WAYMARK_PUBLIC_URL", ""))
    if public.scheme != "https" or _is_placeholder(public.hostname or ""):
        yield "WAYMARK_PUBLIC_URL is not the https address that people use."
    if _is_placeholder(settings.get("WAYMARK_MAIL_FROM", "").rpartition("@")[2]):
        yield "WAYMARK_MAIL_FROM is not an address of yours."


def _is_placeholder(host: str) -> bool:
    return not host or any(host == known or host.endswith(f".{known}") for known in PLACEHOLDERS)
