"""Which connections production refuses: those that others can read, or whose other end nobody checks (ASVS 12.3).

Looked at is every setting whose name ends with `_url`, so a new one needs no word here. Whom a process trusts is
OpenSSL's business: `SSL_CERT_FILE` names an authority of one's own, and every client of ours goes by it.
"""

import sys
from collections.abc import Iterator
from typing import Literal
from urllib.parse import SplitResult, parse_qs, urlsplit

from pydantic_settings import BaseSettings, SettingsConfigDict

_YES = ("1", "true")
_MENDS = {
    "amqp": "write amqps://",
    "http": "write https://",
    "mongodb": "add tls=true",
    "mongodb+srv": "leave tls=false out",
    "smtp": "write smtps://, or add ?starttls=1",
}
_UNCHECKED = (
    "no_verify_ssl",
    "tlsInsecure",
    "tlsAllowInvalidCertificates",
    "tlsAllowInvalidHostnames",
)
"""What would have a client of ours talk to anybody who answers."""


class Surroundings(BaseSettings):
    """What every process is told alike: how strict to be (`WAYMARK_MODE`), and whether the network between the servers
    is private and encrypts by itself (`WAYMARK_PLAIN_INSIDE=private-network`). Mail leaves every such network.
    """

    model_config = SettingsConfigDict(env_prefix="WAYMARK_", extra="ignore")

    mode: Literal["development", "production"] = "development"
    plain_inside: Literal["", "private-network"] = ""


def complaints(settings: BaseSettings, surroundings: Surroundings) -> list[str]:
    """A sentence, with how to mend it, for every URL that production does not connect to."""
    if surroundings.mode != "production":
        return []
    prefix = type(settings).model_config.get("env_prefix", "")
    urls = {name: str(value) for name, value in settings if name.endswith("_url") and value}
    return [
        f"{prefix}{name.upper()} {fault}"
        for name, url in urls.items()
        for fault in _faults(urlsplit(url), private=surroundings.plain_inside != "")
    ]


def refuse_plain(settings: BaseSettings) -> None:
    """End the process, with what to mend, when it would connect in the clear in production."""
    found = complaints(settings, Surroundings())
    if found:
        listed = "\n".join(f"- {each}" for each in found)
        sys.exit(f"This does not start in production mode:\n{listed}\nSee docs/runbooks/transport.md.")


def _faults(url: SplitResult, *, private: bool) -> Iterator[str]:
    where = url.netloc.rpartition("@")[2]
    asked = {name.lower(): values[-1].lower() for name, values in parse_qs(url.query).items()}
    if _is_plain(url.scheme, asked) and not (private and url.scheme != "smtp"):
        yield f"goes to {where} in the clear: {_MENDS[url.scheme]}."
    for name in _UNCHECKED:
        if asked.get(name.lower()) in _YES:
            yield f"trusts whoever answers at {where}: leave {name} out, and name the authority in SSL_CERT_FILE."


def _is_plain(scheme: str, asked: dict[str, str]) -> bool:
    match scheme:
        case "mongodb":
            return asked.get("tls", asked.get("ssl")) not in _YES
        case "mongodb+srv":
            return asked.get("tls", asked.get("ssl", "true")) not in _YES
        case "smtp":
            return asked.get("starttls") not in _YES
        case _:
            return scheme in _MENDS
