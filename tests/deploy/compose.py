"""docker-compose.yml, read as data."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from deploy.compose import secrets
from deploy.local.places import ROOT

COMPOSE = ROOT / "docker-compose.yml"
ENV_EXAMPLE = ROOT / ".env.example"
FOLDER = ROOT / "deploy" / "compose"
VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?::-(?P<default>[^}]*))?\}")


@cache
def document() -> dict[str, Any]:
    """The whole file, its variables unset."""
    text = VARIABLE.sub(lambda found: found["default"] or "", COMPOSE.read_text())
    parsed: dict[str, Any] = yaml.safe_load(text)
    return parsed


def services() -> dict[str, dict[str, Any]]:
    """Every container by its name."""
    found: dict[str, dict[str, Any]] = document()["services"]
    return found


def ours() -> dict[str, dict[str, Any]]:
    """The containers of our own images."""
    return {name: one for name, one in services().items() if one["image"].startswith("waymark/")}


def mounted(container: dict[str, Any]) -> list[str]:
    """The volumes and folders a container has, without where they are mounted."""
    return [str(volume).split(":")[0] for volume in container.get("volumes", [])]


def load(path: Path) -> Any:
    """A YAML file as data."""
    return yaml.safe_load(path.read_text())


def some_secrets() -> dict[str, str]:
    """Every secret, with what a URL must not carry as it is."""
    return {name: f"{name} with / and @" for name in secrets.DRAWN}
