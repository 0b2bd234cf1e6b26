"""The demo's story is a test: it stops with a sentence when a service knows something else."""

from deploy.demo import story
from tests.conftest import Servers


async def test_the_story_of_a_booked_session_plays_to_its_end(servers: Servers) -> None:
    told: list[str] = []
    await story.play(
        servers.gateway_url, servers.platform_user, servers.platform_password, servers.maildir, told.append
    )
    assert sum(line.startswith("\n") for line in told) == 11
