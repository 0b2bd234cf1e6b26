"""An employer: the organisation whose people supervise learners at work, and whose word counts in reviews (DR-113)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, TypeVar

from chassis.errors import Kind, NotFound, Refusal
from services.identity.domain.mail_domains import own_domain
from services.identity.domain.roles import MOST_CENTRES

T = TypeVar("T")

MOST_ADDRESSES = 20
MOST_DOMAINS = 10
MOST_WORKPLACES = 50
MOST_CONTACTS = 50


class EmployerNotFound(NotFound):
    """The provider has no such employer, or none of the caller's centres works with it."""


class EmployerNumberTaken(Refusal):
    """Another employer of the provider has this identifier; `employer_id` names it to whom it is known."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class DomainNeedsLargerCompany(Refusal):
    """Only a larger company is recognised by its domain; others by the addresses that are recorded (DR-44)."""

    kind: ClassVar[Kind] = Kind.INVALID


class AddressOfLearner(Refusal):
    """The address is a learner's, whose word cannot be the employer's; `email`."""

    kind: ClassVar[Kind] = Kind.INVALID


class EmployerMerged(Refusal):
    """The employer's record has been merged into another one; `employer_id` names that."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class MergedWithItself(Refusal):
    """An employer is not merged into itself."""

    kind: ClassVar[Kind] = Kind.INVALID


class TooMuchToMerge(Refusal):
    """Both records together hold more than one employer may; `field` says of what."""

    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where people work at an employer."""

    name: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to talk to at an employer, who need not be known as a person."""

    name: str
    position: str | None = None
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Employer:
    """An employer that some of the provider's centres work with.

    `number` is its identifier, one of its kind at the provider. Its word by mail is recognised by the recorded
    addresses and, of a larger company, by its own domains (DR-44).
    """

    id: str
    provider_id: str
    number: str
    name: str
    centre_ids: tuple[str, ...]
    larger_company: bool = False
    domains: tuple[str, ...] = ()
    recorded_emails: tuple[str, ...] = ()
    workplaces: tuple[Workplace, ...] = ()
    contacts: tuple[Contact, ...] = ()
    merged_into: str | None = None
    version: int = 0

    @property
    def number_key(self) -> str:
        """The identifier as it is compared."""
        return number_key(self.number)

    def checked(self) -> "Employer":
        """The employer as it is kept: everything once each, addresses and domains as they are compared.

        Raises DomainNeedsLargerCompany, MailDomainMalformed and MailDomainPublic.
        """
        if self.domains and not self.larger_company:
            raise DomainNeedsLargerCompany(
                "Only a larger company is recognised by its domain. Record the addresses instead.",
                field="domains",
            )
        domains = (own_domain(text, field=f"domains.{index}") for index, text in enumerate(self.domains))
        return replace(
            self,
            domains=tuple(dict.fromkeys(domains)),
            recorded_emails=tuple(dict.fromkeys(email.casefold() for email in self.recorded_emails)),
            centre_ids=tuple(dict.fromkeys(self.centre_ids)),
            workplaces=tuple(dict.fromkeys(self.workplaces)),
            contacts=tuple(dict.fromkeys(self.contacts)),
        )

    def with_records_of(self, other: "Employer") -> "Employer":
        """The employer with everything that was recorded of the other one too; its own name and identifier stay.

        Raises TooMuchToMerge.
        """
        larger = self.larger_company or other.larger_company
        both = replace(
            self,
            larger_company=larger,
            centre_ids=_joined(self.centre_ids, other.centre_ids),
            domains=_joined(self.domains, other.domains),
            recorded_emails=_joined(self.recorded_emails, other.recorded_emails),
            workplaces=_joined(self.workplaces, other.workplaces),
            contacts=_joined(self.contacts, other.contacts),
        )
        limits = {
            "centre_ids": MOST_CENTRES,
            "domains": MOST_DOMAINS,
            "recorded_emails": MOST_ADDRESSES,
            "workplaces": MOST_WORKPLACES,
            "contacts": MOST_CONTACTS,
        }
        for field, most in limits.items():
            if len(getattr(both, field)) > most:
                raise TooMuchToMerge(
                    f"Both together have more than {most} {field.replace('_', ' ')}. Shorten one of them first.",
                    field=field,
                )
        return both


def number_key(number: str) -> str:
    """An identifier as it is compared: without blanks, in one case."""
    return "".join(number.split()).casefold()


def _joined(mine: Sequence[T], theirs: Sequence[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*mine, *theirs)))
