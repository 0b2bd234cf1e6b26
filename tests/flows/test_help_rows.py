"""Who finds which guides."""

import pytest

from deploy.demo.client import Client
from tests.flows.matrix import ROLES
from tests.flows.team import refusal, status_of
from tests.platform import Platform, Provider

ADMINISTRATION = ("master_admin", "centre_admin", "basic_admin", "curriculum_manager", "custom_manager")
GUIDES = {
    **dict.fromkeys(ADMINISTRATION, "centre_work"),
    "learner": "first_steps sessions learning_plan time_log",
    "assessor": "introduction user_guide recording cancellations target_setting traffic_light from_paper",
    "business_support": "introduction from_paper quality_checks",
    "manager": "introduction policy recording cancellations target_setting traffic_light from_paper quality_checks",
    "senior_manager": "introduction policy",
}


@pytest.mark.req("DR-112")
async def test_everybody_finds_the_guides_that_were_written_for_their_role(provider: Provider) -> None:
    for role in ROLES:
        found = (await provider.as_role(role).get("/help"))["items"]
        assert [guide["topic"] for guide in found] == GUIDES.get(role, "").split(), role
        assert all(guide["title"] and guide["paragraphs"] for guide in found)


async def test_guides_are_read_in_english_or_welsh_and_in_nothing_else(provider: Provider) -> None:
    manager = provider.as_role("senior_manager")
    english, welsh = await manager.get("/help"), await manager.get("/help", language="cy")
    assert [guide["title"] for guide in english["items"]] == [
        "Introduction to digital reviews",
        "Policy on reviews",
    ]
    assert [guide["title"] for guide in welsh["items"]] == [
        "Cyflwyniad i adolygiadau digidol",
        "Polisi adolygu",
    ]
    refused = await refusal(manager.get("/help", language="fr"))
    assert (refused.status, refused.problem["field"]) == (422, "language")


@pytest.mark.req("SA-04")
async def test_guides_and_videos_are_for_whoever_is_signed_in(provider: Provider, platform: Platform) -> None:
    found = await provider.as_role("learner").get("/help", language="cy")
    assert [guide["title"] for guide in found["items"]][:2] == ["Camau cyntaf", "Eich sesiynau"]
    assert found["videos"] == [{"title": "Camau cyntaf", "url": "https://videos.example/first-steps"}]
    async with Client(platform.servers.gateway_url) as nobody:
        assert await status_of(nobody, "/help") == 401
