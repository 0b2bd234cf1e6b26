from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from chassis.actor import Actor
from services.identity.domain.account import Account
from services.identity.domain.errors import (
    PersonBlocked,
    RefreshTokenReused,
    RoleNotHeld,
    SessionEnded,
    TooManyTries,
)
from services.identity.domain.login_session import RefreshToken
from services.identity.domain.roles import Role, RoleGrant
from services.identity.handlers.people import add_person
from services.identity.handlers.signing_in import (
    BeginTry,
    EndSession,
    FailTry,
    ForgiveTries,
    OpenSession,
    RenewSession,
    SignedIn,
    begin_try,
    end_session,
    fail_try,
    forgive_tries,
    open_session,
    renew_session,
)
from tests.identity.builders import House, somebody

NOBODY = Actor.anonymous()
GRACE = timedelta(seconds=10)


@dataclass
class Door:
    """A house that Tom Evans, assessor and IQA, comes in and out of."""

    house: House
    opened: int = 0

    async def begin(self, user_name: str) -> Account | None:
        account = await self.house.runner.run(begin_try, BeginTry(user_name), actor=NOBODY)
        assert account is None or isinstance(account, Account)
        return account

    async def guess_wrong(self, user_name: str) -> None:
        await self.begin(user_name)
        await self.house.runner.run(fail_try, FailTry(user_name), actor=NOBODY)

    async def open(self, role: Role | None = None, user_name: str = "tom.evans") -> SignedIn:
        self.opened += 1
        token = RefreshToken(self.opened.to_bytes(16, "big"), b"s" * 32)
        opening = OpenSession(user_name, role, token, "client")
        signed_in = await self.house.runner.run(open_session, opening, actor=NOBODY)
        assert isinstance(signed_in, SignedIn)
        return signed_in

    async def renew(
        self, token: RefreshToken, role: Role | None = None, *, client: str = "client", salt: bytes = b"salt"
    ) -> SignedIn:
        renewing = RenewSession(token, salt, client, role, GRACE)
        signed_in = await self.house.runner.run(renew_session, renewing, actor=NOBODY)
        assert isinstance(signed_in, SignedIn)
        return signed_in

    def set_person(self, **fields: object) -> None:
        people = self.house.runner.documents("people")
        tom = next(person for person in people.values() if person["given_name"] == "Tom")
        tom.update(fields)


@pytest.fixture
async def door() -> Door:
    house = await House.built()
    roles = (RoleGrant(Role.ASSESSOR, (house.centre,)), RoleGrant(Role.IQA, (house.other_centre,)))
    await house.runner.run(add_person, somebody(*roles, user_name="tom.evans"), actor=house.admin)
    return Door(house)


async def test_somebody_comes_in_with_their_first_role(door: Door) -> None:
    signed_in = await door.open()
    assert signed_in.grant == RoleGrant(Role.ASSESSOR, (door.house.centre,))
    assert signed_in.provider.name == "Severn Vale Training"


async def test_somebody_comes_in_with_the_role_they_choose(door: Door) -> None:
    assert (await door.open(Role.IQA)).grant.centre_ids == (door.house.other_centre,)


async def test_a_role_not_held_opens_nothing(door: Door) -> None:
    with pytest.raises(RoleNotHeld):
        await door.open(Role.MASTER_ADMIN)
    assert not door.house.runner.documents("login_sessions")


async def test_a_blocked_person_does_not_come_in(door: Door) -> None:
    door.set_person(state="blocked")
    with pytest.raises(PersonBlocked):
        await door.open()


async def test_a_session_says_nothing_to_other_services(door: Door) -> None:
    before = len(door.house.runner.events)
    await door.begin("tom.evans")
    await door.renew((await door.open()).refresh)
    assert len(door.house.runner.events) == before


