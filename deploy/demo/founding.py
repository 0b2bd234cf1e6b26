"""A small provider, made through the public API: one centre, an assessor, an IQA, four learners, two Smart Rooms."""

from dataclasses import dataclass
from typing import Any

from chassis.ids import fresh_id
from deploy.demo.client import Client, eventually

PASSWORD = "three quiet red kites"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the provider, and how they sign in."""

    id: str
    name: str
    user_name: str
    email: str


@dataclass(frozen=True, slots=True)
class SmallProvider:
    """What was founded."""

    id: str
    name: str
    centre_id: str
    qualification_id: str
    admin: Member
    assessor: Member
    iqa: Member
    learners: tuple[Member, ...]
    room_ids: tuple[str, ...]


async def found(
    url: str, platform_user: str, platform_password: str, *, language: str = "en"
) -> SmallProvider:
    """Found a provider of its own for whoever calls: nobody else's data is touched. Raises `Refused`.

    Its people are written to in the language.
    """
    tag = fresh_id()[-8:]
    admin = {"given_name": "Siân", "family_name": "Owen", "user_name": f"sian.owen.{tag}"}
    async with Client(url) as platform:
        await platform.sign_in(platform_user, platform_password)
        created = await platform.post(
            "/providers",
            {
                "name": f"Severn Vale Training {tag}",
                "language": language,
                "features": {"smart_rooms": True, "auto_record": False},
                "centre": {"name": "Newport", "nation": "wales"},
                "admin": admin | {"initial_password": PASSWORD},
            },
        )
    async with Client(url) as client:
        await client.sign_in(admin["user_name"], PASSWORD)
        return await _furnish(client, created, tag)


async def _furnish(admin: Client, created: dict[str, Any], tag: str) -> SmallProvider:
    centre_id = created["centre"]["id"]
    qualification = await admin.post(
        "/qualifications",
        {"number": "603/5953/5", "title": "Hair Professional", "level": "2", "type": "diploma"},
    )
    assessor = await _person(admin, "assessor", "Bethan Rees", centre_id, tag)
    iqa = await _person(admin, "iqa", "Ifan Puw", centre_id, tag)
    for person, purpose in ((assessor, "deliver"), (iqa, "quality_assure")):
        link = {"person_id": person.id, "qualification_id": qualification["id"], "purpose": purpose}
        await admin.post("/staff-links", link)
    names = ("Aled Jones", "Carys Evans", "Dylan Price", "Efa Morgan")
    learners = [await _person(admin, "learner", name, centre_id, tag) for name in names]
    for learner in learners:
        enrolment = {
            "learner_id": learner.id,
            "centre_id": centre_id,
            "qualification_id": qualification["id"],
            "assessor_id": assessor.id,
            "iqa_id": iqa.id,
        }
        await admin.post("/enrolments", enrolment)
    rooms = [await _room(admin, f"Room {number}") for number in (1, 2)]
    for learner in learners:
        await _known_everywhere(admin, learner.id)
    chief = created["admin"]
    return SmallProvider(
        id=created["provider"]["id"],
        name=created["provider"]["name"],
        centre_id=centre_id,
        qualification_id=qualification["id"],
        admin=Member(chief["id"], chief["display_name"], f"sian.owen.{tag}", ""),
        assessor=assessor,
        iqa=iqa,
        learners=tuple(learners),
        room_ids=tuple(rooms),
    )


async def _person(admin: Client, role: str, name: str, centre_id: str, tag: str) -> Member:
    given, family = name.split()
    user_name = f"{given}.{family}.{tag}".lower()
    email = f"{user_name}@example.org"
    body = {
        "given_name": given,
        "family_name": family,
        "email": email,
        "user_name": user_name,
        "initial_password": PASSWORD,
        "roles": [{"role": role, "centre_ids": [centre_id]}],
    }
    created = await admin.post("/people", body)
    return Member(created["id"], name, user_name, email)


async def _known_everywhere(admin: Client, learner_id: str) -> None:
    """Wait until every service that is asked about the learner has heard of the enrolment."""
    await eventually(
        lambda: admin.get(f"/learners/{learner_id}/training"),
        lambda seen: [one["version"] for one in seen["items"]] == [1],
    )
    for part in ("plan", "evidence", "next-review"):
        await admin.get(f"/learners/{learner_id}/{part}")


async def _room(admin: Client, name: str) -> str:
    body = {"name": name, "capacity": 8, "join_url": f"https://rooms.example/{name[-1]}"}
    return str((await admin.post("/smart-rooms", body))["id"])
