"""A centre's administrator allocates, blocks, archives and imports."""

import re
from urllib.parse import quote

from playwright.async_api import FilePayload, expect

from chassis.ids import fresh_id
from deploy.demo.client import Client
from deploy.demo.founding import PASSWORD, SmallProvider
from tests.browser.stories.scene import Scene

GREEN = "rgb(35, 112, 50)"


async def a_centre_allocates_in_one_go(scene: Scene) -> None:
    """Those who wait are counted in green, and nobody afterwards (CE-26)."""
    small = scene.diary.small
    await _wait_for_allocation(scene, "Nia Parry", "Osian Lewis")
    await scene.visitor.sign_in(small.admin.user_name, at="/allocations")
    qualifications = scene.called("group", "allocation:qualification").get_by_role("button")
    await expect(qualifications).to_have_count(1)
    waiting = scene.say("home:wait", count=2)
    async with scene.menu() as menu:
        await expect(menu.get_by_text(waiting)).to_be_attached()
    number = qualifications.get_by_label(scene.say("allocation:waiting", count=2))
    await expect(number).to_have_text("2")
    await expect(number).to_have_css("background-color", GREEN)
    await scene.hand.press(qualifications)
    await scene.press("checkbox", "app:chooseAll")
    await scene.choose("learners:assessor", "Bethan Rees")
    await scene.choose("learners:iqa", "Ifan Puw")
    await scene.is_sound()
    await scene.press("button", "allocation:allocate", count=2)
    await scene.sees("allocation:noneTitle")
    async with scene.menu() as menu:
        await expect(scene.called("link", "menu:allocate", within=menu)).to_be_visible()
        await expect(menu.get_by_text(waiting)).to_have_count(0)


async def a_centre_blocks_somebody_and_lets_them_in_again(scene: Scene) -> None:
    """With a reason; nothing of theirs is lost. Who is sought stands in the address, so a reload finds them again."""
    await scene.visitor.sign_in(scene.diary.small.admin.user_name, at="/learners-access")
    await scene.write("personnel:name", "carys")
    await scene.page.wait_for_url("**/learners-access?search=carys")
    await scene.page.reload()
    await expect(scene.called("textbox", "personnel:name")).to_have_value("carys")
    await expect(scene.page.get_by_role("table").get_by_role("row")).to_have_count(2)
    await scene.press("button", "personnel:blockName", name="Carys Evans")
    await scene.write("personnel:reason", "Salwch hir.", within=scene.dialog)
    await scene.is_sound()
    await scene.press("button", "personnel:block", within=scene.dialog)
    await scene.press("button", "personnel:activateName", name="Carys Evans")
    await expect(scene.called("button", "personnel:blockName", name="Carys Evans")).to_be_visible()


async def a_centre_archives_in_two_steps_and_gets_it_back(scene: Scene) -> None:
    """By qualification, whose number and title stand there; what is cancelled changes nothing (CE-55, CE-56)."""
    await scene.visitor.sign_in(scene.diary.small.admin.user_name, at="/archive/qualifications")
    rows = scene.page.get_by_role("row").filter(has_text="Hair Professional")
    await expect(rows).to_have_count(4)
    await expect(rows.first).to_contain_text("603/5953/5")
    await scene.press("checkbox", "app:choose", name="Aled Jones")
    await scene.press("button", "archive:archive", count=1)
    await scene.press("button", "archive:cancel", within=scene.dialog)
    await expect(scene.dialog).to_have_count(0)
    await expect(rows).to_have_count(4)

    await scene.press("button", "archive:archive", count=1)
    await scene.press("button", "archive:confirm", within=scene.dialog)
    await scene.write("archive:reason", "Wedi symud i ffwrdd.", within=scene.dialog)
    await scene.is_sound()
    scene.visitor.complaints.clear()  # the first answer is a refusal by design, and browsers write those down
    await scene.press("button", "archive:confirm", within=scene.dialog)
    await expect(rows).to_have_count(3)

    await scene.visitor.go("/retrieve/qualifications")
    await scene.press("checkbox", "app:choose", name="Aled Jones")
    await scene.press("button", "archive:retrieve", count=1)
    await scene.press("button", "archive:confirmBack", within=scene.dialog)
    await scene.sees("archive:noneTitle")


async def a_centre_imports_what_it_has_seen_before(scene: Scene) -> None:
    """People and employers: what each row would do is shown, then done; what is refused stays out."""
    name = f"Ffion{fresh_id()[-4:]}"
    people = f"given_name,family_name,centre\n{name},Llwyd,Newport\nNeb,Unman,Atlantis\n"
    await scene.visitor.sign_in(scene.diary.small.admin.user_name, at="/imports")
    await scene.give("imports:choose", _csv(people))
    await scene.sees("imports:state.checked", count=2)
    await scene.is_sound()
    await scene.press("button", "imports:run", count=1)
    await scene.sees("imports:state.done", count=2)
    refused = scene.page.get_by_role("row").filter(has_text="Neb Unman")
    await expect(refused).to_contain_text(scene.say("imports:did.refused"))

    columns = ",".join(
        scene.say(f"imports:column.{one}") for one in ("number", "name", "centre", "workplace")
    )
    employers = f"{columns}\n{name},{name} Care,Newport,Tŷ Derw\n"
    await scene.visitor.go("/imports?kind=employers")
    template = scene.called("link", "imports:template")
    await expect(template).to_have_attribute("href", re.compile(quote(columns.rpartition(",")[0])))
    await scene.give("imports:choose", _csv(employers))
    await scene.sees("imports:state.checked", count=1)
    await scene.press("button", "imports:run", count=1)
    await scene.sees("imports:state.done", count=1)
    await expect(scene.page.get_by_role("row").filter(has_text="Tŷ Derw")).to_contain_text(f"{name} Care")

    async with Client(scene.diary.assessor.url) as admin:
        await admin.sign_in(scene.diary.small.admin.user_name, PASSWORD)
        for listed in ("/people", "/employers"):
            assert len((await admin.get(listed, search=name))["items"]) == 1


def _csv(content: str) -> FilePayload:
    return {"name": "file.csv", "mimeType": "text/csv", "buffer": content.encode()}


async def _wait_for_allocation(scene: Scene, *names: str) -> None:
    """New learners on the qualification whom nobody looks after yet, and a qualification that nobody waits on."""
    small: SmallProvider = scene.diary.small
    async with Client(scene.diary.assessor.url) as admin:
        await admin.sign_in(small.admin.user_name, PASSWORD)
        other = {"number": "603/6031/8", "title": "First Aid", "level": "2", "type": "award"}
        await admin.post("/qualifications", other)
        for name in names:
            given, family = name.split()
            role = {"role": "learner", "centre_ids": [small.centre_id]}
            learner = await admin.post(
                "/people", {"given_name": given, "family_name": family, "roles": [role]}
            )
            enrolment = {
                "learner_id": learner["id"],
                "centre_id": small.centre_id,
                "qualification_id": small.qualification_id,
            }
            await admin.post("/enrolments", enrolment)
