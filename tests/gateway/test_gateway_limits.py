"""How often one person and one address may ask, and whose word about an address is taken."""

from ipaddress import ip_network
from pathlib import Path
from typing import Any

import httpx
import pytest

from chassis.testing.tokens import mint
from gateway.addresses import client_address, neighbourhood
from gateway.limits import REMEMBERED, Rate
from gateway.refusals import TooManyRequests
from tests.gateway.world import OpenDoor, Upstream

OURS = (ip_network("10.0.0.0/8"), ip_network("::1/128"))
LOCAL = ["127.0.0.0/8"]
SIGN_IN = {"user_name": "sian", "password": "wrong wrong wrong"}


def as_person(key_file: Path, person_id: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {mint(key_file, person_id=person_id)}"}


async def statuses(door: httpx.AsyncClient, times: int, **request: Any) -> list[int]:
    return [(await door.get("/api/sessions", **request)).status_code for _ in range(times)]


async def test_a_person_who_asks_too_often_is_told_when_to_come_back(
    open_door: OpenDoor, key_file: Path
) -> None:
    async with open_door(person_per_minute=3) as door:
        headers = as_person(key_file, "p1")
        assert await statuses(door, 3, headers=headers) == [200] * 3
        refused = await door.get("/api/sessions", headers=headers)
        assert await statuses(door, 1, headers=as_person(key_file, "p2")) == [200]
    assert refused.status_code == 429
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["code"] == "too_many_requests"
    assert 1 <= int(refused.headers["retry-after"]) <= 20
    assert refused.headers["ratelimit-policy"] == '"person";q=3;w=60'
    assert refused.headers["ratelimit"] == f'"person";r=0;t={refused.headers["retry-after"]}'


async def test_an_address_is_limited_before_its_tokens_are_looked_at(
    open_door: OpenDoor, upstream: Upstream
) -> None:
    async with open_door(address_per_minute=2) as door:
        assert await statuses(door, 3) == [401, 401, 429]
    assert upstream.seen == []


async def test_guessing_passwords_has_a_stricter_limit_than_asking(
    open_door: OpenDoor, bearer: dict[str, str]
) -> None:
    async with open_door(address_per_minute=100, sign_in_per_minute=2) as door:
        tries = [(await door.post("/api/sign-in", json=SIGN_IN)).status_code for _ in range(3)]
        refresh = await door.post("/api/token", json={"refresh_token": "guess"})
        asked = await statuses(door, 3, headers=bearer)
    assert tries == [200, 200, 429]
    assert refresh.status_code == 429
    assert refresh.headers["ratelimit-policy"].startswith('"sign-in";q=2')
    assert asked == [200] * 3


async def test_a_replica_admits_its_share(open_door: OpenDoor, bearer: dict[str, str]) -> None:
    async with open_door(person_per_minute=6, replicas=3) as door:
        assert await statuses(door, 3, headers=bearer) == [200, 200, 429]


async def test_an_address_that_a_stranger_claims_changes_nothing(
    open_door: OpenDoor, upstream: Upstream, bearer: dict[str, str]
) -> None:
    async with open_door(address_per_minute=2) as door:
        found = [
            *await statuses(door, 1, headers={**bearer, "X-Forwarded-For": "192.0.2.1"}),
            *await statuses(door, 1, headers={**bearer, "X-Forwarded-For": "192.0.2.2"}),
            *await statuses(door, 1, headers={**bearer, "X-Forwarded-For": "192.0.2.3"}),
        ]
    assert found == [200, 200, 429]
    assert {seen.headers["x-forwarded-for"] for seen in upstream.seen} == {"127.0.0.1"}


async def test_a_trusted_proxy_says_whom_a_request_is_from(
    open_door: OpenDoor, upstream: Upstream, bearer: dict[str, str]
) -> None:
    async with open_door(address_per_minute=1, trusted_proxies=LOCAL) as door:
        one = {**bearer, "X-Forwarded-For": "spoofed, 192.0.2.1"}
        other = {**bearer, "X-Forwarded-For": "192.0.2.1, 192.0.2.2"}
        found = [*await statuses(door, 2, headers=one), *await statuses(door, 1, headers=other)]
    assert found == [200, 429, 200]
    assert [seen.headers["x-forwarded-for"] for seen in upstream.seen] == ["192.0.2.1", "192.0.2.2"]


@pytest.mark.parametrize(
    ("peer", "forwarded_for", "address"),
    [
        ("203.0.113.9", "192.0.2.1", "203.0.113.9"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "192.0.2.1", "192.0.2.1"),
        ("10.0.0.1", "192.0.2.7, 192.0.2.1, 10.0.0.2", "192.0.2.1"),
        ("10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"),
        ("10.0.0.1", "192.0.2.1, rubbish", "10.0.0.1"),
        ("::1", "2001:db8::7", "2001:db8::7"),
        ("::ffff:10.0.0.1", "192.0.2.1", "192.0.2.1"),
        ("a socket", "192.0.2.1", "a socket"),
    ],
)
def test_a_forwarded_address_is_believed_as_far_as_its_writers(
    peer: str, forwarded_for: str, address: str
) -> None:
    assert client_address(peer, forwarded_for, OURS) == address


def test_all_addresses_of_one_ipv6_line_count_as_one() -> None:
    assert neighbourhood("2001:db8:1:2::7") == neighbourhood("2001:db8:1:2:ffff::1")
    assert neighbourhood("2001:db8:1:2::7") != neighbourhood("2001:db8:1:3::7")
    assert neighbourhood("192.0.2.1") != neighbourhood("192.0.2.2")


def test_a_bucket_fills_up_again_and_never_over_the_rim() -> None:
    now = 0.0
    rate = Rate("person", 60, clock=lambda: now)
    for _ in range(60):
        rate.take("p")
    with pytest.raises(TooManyRequests):
        rate.take("p")
    now = 2.0
    rate.take("p")
    rate.take("p")
    with pytest.raises(TooManyRequests) as refused:
        rate.take("p")
    assert refused.value.retry_after == 1
    now = 10_000.0
    for _ in range(60):
        rate.take("p")
    with pytest.raises(TooManyRequests):
        rate.take("p")


def test_so_many_strangers_cannot_fill_the_memory() -> None:
    rate = Rate("address", 1)
    for number in range(REMEMBERED + 10):
        rate.take(str(number))
    assert len(rate._buckets) == REMEMBERED
