"""The registry lists every contract, and the names in it are one of a kind."""

import inspect
import json

import pytest

from contracts import (
    CONTRACTS,
    SERVICES,
    Contract,
    Part,
    evidence,
    heard_by,
    identity,
    notifications,
    progression,
    reviews,
    says,
    scheduling,
)
from contracts.published import ROOT, SAMPLES, SCHEMAS, name_of, samples_of, stored_schema_path

EVERY_CONTRACT = pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.TYPE)
OWNERS = (identity, scheduling, progression, evidence, reviews, notifications)


def test_every_contract_that_is_written_is_listed() -> None:
    written = {
        found
        for module in OWNERS
        for _, found in inspect.getmembers(module, inspect.isclass)
        if issubclass(found, Contract) and found is not Contract
    }

    assert written == set(CONTRACTS)


def test_every_type_and_every_class_name_is_used_once() -> None:
    parts = {
        found
        for module in OWNERS
        for _, found in inspect.getmembers(module, inspect.isclass)
        if issubclass(found, Part)
    }
    names = [part.__name__ for part in parts]

    assert len(names) == len(set(names))
    assert len({contract.TYPE for contract in CONTRACTS}) == len(CONTRACTS)


@EVERY_CONTRACT
def test_a_contract_is_written_in_the_file_of_its_owner(contract: type[Contract]) -> None:
    assert contract.__module__ == f"contracts.{contract.OWNER}"
    assert contract.OWNER in SERVICES


@EVERY_CONTRACT
def test_a_contract_is_heard_by_known_services_once_each(contract: type[Contract]) -> None:
    assert set(contract.HEARD_BY) <= set(SERVICES)
    assert len(set(contract.HEARD_BY)) == len(contract.HEARD_BY)


@EVERY_CONTRACT
def test_a_contract_explains_itself_and_lists_its_changes_once(contract: type[Contract]) -> None:
    assert contract.__doc__
    assert contract.CHANGES
    assert len(set(contract.CHANGES)) == len(contract.CHANGES)


@EVERY_CONTRACT
def test_only_concerns_and_what_was_added_later_may_be_left_unsaid(contract: type[Contract]) -> None:
    schema = json.loads((ROOT / stored_schema_path(contract)).read_text(encoding="utf-8"))
    smallest = json.loads(samples_of(contract)["smallest"])["data"]

    assert smallest.keys() - {"concerns"} == set(schema["required"])


def test_nothing_is_stored_for_a_contract_that_is_not_listed() -> None:
    names = {str(name_of(contract)) for contract in CONTRACTS}

    assert {f"{path.parent.name}/{path.stem}" for path in (ROOT / SCHEMAS).glob("*/*.json")} == names
    assert {f"{path.parent.name}/{path.name}" for path in (ROOT / SAMPLES).glob("*/*")} == names


def test_who_says_and_who_hears_follow_from_the_contracts() -> None:
    assert says("scheduling") == (
        "scheduling.session.changed.v1",
        "scheduling.centre_event.changed.v1",
        "scheduling.smart_room.changed.v1",
        "scheduling.offer.changed.v1",
        "scheduling.recording.ended.v1",
        "scheduling.read.noted.v1",
    )
    assert says("notifications") == (
        "notifications.announcement.changed.v1",
        "notifications.conversation.changed.v1",
    )
    assert heard_by("reviews") == (
        "identity.person.changed.v1",
        "identity.enrolment.changed.v1",
        "identity.employer.changed.v1",
        "identity.supervision.changed.v1",
        "scheduling.session.changed.v1",
    )
    assert heard_by("gateway") == ()
