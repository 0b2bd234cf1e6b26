"""People as lists and screens read them."""

from deploy.demo.client import Client
from deploy.demo.founding import found
from tests.flows.team import Team
from tests.platform import PASSWORD, Platform, Provider


async def test_people_are_found_by_their_ids_as_far_as_one_may_see_them(
    provider: Provider, team: Team
) -> None:
    stranger = await provider.person("learner", "Nia Lloyd")
    assessor = provider.as_role("assessor", team.assessor_id)
    both = [team.learner_ids[0], stranger]
    seen = await assessor.get("/people", id=both)
    assert [person["id"] for person in seen["items"]] == [team.learner_ids[0]]
    everybody = await provider.admin.get("/people", id=both)
    assert {person["id"] for person in everybody["items"]} == set(both)


async def test_whoever_is_signed_in_learns_their_user_name(platform: Platform) -> None:
    servers = platform.servers
    small = await found(servers.gateway_url, servers.platform_user, servers.platform_password)
    async with Client(servers.gateway_url) as assessor:
        await assessor.sign_in(small.assessor.user_name, PASSWORD)
        assert (await assessor.get("/me"))["user_name"] == small.assessor.user_name
