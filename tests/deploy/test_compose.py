"""What docker-compose.yml promises, read without an engine."""

import importlib
import json
from pathlib import Path
from typing import Any

import pytest

from chassis.settings import ServiceSettings
from chassis.transport import Surroundings, complaints
from contracts.registry import SERVICES
from deploy.compose import secrets
from deploy.compose.setup import settings_of
from gateway.settings import SHORTEST_KEY
from gateway.settings import Settings as GatewaySettings
from tests.deploy.compose import (
    COMPOSE,
    ENV_EXAMPLE,
    FOLDER,
    VARIABLE,
    document,
    mounted,
    ours,
    services,
    some_secrets,
)

SURROUNDINGS = {f"WAYMARK_{name}".upper() for name in Surroundings.model_fields}
SECRETIVE = ("PASSWORD", "SECRET", "TOKEN", "MONGO_URL", "RABBIT_URL", "SMTP_URL")


def settings_class(service: str) -> type[ServiceSettings]:
    found: type[ServiceSettings] = importlib.import_module(f"services.{service}.settings").Settings
    return found


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_runs_as_api_and_as_worker_from_one_image(service: str) -> None:
    api, worker = services()[f"{service}-api"], services()[f"{service}-worker"]
    assert (api["command"], worker["command"]) == (["api"], ["worker"])
    assert api["image"] == worker["image"] == f"waymark/{service}:local"
    assert api["build"]["args"] == {"SERVICE": service}
    assert api["environment"] == worker["environment"]


@pytest.mark.parametrize("service", SERVICES)
def test_every_variable_of_a_service_is_one_of_its_settings(service: str) -> None:
    fields = {f"{service}_{name}".upper() for name in settings_class(service).model_fields}
    assert services()[f"{service}-api"]["environment"].keys() <= fields | SURROUNDINGS


def test_every_image_is_built_exactly_once() -> None:
    built = sorted(one["image"] for one in services().values() if "build" in one)
    assert built == sorted({one["image"] for one in ours().values()})


