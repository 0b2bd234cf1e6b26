"""Who may do what on the broker. `deploy.checks.rights` tries the same on a running one."""

import json
import re

import pytest

from contracts.registry import CONTRACTS, SERVICES, by_type, says
from contracts.topology import EXCHANGE, RETRY_TIERS, dead_queue_of, queue_of, retry_queue_of, whole
from deploy.compose.definitions import ADMIN, GATEWAY, USERS, definitions, placed, rights, topic_rights
from deploy.compose.setup import s3_identities
from tests.deploy.compose import some_secrets

PASSWORDS = {user: f"password of {user}" for user in USERS}
DYING = [f"{user}.broadcast.01a2" for user in USERS]
NAMES = [queue.name for queue in whole().queues] + [exchange.name for exchange in whole().exchanges] + DYING
TYPES = [contract.TYPE for contract in CONTRACTS]
BROADCAST = {contract.TYPE for contract in CONTRACTS if contract.BROADCAST}


def allowed(pattern: str, names: list[str]) -> set[str]:
    """What the broker would let through: it searches, so a pattern without its anchors would let through more."""
    return {name for name in names if re.search(pattern, name)}


def test_everything_that_stands_on_the_broker_is_in_the_definitions() -> None:
    document = placed()
    assert [one["name"] for one in document["exchanges"]] == [one.name for one in whole().exchanges]
    assert {one["name"]: one["arguments"] for one in document["queues"]} == {
        one.name: dict(one.arguments) for one in whole().queues
    }
    assert len(document["bindings"]) == len(whole().bindings)
    assert all(one["durable"] and not one["auto_delete"] for one in document["queues"])


@pytest.mark.parametrize("user", USERS)
def test_nothing_lasting_may_be_declared_by_anybody(user: str) -> None:
    assert allowed(rights(user)["configure"], NAMES) == {f"{user}.broadcast.01a2"}


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_reads_its_queue_and_its_dead_letters_only(service: str) -> None:
    queues = {queue_of(service), dead_queue_of(service), f"{service}.broadcast.01a2"}
    assert allowed(rights(service)["read"], NAMES) == {EXCHANGE, *queues}


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_writes_to_the_exchange_its_retries_and_the_queues_it_must_find(service: str) -> None:
    heard_in = {queue_of(hearer) for type in says(service) for hearer in by_type(type).HEARD_BY}
    assert allowed(rights(service)["write"], [*NAMES, "amq.default"]) == {
        EXCHANGE,
        "amq.default",
        f"{service}.broadcast.01a2",
        *heard_in,
    }


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_publishes_what_it_owns_and_binds_to_what_is_broadcast(service: str) -> None:
    assert allowed(topic_rights(service)["write"], TYPES) == set(says(service))
    assert not re.search(topic_rights(service)["write"], f"x{service}.thing.changed.v1")
    assert allowed(topic_rights(service)["read"], [*TYPES, "#", "*.*.*.*"]) == BROADCAST


def test_the_gateway_publishes_nothing_reads_no_queue_of_a_service_and_may_listen_to_everything() -> None:
    assert allowed(topic_rights(GATEWAY)["write"], TYPES) == set()
    assert allowed(rights(GATEWAY)["write"], [*NAMES, "amq.default"]) == {"gateway.broadcast.01a2"}
    assert allowed(rights(GATEWAY)["read"], NAMES) == {EXCHANGE, "gateway.broadcast.01a2"}
    assert allowed(topic_rights(GATEWAY)["read"], [*TYPES, "#", "*.*.*.*"]) == {*BROADCAST, "#"}


def test_everybody_has_topic_rights_because_without_any_they_might_publish_everything() -> None:
    assert [one["user"] for one in placed()["topic_permissions"]] == list(USERS)


def test_retry_queues_are_there_for_every_service() -> None:
    assert {retry_queue_of(service, tier) for service in SERVICES for tier in RETRY_TIERS} <= set(NAMES)


def test_no_password_can_be_read_from_the_definitions_and_there_is_no_guest() -> None:
    document = definitions("password of the admin", PASSWORDS)
    text = json.dumps(document)
    assert not any(password in text for password in ("password of the admin", *PASSWORDS.values()))
    assert {user["name"]: user["tags"] for user in document["users"]} == {
        ADMIN: "administrator",
        **dict.fromkeys(USERS, ""),
    }


def test_evidences_key_opens_its_own_bucket_only() -> None:
    identities = s3_identities(some_secrets())["identities"]
    assert isinstance(identities, list)
    (evidence,) = (one for one in identities if one["name"] == "evidence")
    assert all(action.endswith(":waymark-evidence") for action in evidence["actions"])
