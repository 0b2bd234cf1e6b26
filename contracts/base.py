"""What an event is: the contract its owner keeps, and the CloudEvents 1.0 envelope it travels in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar, Generic, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from contracts.fields import Code, Id, Instant

LARGEST = 64 * 1024
"""No event is larger than this, in bytes as sent."""


class ContractError(Exception):
    """An event that cannot be read or must not be said. Its text holds no value from the event."""


class UnknownType(ContractError):
    """The type, or its major, is not one we know."""


class InvalidEvent(ContractError):
    """The body, the envelope or the data breaks the rules; reading it again will not help."""


class Part(BaseModel):
    """A piece of an event. Frozen; fields it does not know are ignored, so an owner may add optional ones."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class Contract(Part):
    """The full public state of one aggregate after a change, as its owner promises it.

    A subclass is declared with its name, its major and the services that hear it, lists what can happen to it
    in CHANGES, and explains itself in its docstring, which docs/events.md publishes. One declared with
    `broadcast` is also sent to every process that listens for it (`chassis.rabbit.Broadcast`), services or not;
    one with `to_all` concerns every person of its provider, whoever `concerns` names.
    """

    TYPE: ClassVar[str]
    OWNER: ClassVar[str]
    MAJOR: ClassVar[int]
    HEARD_BY: ClassVar[tuple[str, ...]]
    BROADCAST: ClassVar[bool]
    TO_ALL: ClassVar[bool]
    SCHEMA: ClassVar[str]
    CHANGES: ClassVar[tuple[str, ...]]

    id: Annotated[Id, Field(description="The aggregate's id; the envelope's `subject`.")]
    concerns: Annotated[
        tuple[Id, ...],
        Field(max_length=64, description="Ids of the persons whose screens should hear of the change."),
    ] = ()

    @classmethod
    def __init_subclass__(
        cls,
        *,
        name: str,
        major: int,
        heard_by: tuple[str, ...],
        broadcast: bool = False,
        to_all: bool = False,
    ) -> None:
        super().__init_subclass__()
        cls.TYPE = f"{name}.v{major}"
        cls.OWNER = name.partition(".")[0]
        cls.MAJOR = major
        cls.HEARD_BY = heard_by
        cls.BROADCAST = broadcast
        cls.TO_ALL = to_all
        cls.SCHEMA = f"contracts/{name}/{major}"
        known = _known.setdefault(cls.TYPE, cls)
        if (known.__module__, known.__qualname__) != (cls.__module__, cls.__qualname__):
            raise TypeError(f"{cls.__qualname__} and {known.__qualname__} both claim the type {cls.TYPE}.")


_known: dict[str, type[Contract]] = {}


def by_type(type: str) -> type[Contract]:
    """The contract of a type such as `scheduling.session.changed.v1`. Raises UnknownType."""
    if type not in _known:
        raise UnknownType(f"Nobody here knows the type {type}.")
    return _known[type]


def is_broadcast(type: str) -> bool:
    """Whether events of this type are sent even when no service hears them."""
    contract = _known.get(type)
    return contract is not None and contract.BROADCAST


class Envelope(BaseModel):
    """A CloudEvent whose `data` is a contract. `aggversion` is the aggregate's version after the change."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    specversion: Literal["1.0"] = "1.0"
    id: Id
    source: Code
    type: Annotated[str, Field(max_length=100)]
    subject: Id
    time: Instant
    datacontenttype: Literal["application/json"] = "application/json"
    dataschema: Annotated[str, Field(max_length=120)]
    tenantid: Id
    aggversion: Annotated[int, Field(ge=1, le=2**53)]
    change: Code
    correlationid: Annotated[str, Field(max_length=100)]
    causationid: Annotated[str, Field(max_length=100)] | None = None
    traceparent: Annotated[str, Field(max_length=100)] | None = None
    replay: bool = False
    data: dict[str, object]

    @classmethod
    def seal(
        cls,
        event: Contract,
        *,
        id: str,
        tenant: str,
        version: int,
        change: str,
        time: datetime,
        correlation_id: str,
        causation_id: str | None = None,
        traceparent: str | None = None,
    ) -> Self:
        """Put an event into its envelope. `time` is aware. Raises InvalidEvent for an undeclared change."""
        if change not in event.CHANGES:
            raise InvalidEvent(
                f"{event.TYPE} does not declare the change {change!r}: {', '.join(event.CHANGES)}."
            )
        return cls(
            id=id,
            source=f"/{event.OWNER}",
            type=event.TYPE,
            subject=event.id,
            time=time,
            dataschema=event.SCHEMA,
            tenantid=tenant,
            aggversion=version,
            change=change,
            correlationid=correlation_id,
            causationid=causation_id,
            traceparent=traceparent,
            data=event.model_dump(mode="json"),
        )

    def to_bytes(self) -> bytes:
        """The body of the message, UTF-8 JSON. Raises InvalidEvent over LARGEST."""
        body = self.model_dump_json().encode()
        if len(body) > LARGEST:
            raise InvalidEvent(f"{self.type} is {len(body)} bytes; {LARGEST} is the most.")
        return body

    @classmethod
    def from_bytes(cls, body: bytes) -> Self:
        """The envelope in a message body. Raises InvalidEvent; looks no further into `data`."""
        if len(body) > LARGEST:
            raise InvalidEvent(f"The body is {len(body)} bytes; {LARGEST} is the most.")
        try:
            return cls.model_validate_json(body)
        except ValidationError as error:
            raise InvalidEvent(f"Not an envelope of ours: {_faults(error)}.") from None


E_co = TypeVar("E_co", bound=Contract, covariant=True)


@dataclass(frozen=True)
class Received(Generic[E_co]):
    """An event as its readers get it.

    `version` orders the states of one aggregate; `change` is for people and logs, never for a decision.
    """

    id: str
    type: str
    provider_id: str
    version: int
    change: str
    time: datetime
    replay: bool
    correlation_id: str
    data: E_co
    traceparent: str | None = None


def open_envelope(body: bytes) -> Received[Contract]:
    """Read a message body. Unknown fields and changes are fine.

    Raises UnknownType for a type or major we do not know, InvalidEvent for whatever else is wrong with it.
    """
    envelope = Envelope.from_bytes(body)
    contract = by_type(envelope.type)
    if envelope.source != f"/{contract.OWNER}":
        raise InvalidEvent(f"{envelope.type} comes from {envelope.source}, not from its owner.")
    try:
        data = contract.model_validate(envelope.data)
    except ValidationError as error:
        raise InvalidEvent(f"{envelope.type} breaks its contract: {_faults(error)}.") from None
    if data.id != envelope.subject:
        raise InvalidEvent(f"{envelope.type} is about one id and carries the state of another.")
    return Received(
        id=envelope.id,
        type=envelope.type,
        provider_id=envelope.tenantid,
        version=envelope.aggversion,
        change=envelope.change,
        time=envelope.time,
        replay=envelope.replay,
        correlation_id=envelope.correlationid,
        data=data,
        traceparent=envelope.traceparent,
    )


def _faults(error: ValidationError) -> str:
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    return "; ".join(
        f"{'.'.join(str(step) for step in fault['loc']) or 'body'}: {fault['msg']}" for fault in faults[:5]
    )
