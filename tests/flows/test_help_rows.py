"""Who finds which guides."""

import pytest

from tests.flows.matrix import ROLES
from tests.flows.team import refusal
from tests.platform import Provider

GUIDES = {
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