def test_every_variable_of_the_gateway_is_one_of_its_settings_and_it_knows_every_service() -> None:
    variables = services()["gateway"]["environment"]
    fields = {f"GATEWAY_{name}".upper() for name in GatewaySettings.model_fields}
    assert variables.keys() <= fields | SURROUNDINGS
    assert {f"GATEWAY_{service.upper()}_URL" for service in SERVICES} <= variables.keys()


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_reads_from_its_folder_what_it_was_handed(
    service: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in services()[f"{service}-api"]["environment"].items():
        monkeypatch.setenv(name, value)
    handed = settings_of(service, some_secrets())
    for setting, value in handed.items():
        (tmp_path / f"{service}_{setting}").write_text(value)
    read = settings_class(service)(_secrets_dir=tmp_path)
    for setting, value in handed.items():
        assert _as_handed(getattr(read, setting)) == value
    assert read.mongo_url.startswith(
        f"mongodb://{service}:mongo_{service}%20with%20%2F%20and%20%40@mongo:27017/"
    )
    assert read.mongo_database == f"waymark_{service}"
    assert not read.rabbit_declares


def _as_handed(found: Any) -> Any:
    if isinstance(found, tuple):
        return json.dumps([_as_handed(one) for one in found])
    return found.get_secret_value() if hasattr(found, "get_secret_value") else found


def test_the_gateway_reads_from_its_folder_what_it_was_handed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in services()["gateway"]["environment"].items():
        monkeypatch.setenv(name, value)
    known = some_secrets() | {secrets.BROWSER_SESSIONS: "a key of more than thirty-two characters"}
    for setting, value in settings_of("gateway", known).items():
        (tmp_path / f"gateway_{setting}").write_text(value)
    read = GatewaySettings(_secrets_dir=tmp_path)
    assert [key.get_secret_value() for key in read.session_keys] == [known[secrets.BROWSER_SESSIONS]]
    assert read.rabbit_url.startswith("amqp://gateway:rabbit_gateway%20")
    assert (read.mongo_database, read.rabbit_declares) == ("waymark_gateway", False)


def test_a_drawn_key_is_long_enough_for_the_gateway(tmp_path: Path) -> None:
    secrets.draw(tmp_path)
    assert len(secrets.read(tmp_path)[secrets.BROWSER_SESSIONS]) >= SHORTEST_KEY


def test_no_secret_stands_in_the_file_or_its_example() -> None:
    for name, container in services().items():
        for variable in container.get("environment", {}):
            assert variable.endswith("__FILE") or not any(word in variable for word in SECRETIVE), (
                name,
                variable,
            )
    for path in (COMPOSE, ENV_EXAMPLE, FOLDER / "rabbitmq.conf"):
        assert "guest:" not in path.read_text()
        assert "password=" not in path.read_text().lower()


def test_what_was_handed_to_one_is_mounted_by_nobody_else() -> None:
    for volume in document()["volumes"]:
        if not volume.startswith("for-"):
            continue
        owner = volume.removeprefix("for-")
        users = {name for name, one in services().items() if volume in mounted(one)} - {"setup", "check"}
        match owner:
            case "broker":
                assert users == {"rabbitmq"}
            case "broker-job":
                assert users == {"broker"}
            case "database":
                assert users == {"mongo"}
            case "database-job":
                assert users == {"database"}
            case "store-job":
                assert users == {"bucket"}
            case "store" | "demo" | "grafana" | "gateway":
                assert users == {owner}
            case _:
                assert users == {f"{owner}-api", f"{owner}-worker"}


def test_only_setup_sees_all_secrets_and_it_has_no_network() -> None:
    assert [name for name, one in services().items() if "secrets" in mounted(one)] == ["setup"]
    assert services()["setup"]["network_mode"] == "none"


def test_secrets_are_mounted_to_be_read_only() -> None:
    for name, container in services().items():
        for volume in container.get("volumes", []):
            if str(volume).startswith("for-") and name != "setup":
                assert str(volume).endswith(":ro"), (name, volume)


def test_every_volume_is_declared_and_every_declared_one_is_used() -> None:
    used = {volume for one in services().values() for volume in mounted(one) if not volume.startswith(".")}
    assert used == set(document()["volumes"])


def test_only_the_door_and_the_two_pages_of_the_metrics_are_reached_from_outside_and_from_this_machine_only() -> (
    None
):
    ports = {name: one["ports"] for name, one in services().items() if "ports" in one}
    assert ports == {
        "gateway": ["127.0.0.1:8080:8000"],
        "prometheus": ["127.0.0.1:9090:9090"],
        "grafana": ["127.0.0.1:3000:3000"],
    }
    assert document()["networks"]["inside"] == {"internal": True}
    outside = {name for name, one in services().items() if "outside" in one.get("networks", [])}
    assert outside == ports.keys() | {"notifications-worker"}


def test_our_containers_write_nowhere_and_may_nothing_and_none_but_setup_is_root() -> None:
    for name, container in ours().items():
        assert container["read_only"], name
        assert container["cap_drop"] == ["ALL"], name
        assert container["security_opt"] == ["no-new-privileges:true"], name
        assert ("user" in container) == ("cap_add" in container) == (name == "setup"), name


def test_mail_sink_demo_checks_and_metrics_are_profiles_and_nothing_else_is() -> None:
    profiles = {name: one["profiles"] for name, one in services().items() if "profiles" in one}
    assert profiles == {
        "mail": ["mail"],
        "demo": ["demo"],
        "check": ["check"],
        "prometheus": ["metrics"],
        "grafana": ["metrics"],
    }


def test_nothing_starts_before_its_secrets_are_there() -> None:
    for name, container in services().items():
        if "for-" in " ".join(mounted(container)) and name not in ("setup", "check"):
            ahead = container["depends_on"]
            assert ahead.get("setup", {}).get("condition") == "service_completed_successfully" or (
                name == "database" and "mongo" in ahead
            ), name


def test_every_variable_the_file_asks_for_is_told_of_in_the_example() -> None:
    asked = {found["name"] for found in VARIABLE.finditer(COMPOSE.read_text())}
    told = {
        line.lstrip("#").partition("=")[0] for line in ENV_EXAMPLE.read_text().splitlines() if "=" in line
    }
    assert asked | {"COMPOSE_PROFILES"} == told


def test_the_servers_are_the_versions_the_platform_is_built_for() -> None:
    images = {name: one["image"] for name, one in services().items() if name not in ours()}
    assert images["mongo"] == "mongo:7"
    assert images["rabbitmq"] == "rabbitmq:4-management"
    assert images["store"].startswith("chrislusf/seaweedfs:")


def test_a_process_has_longer_to_stop_than_it_drains() -> None:
    settings = ServiceSettings.model_fields
    drains = settings["drain_seconds"].default + settings["shutdown_seconds"].default
    for service in SERVICES:
        assert int(services()[f"{service}-api"]["stop_grace_period"].removesuffix("s")) > drains


@pytest.mark.parametrize("service", SERVICES)
def test_in_production_a_service_starts_with_what_it_was_handed(
    service: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in services()[f"{service}-api"]["environment"].items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("WAYMARK_MODE", "production")
    for setting, value in settings_of(service, some_secrets() | {secrets.SMTP_URL: "smtps://mail"}).items():
        (tmp_path / f"{service}_{setting}").write_text(value)
    assert complaints(settings_class(service)(_secrets_dir=tmp_path), Surroundings()) == []
