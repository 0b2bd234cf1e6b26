"""What identity's routes use beside the runner and the database."""

from typing import cast

from chassis.locks import KeyedLocks
from chassis.service import Kit
from services.identity.ports.proving import Codes, LinkTokens, Passwords, Tokens
from services.identity.settings import Settings


def passwords_of(kit: Kit) -> Passwords:
    """What hashes passwords."""
    return cast(Passwords, kit.resources["passwords"])


def tokens_of(kit: Kit) -> Tokens:
    """What draws and signs tokens."""
    return cast(Tokens, kit.resources["tokens"])


def links_of(kit: Kit) -> LinkTokens:
    """What draws one-time links."""
    return cast(LinkTokens, kit.resources["links"])


def codes_of(kit: Kit) -> Codes:
    """What draws and reads the codes of second factors."""
    return cast(Codes, kit.resources["codes"])


def turns_of(kit: Kit) -> KeyedLocks:
    """Who waits for whom at a user name."""
    turns = kit.resources["turns"]
    assert isinstance(turns, KeyedLocks)
    return turns


def settings_of(kit: Kit) -> Settings:
    """Identity's settings."""
    assert isinstance(kit.settings, Settings)
    return kit.settings
