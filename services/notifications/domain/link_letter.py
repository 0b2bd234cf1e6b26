"""A mail with a one-time link, and how it reads in a language."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.notifications.domain.notification import Person
from services.notifications.domain.plain_text import one_line
from services.notifications.domain.texts import texts_of
from services.notifications.domain.wording import moment_name


class Purpose(StrEnum):
    """What a link is for."""

    INVITATION = "invitation"
    PASSWORD_RESET = "password_reset"


PAGES = {Purpose.INVITATION: "invitations", Purpose.PASSWORD_RESET: "password-resets"}
"""Where in the application a link leads."""


@dataclass(frozen=True, slots=True)
class LinkLetter:
    """A link for one person. `sealed` is its token, which only the writer of the mail opens. Times are UTC."""

    id: str
    provider_id: str
    person_id: str
    purpose: Purpose
    sealed: str
    expires_at: datetime
    created_at: datetime


@dataclass(frozen=True, slots=True)
class LinkWording:
    """A letter in words, all plain text."""

    language: str
    subject: str
    greeting: str
    opening: str
    button: str
    expiry: str
    unexpected: str
    footer: str


def word_link(letter: LinkLetter, reader: Person) -> LinkWording:
    """The letter as `reader` reads it, with the end of the link in their zone."""
    texts = texts_of(reader.language)
    link, purpose = texts["link"], letter.purpose.value
    return LinkWording(
        language=texts["language"],
        subject=link["subject"][purpose],
        greeting=texts["greeting"].format(name=one_line(reader.name)),
        opening=link["opening"][purpose],
        button=link["button"][purpose],
        expiry=link["expiry"].format(date=moment_name(letter.expires_at, reader)),
        unexpected=link["unexpected"][purpose],
        footer=link["footer"],
    )
