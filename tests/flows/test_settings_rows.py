"""What a provider decides for itself, and what follows from it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from deploy.demo.client import eventually
from tests.flows.team import GROUP, Team, refusal
from tests.platform import Provider

TODAY = datetime.now(UTC).date()
"""When these tests were read; they may run a day later."""
LONDON = ZoneInfo("Europe/London")


async def settle(provider: Provider, *, since: Any = None, **settings: Any) -> dict[str, Any]:
    """Say the provider's settings anew, from today on unless told otherwise."""
    known = await provider.admin.get("/provider/settings")
    body = {"since": str(since or known["today"]), "features": {}} | settings
    changed: dict[str, Any] = await provider.admin.put("/provider/settings", body, version=known["version"])
    return changed


@pytest.mark.req("SB-20")
async def test_an_induction_moves_its_learners_when_held_or_when_booked_as_the_provider_has_it(
    provider: Provider,
) -> None:
    other = await provider.admin.post(
        "/qualifications", {"number": "601/8842/9", "title": "Business", "level": "3", "type": "diploma"}
    )
    team = await Team.of(provider, *GROUP[:2])
    induction = {"type": "induction", "local_start": "2032-03-01T10:00"}
    check = await team.assessor.post("/session-checks", team.a_booking(**induction))
    assert check["effect"]["detail"] == "Moves 2 learners to In Training when held."

    session = await team.book(**induction)
    first = await team.training(lambda items: len(items) == 1)
    assert [one["training_status"] for one in first] == ["registered"]
    held = await team.hold(session)
    await team.training(lambda items: items[0]["training_status"] == "in_training")
    assert held["state"] == "held"

    await settle(provider, features={"induction_on_booking": True})

    async def promises() -> Any:
        return await team.assessor.post("/session-checks", team.a_booking(**induction))

    said = await eventually(promises, lambda found: found["effect"]["on_booking"])
    assert said["effect"]["detail"] == "Moves 2 learners to In Training when booked."

    later = await Team.of(provider, "Dylan Price", "Efa Morgan", assessor="Gwen Hughes")
    await provider.link(later.assessor_id, "deliver", qualification_id=other["id"])
    await provider.enrol(later.learner_ids[0], later.assessor_id, qualification_id=other["id"])
    booked = await later.book(**induction)
    moved = await later.training(
        lambda items: {one["training_status"] for one in items} >= {"in_training", "registered"}
    )
    status = {one["qualification"]["id"]: one["training_status"] for one in moved}
    assert status == {provider.qualification_id: "in_training", other["id"]: "registered"}
    booked_on = datetime.fromisoformat(booked["booked_at"]).astimezone(LONDON).date()
    assert {one["since"] for one in moved} == {booked_on.isoformat(), None}

    body = {"outcome": "cancelled_by_assessor", "reason": "Ill."}
    await later.assessor.post(f"/sessions/{booked['id']}/cancellation", body, version=booked["version"])
    await later.training(lambda items: all(one["training_status"] == "registered" for one in items))


async def test_settings_count_from_their_day_and_are_known_before_and_after(provider: Provider) -> None:
    soon = TODAY + timedelta(days=30)
    labels = {"assessor": {"en": "Training Adviser", "cy": "Cynghorydd Hyfforddi"}}
    before = await settle(provider, rules={"review_interval_days": 42}, labels=labels)
    planned = await settle(provider, since=soon, features={"smart_rooms": False})

    assert before["now"]["rules"]["review_interval_days"] == {
        "value": 42,
        "usual": None,
        "least": 7,
        "most": 366,
    }
    assert planned["now"] == before["now"]
    assert [one["since"] for one in planned["planned"]] == [soon.isoformat()]
    own = await provider.as_role("learner").get("/provider")
    assert (own["features"]["smart_rooms"], own["labels"]) == (True, labels)

    path = f"/provider/settings/{soon}"
    withdrawn = await provider.admin.send("DELETE", path, version=planned["version"])
    assert withdrawn.json()["planned"] == []
    stale = await refusal(provider.admin.send("DELETE", path, version=planned["version"]))
    assert (stale.status, stale.code) == (412, "version_changed")


async def test_settings_that_make_no_sense_are_refused_at_their_field(provider: Provider) -> None:
    past = await refusal(settle(provider, since=TODAY - timedelta(days=2)))
    assert (past.status, past.code, past.problem["field"]) == (422, "settings_in_the_past", "since")
    wide = await refusal(settle(provider, rules={"on_track_points": 101}))
    assert (wide.status, wide.code, wide.problem["field"]) == (
        422,
        "rule_out_of_bounds",
        "rules.on_track_points",
    )
    unknown = await refusal(settle(provider, features={"telepathy": True}))
    assert unknown.status == 422
    assistant = provider.as_role("centre_admin")
    assert (await refusal(assistant.get("/provider/settings"))).status == 403


async def test_switched_off_smart_rooms_are_refused_at_once(provider: Provider) -> None:
    await provider.room()
    team = await Team.of(provider, "Aled Jones")
    await team.book(method="smart_session")
    await settle(provider, features={"smart_rooms": False})

    async def form() -> Any:
        return await team.assessor.get("/booking-form")

    await eventually(form, lambda found: found["methods"] == ["traditional"])
    refused = await refusal(team.book(method="smart_session", local_start="2032-03-02T10:00"))
    assert (refused.status, refused.problem["field"]) == (422, "method")


async def test_a_review_interval_of_the_providers_own_is_warned_by(provider: Provider) -> None:
    team = await Team.of(provider, "Aled Jones")
    await settle(provider, rules={"review_interval_days": 28})
    path = f"/learners/{team.learner_ids[0]}/next-review"

    async def look() -> Any:
        return await provider.admin.get(path)

    assert (await eventually(look, lambda found: found["interval_days"] == 28))["due_on"] is None
