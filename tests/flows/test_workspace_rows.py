"""The centre's office allocates; what is the assessor's to do it does not do (CE-01)."""

from datetime import UTC, datetime

from tests.flows.team import Team, refusal


async def test_a_centre_admin_allocates_and_does_not_do_the_assessors_work(team: Team) -> None:
    provider, office = team.provider, team.provider.as_role("centre_admin")
    session = await team.book()
    path = f"/sessions/{session['id']}"
    outcome = {"outcome": "completed", "actual_start_at": datetime.now(UTC).isoformat()}
    for asking in (
        office.post("/sessions", team.a_booking(local_start="2032-03-02T10:00")),
        office.post(f"{path}/outcome", outcome, version=session["version"]),
        office.put(f"{path}/planning-notes", {"planning_notes": "Bring it."}, version=session["version"]),
    ):
        assert (await refusal(asking)).status == 403
    waiting = await provider.enrol(
        await provider.person("learner", "Carys Evans"), team.assessor_id, waits=True
    )
    places = {
        "assessor_id": team.assessor_id,
        "iqa_id": await provider.iqa(provider.centre_id, provider.qualification_id),
    }
    allocated = await office.put(
        f"/enrolments/{waiting['id']}/allocation", places, version=waiting["version"]
    )
    assert (allocated["assessor_id"], allocated["iqa_id"]) == (places["assessor_id"], places["iqa_id"])
