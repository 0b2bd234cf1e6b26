"""A learner comes in."""

from playwright.async_api import expect

from deploy.demo.client import Client
from deploy.demo.founding import PASSWORD
from tests.browser.diaries import monday
from tests.browser.stories.scene import Scene
from tests.flows.letter_box import letters, token_in

NEW_PASSWORD = "seven slow river otters"
DISCLAIMER = {
    "replaces": 0,
    "english": "Keep to the code of conduct.",
    "welsh": "Cadwch at y cod ymddygiad.",
}


async def a_learner_comes_in_for_the_first_time(scene: Scene) -> None:
    """Invitation, password, disclaimer once and never again, first screen, next session (SA-03)."""
    address, token = await _invite(scene)
    await scene.visitor.go(f"/invitations/{token}")
    await scene.write_secret("sign-in:newPassword", NEW_PASSWORD)
    await scene.write_secret("sign-in:repeatPassword", NEW_PASSWORD)
    await scene.press("button", "sign-in:savePassword")
    await scene.press("link", "sign-in:toSignIn")

    await scene.write("sign-in:userName", address)
    await scene.write_secret("sign-in:password", NEW_PASSWORD)
    await scene.press("button", "sign-in:signIn")
    text = DISCLAIMER["welsh" if scene.visitor.language == "cy" else "english"]
    await expect(scene.page.get_by_text(str(text))).to_be_visible()
    await scene.is_sound()
    await scene.page.goto(f"{scene.visitor.url}/plan")
    await scene.press("button", "sign-in:accept")
    await scene.arrives_at("plan:title")

    await scene.visitor.sign_in(address, NEW_PASSWORD)
    await scene.arrives_at("home:greeting", name="Nia")
    tile = scene.called("region", "sessions:next")
    await expect(tile).to_contain_text("10:00–\u206011:00")
    await expect(tile).to_contain_text(scene.say("sessions:type.general"))
    await scene.is_sound()


async def _invite(scene: Scene) -> tuple[str, str]:
    """A new learner of the assessor's with a session, by their address, and the token that came to it."""
    small = scene.diary.small
    address = f"nia.parry.{small.id[-8:]}@example.org"
    async with Client(scene.diary.assessor.url) as admin:
        await admin.sign_in(small.admin.user_name, PASSWORD)
        await admin.put("/provider/disclaimer", DISCLAIMER)
        role = {"role": "learner", "centre_ids": [small.centre_id]}
        person = {"given_name": "Nia", "family_name": "Parry", "email": address, "roles": [role]}
        learner = await admin.post("/people", person)
        # Whoever has been invited is not invited a second time by the allocation.
        await admin.post(f"/people/{learner['id']}/invitation", {})
        (letter,) = await letters(scene.maildir, address, count=1)
        enrolment = {
            "learner_id": learner["id"],
            "centre_id": small.centre_id,
            "qualification_id": small.qualification_id,
            "assessor_id": small.assessor.id,
            "iqa_id": small.iqa.id,
        }
        await admin.post("/enrolments", enrolment)
        booking = {
            "assessor_id": small.assessor.id,
            "learner_ids": [learner["id"]],
            "qualification_ids": [small.qualification_id],
            "method": "traditional",
            "type": "general",
            "local_start": f"{monday()}T10:00",
            "minutes": 60,
            "override": True,
        }
        await admin.post("/sessions", booking)
    return address, token_in(letter)
