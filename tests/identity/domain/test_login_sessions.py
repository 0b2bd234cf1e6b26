from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from services.identity.domain.errors import RefreshTokenReused, SessionEnded
from services.identity.domain.login_session import LoginSession, RefreshToken
from tests.identity.builders import NOW, a_session, a_token

GRACE = timedelta(seconds=10)
FIRST = a_token().secret


def renewed(
    session: LoginSession,
    secret: bytes = FIRST,
    *,
    after: timedelta = timedelta(0),
    client: str = "client",
    salt: bytes = b"salt",
    grace: timedelta = GRACE,
) -> tuple[LoginSession, bytes]:
    return session.renewed(secret, salt=salt, client=client, now=NOW + after, grace=grace)


def test_a_secret_is_spent_for_another() -> None:
    session, second = renewed(a_session())
    assert second != FIRST
    session, third = renewed(session, second)
    assert len({FIRST, second, third}) == 3


def test_the_next_secret_depends_on_the_salt() -> None:
    assert renewed(a_session(), salt=b"one")[1] != renewed(a_session(), salt=b"two")[1]


def test_neither_secret_nor_handle_is_stored() -> None:
    session, second = renewed(a_session())
    stored = repr(session)
    assert all(repr(hidden)[2:-1] not in stored for hidden in (FIRST, second, a_token().handle))


def test_a_client_that_lost_the_answer_gets_the_same_pair_within_the_grace_window() -> None:
    session, second = renewed(a_session())
    again, same = renewed(session, after=timedelta(seconds=9), salt=b"another")
    assert same == second
    assert again is session


def test_a_spent_secret_is_reuse_after_the_grace_window() -> None:
    session, _ = renewed(a_session())
    with pytest.raises(RefreshTokenReused):
        renewed(session, after=timedelta(seconds=10))


def test_a_spent_secret_from_another_client_is_reuse_at_once() -> None:
    session, _ = renewed(a_session())
    with pytest.raises(RefreshTokenReused):
        renewed(session, client="somebody else")


def test_without_a_grace_window_a_spent_secret_is_reuse_at_once() -> None:
    session, _ = renewed(a_session(), grace=timedelta(0))
    with pytest.raises(RefreshTokenReused):
        renewed(session, grace=timedelta(0))


def test_a_secret_spent_long_ago_is_still_known_as_reuse() -> None:
    session, secret = a_session(), FIRST
    for _ in range(5):
        session, secret = renewed(session, secret)
    with pytest.raises(RefreshTokenReused):
        renewed(session, FIRST)


def test_a_session_unused_for_a_week_is_over() -> None:
    with pytest.raises(SessionEnded):
        renewed(a_session(), after=timedelta(days=7))


def test_use_keeps_a_session_alive_but_not_beyond_thirty_days() -> None:
    session, secret = a_session(), FIRST
    for day in range(6, 30, 6):
        session, secret = renewed(session, secret, after=timedelta(days=day))
    assert session.idle_until == NOW + timedelta(days=30)
    with pytest.raises(SessionEnded):
        renewed(session, secret, after=timedelta(days=30))


def test_an_ended_session_stays_ended_and_keeps_the_first_reason() -> None:
    ended = a_session().ended(NOW, "signed_out").ended(NOW + timedelta(hours=1), "refresh_token_reused")
    assert (ended.ended_at, ended.end_reason) == (NOW, "signed_out")
    with pytest.raises(SessionEnded):
        renewed(ended)


def test_a_refresh_token_is_read_as_it_was_written() -> None:
    token = a_token()
    assert len(token.written()) == 64
    assert RefreshToken.read(token.written()) == token


@pytest.mark.parametrize("text", ["", "short", "ä" * 64, "!" * 64, "a" * 63, "a" * 68, "a" * 64 + "="])
def test_what_is_no_refresh_token_is_refused(text: str) -> None:
    with pytest.raises(SessionEnded):
        RefreshToken.read(text)


def test_the_session_id_is_an_id_and_tells_nothing_of_the_handle() -> None:
    token = a_token()
    assert UUID(token.session_id).version == 8
    assert replace(token, secret=b"x" * 32).session_id == token.session_id
    assert replace(token, handle=b"x" * 16).session_id != token.session_id
