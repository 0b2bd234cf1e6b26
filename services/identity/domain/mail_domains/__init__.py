"""What a company's own mail domain looks like: a name of its own, where not everybody can have an address (DR-113).

The public ones are data, `public.txt` beside this: a domain a line.
"""

import re
from functools import cache
from importlib.resources import files
from typing import ClassVar

from chassis.errors import Kind, Refusal

_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_LONGEST = 253
_REGISTRIES = frozenset(
    {"ac", "co", "com", "edu", "gob", "gov", "gv", "ltd", "me", "mod", "ne", "net", "nhs", "nom", "or", "org"}
    | {"plc", "police", "sch"}
)
"""What stands before a country's letters where whole registries begin: `co.uk`, `com.au`, `ac.uk`."""


class MailDomainMalformed(Refusal):
    """This is not the domain of a company's mail, such as `severnvale.co.uk`."""

    kind: ClassVar[Kind] = Kind.INVALID


class MailDomainPublic(Refusal):
    """Anybody can have an address at this domain, so mail from it says nothing about whom it is from; `domain`."""

    kind: ClassVar[Kind] = Kind.INVALID


def own_domain(text: str, *, field: str) -> str:
    """The domain as it is compared: small letters, ASCII (IDNA), without an `@` before it. `field` names the input.

    Raises MailDomainMalformed, and MailDomainPublic also for what lies below a public domain.
    """
    domain = _ascii(text.strip().removeprefix("@").rstrip("."))
    labels = domain.split(".")
    well_formed = len(domain) <= _LONGEST and all(_LABEL.fullmatch(label) for label in labels)
    if not well_formed or len(labels) < 2 or labels[-1].isdigit():
        raise MailDomainMalformed("Please give a domain such as severnvale.co.uk.", field=field)
    if len(labels) == 2 and len(labels[1]) == 2 and labels[0] in _REGISTRIES:
        raise MailDomainMalformed(f"{domain} is not a company's domain but a whole registry.", field=field)
    if any(".".join(labels[start:]) in _public() for start in range(len(labels) - 1)):
        raise MailDomainPublic(
            f"Anybody can have an address at {domain}. Record the employer's addresses instead.",
            field=field,
            domain=domain,
        )
    return domain


def _ascii(text: str) -> str:
    try:
        return text.encode("idna").decode().lower()
    except UnicodeError:
        return ""


@cache
def _public() -> frozenset[str]:
    """The domains at which anybody can have an address."""
    lines = files(__package__).joinpath("public.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))