async def test_the_stored_session_lets_nobody_in(door: Door) -> None:
    signed_in = await door.open()
    stored = repr(door.house.runner.documents("login_sessions"))
    for hidden in (signed_in.refresh.secret, signed_in.refresh.handle):
        assert repr(hidden) not in stored
        assert hidden.hex() not in stored


async def test_a_try_is_noted_whether_the_name_exists_or_not(door: Door) -> None:
    assert (await door.begin(" Tom.EVANS ")) is not None
    assert (await door.begin("nobody at all")) is None
    assert [tries["begun_count"] for tries in door.house.runner.documents("tries").values()] == [1, 1]


@pytest.mark.parametrize("user_name", ["tom.evans", "nobody at all"])
async def test_guessing_is_slowed_down_for_every_name_alike(door: Door, user_name: str) -> None:
    for _ in range(5):
        await door.guess_wrong(user_name)
    with pytest.raises(TooManyTries):
        await door.begin(user_name)
    door.house.later(timedelta(seconds=1))
    await door.begin(user_name)


async def test_coming_in_forgives_earlier_failures(door: Door) -> None:
    for _ in range(2):
        for _ in range(4):
            await door.guess_wrong("tom.evans")
        await door.begin("tom.evans")
        forgiving = ForgiveTries("tom.evans")
        await door.house.runner.run(forgive_tries, forgiving, actor=NOBODY)


async def test_what_was_typed_as_a_name_is_not_kept(door: Door) -> None:
    await door.guess_wrong("oops my password")
    assert "oops" not in repr(door.house.runner.documents("tries"))


async def test_a_refresh_token_is_good_for_one_use(door: Door) -> None:
    first = (await door.open()).refresh
    second = (await door.renew(first)).refresh
    door.house.later(timedelta(seconds=11))
    with pytest.raises(RefreshTokenReused):
        await door.renew(first)
    assert second.session_id == first.session_id


async def test_asking_twice_at_once_gives_the_same_token(door: Door) -> None:
    first = (await door.open()).refresh
    answers = [await door.renew(first, salt=bytes([n])) for n in range(5)]
    assert len({answer.refresh for answer in answers}) == 1


async def test_a_role_is_switched_within_the_session(door: Door) -> None:
    first = await door.open()
    switched = await door.renew(first.refresh, Role.IQA)
    assert (switched.grant.role, switched.session.role) == (Role.IQA, Role.IQA)
    kept = await door.renew(switched.refresh)
    assert kept.grant.role is Role.IQA
    assert kept.session.id == first.session.id


async def test_a_role_taken_away_is_gone_at_the_next_renewal(door: Door) -> None:
    first = await door.open(Role.IQA)
    door.set_person(roles=[{"role": "assessor", "centre_ids": [door.house.centre]}])
    with pytest.raises(RoleNotHeld):
        await door.renew(first.refresh)
    assert (await door.renew(first.refresh, Role.ASSESSOR)).grant.role is Role.ASSESSOR


async def test_a_person_blocked_meanwhile_is_not_renewed(door: Door) -> None:
    first = await door.open()
    door.set_person(state="blocked")
    with pytest.raises(PersonBlocked):
        await door.renew(first.refresh)


async def test_a_session_that_was_ended_stays_ended(door: Door) -> None:
    first = await door.open()
    for reason in ("signed_out", "refresh_token_reused"):
        await door.house.runner.run(end_session, EndSession(first.session.id, reason), actor=NOBODY)
    with pytest.raises(SessionEnded):
        await door.renew(first.refresh)
    (stored,) = door.house.runner.documents("login_sessions").values()
    assert stored["end_reason"] == "signed_out"


async def test_ending_an_unknown_session_does_nothing(door: Door) -> None:
    await door.house.runner.run(end_session, EndSession("no-such-session", "signed_out"), actor=NOBODY)


async def test_a_made_up_token_ends_no_session(door: Door) -> None:
    first = await door.open()
    with pytest.raises(SessionEnded):
        await door.renew(replace(first.refresh, handle=b"x" * 16))
    await door.renew(first.refresh)
