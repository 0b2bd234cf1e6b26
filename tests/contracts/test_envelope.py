"""Sealing and opening: what is said arrives, and what is wrong is refused by name without its values."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, ClassVar

import pytest
from pydantic import ValidationError

from contracts import (
    CONTRACTS,
    LARGEST,
    Contract,
    Envelope,
    InvalidEvent,
    UnknownType,
    by_type,
    open_envelope,
)
from contracts.identity import CentreChanged
from contracts.published import samples_of
from contracts.scheduling import SessionChanged
from contracts.words import Nation

NOW = datetime(2026, 11, 21, 10, 0, 0, 123_456, tzinfo=UTC)
TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
CENTRE = CentreChanged(id="c1", name="Tŷ Gŵyr", nation=Nation.WALES, time_zone="Europe/London")


def _sealed(**changes: Any) -> Envelope:
    envelope = Envelope.seal(
        CENTRE, id="e1", tenant="p1", version=7, change="created", time=NOW, correlation_id="r1"
    )
    return envelope.model_copy(update=changes)


def _body(**changes: Any) -> bytes:
    return json.dumps(json.loads(_sealed().to_bytes()) | changes).encode()


def test_an_event_arrives_as_it_was_said() -> None:
    received = open_envelope(_sealed().to_bytes())

    assert received.data == CENTRE
    assert (received.id, received.type) == ("e1", "identity.centre.changed.v1")
    assert (received.provider_id, received.version, received.change) == ("p1", 7, "created")
    assert (received.correlation_id, received.replay) == ("r1", False)


def test_an_event_carries_the_trace_it_belongs_to() -> None:
    assert open_envelope(_body(traceparent=TRACE)).traceparent == TRACE
    assert open_envelope(_sealed().to_bytes()).traceparent is None


def test_an_envelope_names_its_owner_its_subject_and_its_schema() -> None:
    sealed = json.loads(_sealed().to_bytes())

    assert sealed["specversion"] == "1.0"
    assert sealed["source"] == "/identity"
    assert sealed["subject"] == "c1"
    assert sealed["dataschema"] == "contracts/identity.centre.changed/1"
    assert sealed["datacontenttype"] == "application/json"


def test_a_moment_travels_in_utc_with_milliseconds() -> None:
    cardiff_in_summer = timezone(timedelta(hours=1))

    sealed = Envelope.seal(
        CENTRE,
        id="e1",
        tenant="p1",
        version=1,
        change="created",
        time=datetime(2026, 7, 1, 10, 0, 0, 999_999, tzinfo=cardiff_in_summer),
        correlation_id="r1",
    )

    assert json.loads(sealed.to_bytes())["time"] == "2026-07-01T09:00:00.999Z"
    assert open_envelope(sealed.to_bytes()).time == sealed.time


def test_a_replay_says_that_it_is_one() -> None:
    assert open_envelope(_sealed(replay=True).to_bytes()).replay is True


def test_an_undeclared_change_is_not_said() -> None:
    with pytest.raises(InvalidEvent, match="does not declare the change 'renamed': created, changed"):
        Envelope.seal(
            CENTRE, id="e1", tenant="p1", version=1, change="renamed", time=NOW, correlation_id="r1"
        )


def test_an_unknown_change_is_read() -> None:
    assert open_envelope(_body(change="merged")).change == "merged"


@pytest.mark.parametrize("type", ["identity.centre.changed.v2", "identity.nothing.changed.v1", ""])
def test_an_unknown_type_or_major_is_told_from_an_invalid_event(type: str) -> None:
    with pytest.raises(UnknownType):
        open_envelope(_body(type=type))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        b"\xff\xfe",
        b'{"specversion": "1.0"}',
        _body(specversion="0.3"),
        _body(aggversion=0),
        _body(time="2026-11-21T10:00:00"),
        _body(tenantid=None),
        _body(data=None),
        _body(data={}),
        _body(data={"id": "c1", "name": "Tŷ", "nation": "narnia", "time_zone": "Europe/London"}),
    ],
)
def test_a_broken_body_is_an_invalid_event(body: bytes) -> None:
    with pytest.raises(InvalidEvent):
        open_envelope(body)


def test_an_event_from_another_service_than_its_owner_is_refused() -> None:
    with pytest.raises(InvalidEvent, match="not from its owner"):
        open_envelope(_body(source="/scheduling"))


def test_an_event_about_one_id_with_the_state_of_another_is_refused() -> None:
    with pytest.raises(InvalidEvent, match="state of another"):
        open_envelope(_body(subject="c2"))


def test_a_body_over_the_limit_is_refused_unread() -> None:
    with pytest.raises(InvalidEvent, match="65536 is the most"):
        open_envelope(b" " * (LARGEST + 1))


def test_an_event_over_the_limit_is_not_sent() -> None:
    with pytest.raises(InvalidEvent, match="65536 is the most"):
        _sealed(data={"name": "x" * LARGEST}).to_bytes()


def test_a_refusal_names_the_field_and_not_its_value() -> None:
    data = {"id": "c1", "name": "Tŷ", "nation": "secret", "time_zone": "Europe/London"}

    with pytest.raises(InvalidEvent) as refusal:
        open_envelope(_body(data=data))

    assert "nation" in str(refusal.value)
    assert "secret" not in str(refusal.value)
    assert refusal.value.__cause__ is None


def test_an_event_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        CENTRE.name = "Elsewhere"  # type: ignore[misc]


def test_a_moment_without_a_zone_is_no_moment() -> None:
    sample = open_envelope(_session_body()).data.model_dump()

    with pytest.raises(ValidationError, match="timezone"):
        SessionChanged.model_validate(sample | {"starts_at": datetime(2026, 11, 25, 10)})


def test_a_wall_time_with_an_offset_is_no_wall_time() -> None:
    sample = open_envelope(_session_body()).data.model_dump()

    with pytest.raises(ValidationError, match="local_start"):
        SessionChanged.model_validate(sample | {"local_start": "2026-11-25T10:00:00Z"})


def test_two_contracts_cannot_claim_one_type() -> None:
    with pytest.raises(TypeError, match=r"both claim the type identity\.centre\.changed\.v1"):

        class Impostor(Contract, name="identity.centre.changed", major=1, heard_by=()):
            CHANGES: ClassVar[tuple[str, ...]] = ()


def test_every_contract_is_found_by_its_type() -> None:
    assert [by_type(contract.TYPE) for contract in CONTRACTS] == list(CONTRACTS)


def _session_body() -> bytes:
    return samples_of(SessionChanged)["typical"]
