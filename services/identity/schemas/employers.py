"""What the routes about employers take and give."""

from typing import Annotated, Self

from pydantic import Field

from chassis.schemas import Id, In, Out, Text
from services.identity.domain.employer import (
    MOST_ADDRESSES,
    MOST_CONTACTS,
    MOST_DOMAINS,
    MOST_WORKPLACES,
    Contact,
    Employer,
    Workplace,
)
from services.identity.domain.roles import MOST_CENTRES
from services.identity.schemas.fields import Email, Line

EmployerNumber = Annotated[Text, Field(min_length=1, max_length=40, examples=["118204377"])]
Phone = Annotated[Text, Field(min_length=3, max_length=40, examples=["01633 555 0142"])]
Address = Annotated[Text, Field(min_length=1, max_length=500)]
MailDomain = Annotated[Text, Field(min_length=1, max_length=253, examples=["uskvalleycare.example"])]


class WorkplaceIn(In):
    """Where people work at an employer."""

    name: Line
    address: Address | None = None


class ContactIn(In):
    """Somebody to talk to at an employer."""

    name: Line
    position: Line | None = None
    email: Email | None = None
    phone: Phone | None = None


class EmployerIn(In):
    """Everything that is recorded of an employer. `number` is its identifier, one of its kind at the provider.

    Its word by mail is recognised by `recorded_emails` and, of a larger company, by its own `domains`, where not
    everybody can have an address.
    """

    number: EmployerNumber
    name: Line
    centre_ids: Annotated[
        tuple[Id, ...],
        Field(min_length=1, max_length=MOST_CENTRES, description="The centres that work with it."),
    ]
    larger_company: bool = False
    domains: Annotated[tuple[MailDomain, ...], Field(max_length=MOST_DOMAINS)] = ()
    recorded_emails: Annotated[tuple[Email, ...], Field(max_length=MOST_ADDRESSES)] = ()
    workplaces: Annotated[tuple[WorkplaceIn, ...], Field(max_length=MOST_WORKPLACES)] = ()
    contacts: Annotated[tuple[ContactIn, ...], Field(max_length=MOST_CONTACTS)] = ()


class MergingIn(In):
    """The employer whose record takes in everything of this one."""

    into_employer_id: Id


class WorkplaceOut(Out):
    """Where people work at an employer."""

    name: str
    address: str | None

    @classmethod
    def of(cls, workplace: Workplace) -> Self:
        """The workplace."""
        return cls(name=workplace.name, address=workplace.address)


class ContactOut(Out):
    """Somebody to talk to at an employer."""

    name: str
    position: str | None
    email: str | None
    phone: str | None

    @classmethod
    def of(cls, contact: Contact) -> Self:
        """The contact."""
        return cls(name=contact.name, position=contact.position, email=contact.email, phone=contact.phone)


class EmployerOut(Out):
    """An employer. With `merged_into_id` the record is only to be read: that employer has taken it in."""

    id: str
    number: str
    name: str
    centre_ids: list[str]
    larger_company: bool
    domains: list[str]
    recorded_emails: list[str]
    workplaces: list[WorkplaceOut]
    contacts: list[ContactOut]
    merged_into_id: str | None
    version: int

    @classmethod
    def of(cls, employer: Employer, version: int) -> Self:
        """The employer at a version."""
        return cls(
            id=employer.id,
            number=employer.number,
            name=employer.name,
            centre_ids=list(employer.centre_ids),
            larger_company=employer.larger_company,
            domains=list(employer.domains),
            recorded_emails=list(employer.recorded_emails),
            workplaces=[WorkplaceOut.of(one) for one in employer.workplaces],
            contacts=[ContactOut.of(one) for one in employer.contacts],
            merged_into_id=employer.merged_into,
            version=version,
        )
