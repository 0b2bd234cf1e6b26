"""Production refuses to start with anything that was made for development, is weak, or is missing."""

from pathlib import Path

import pytest

from deploy.checks.production import complaints
from deploy.compose import secrets

SETTINGS = {
    "WAYMARK_PUBLIC_URL": "https://portfolio.severn-vale.wales",
    "WAYMARK_MAIL_FROM": "no-reply@severn-vale.wales",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Secrets as an operator makes them."""
    secrets.draw(tmp_path)
    (tmp_path / secrets.SMTP_URL).write_text("smtps://waymark:a-password@smtp.severn-vale.wales\n")
    return tmp_path


def only(found: list[str]) -> str:
    (sentence,) = found
    return sentence


def test_good_secrets_and_addresses_are_accepted(folder: Path) -> None:
    assert complaints(SETTINGS, folder) == []


def test_an_empty_folder_is_complained_about_secret_by_secret(tmp_path: Path) -> None:
    found = complaints(SETTINGS, tmp_path)
    assert len(found) == len(secrets.DRAWN) + 2
    assert f"The secret {secrets.MONGO_ROOT} is missing." in found


@pytest.mark.parametrize("name", secrets.DRAWN)
def test_a_secret_drawn_for_development_is_refused(folder: Path, name: str) -> None:
    (folder / name).unlink()
    secrets.draw(folder, secrets.DEVELOPMENT)
    assert only(complaints(SETTINGS, folder)) == f"The secret {name} was drawn for development."


def test_a_folder_drawn_for_development_is_refused_whole(tmp_path: Path) -> None:
    secrets.draw(tmp_path, secrets.DEVELOPMENT)
    found = complaints(SETTINGS, tmp_path)
    assert sum("was drawn for development" in sentence for sentence in found) == len(secrets.DRAWN)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (secrets.MONGO_ROOT, "waymark"),
        (secrets.rabbit("scheduling"), "guest"),
        (secrets.PLATFORM_ADMIN, "admin"),
    ],
)
def test_a_short_secret_is_refused(folder: Path, name: str, value: str) -> None:
    (folder / name).write_text(value)
    assert only(complaints(SETTINGS, folder)).startswith(f"The secret {name} is shorter than ")


def test_two_services_with_one_password_are_refused(folder: Path) -> None:
    (folder / secrets.mongo("reviews")).write_text((folder / secrets.mongo("evidence")).read_text())
    assert "mongo_evidence, mongo_reviews" in only(complaints(SETTINGS, folder))


def test_tokens_need_a_key_to_be_signed_with(folder: Path) -> None:
    for key in (folder / secrets.SIGNING_KEYS).iterdir():
        key.unlink()
    assert "There is no signing key" in only(complaints(SETTINGS, folder))


@pytest.mark.parametrize(
    "url",
    ["", "smtp://mail:2525", "smtp://smtp.severn-vale.wales", "https://smtp.severn-vale.wales", "smtps://"],
)
def test_mail_goes_to_a_real_server_and_not_in_the_clear(folder: Path, url: str) -> None:
    (folder / secrets.SMTP_URL).write_text(url)
    assert f"The secret {secrets.SMTP_URL} " in only(complaints(SETTINGS, folder))


def test_starttls_is_not_in_the_clear(folder: Path) -> None:
    (folder / secrets.SMTP_URL).write_text("smtp://smtp.severn-vale.wales:587?starttls=1")
    assert complaints(SETTINGS, folder) == []


@pytest.mark.parametrize(
    "url", ["", "http://portfolio.severn-vale.wales", "https://localhost", "https://waymark.example"]
)
def test_people_come_over_https_to_an_address_of_the_operators(folder: Path, url: str) -> None:
    found = complaints(SETTINGS | {"WAYMARK_PUBLIC_URL": url}, folder)
    assert only(found).startswith("WAYMARK_PUBLIC_URL ")


def test_mails_come_from_an_address_of_the_operators(folder: Path) -> None:
    found = complaints(SETTINGS | {"WAYMARK_MAIL_FROM": "no-reply@waymark.example"}, folder)
    assert only(found).startswith("WAYMARK_MAIL_FROM ")


def test_drawing_again_changes_nothing(folder: Path) -> None:
    before = secrets.read(folder)
    assert secrets.draw(folder) == []
    assert secrets.read(folder) == before


def test_drawn_secrets_are_their_owners_only_and_no_two_are_the_same(folder: Path) -> None:
    known = secrets.read(folder)
    assert len({known[name] for name in secrets.DRAWN}) == len(secrets.DRAWN)
    assert all((folder / name).stat().st_mode & 0o077 == 0 for name in secrets.DRAWN)
