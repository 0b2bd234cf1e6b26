"""The first job of `docker compose up`: everybody gets their own secrets, and nobody those of others.

In development missing secrets are drawn. In production they must be there and be good, or nothing starts. Each consumer
has a volume of its own; what is written there again and again is the same.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from deploy.checks.production import DEVELOPMENT_MODE, PRODUCTION_MODE, SINK, complaints
from deploy.compose import secrets
from deploy.compose.definitions import GATEWAY, USERS, VHOST, definitions
from deploy.local import say

US, MONGO, GRAFANA = 10001, 999, 472
"""The user ids of our own images, of mongo's and of grafana's."""

READABLE, PRIVATE = 0o444, 0o400


def main() -> None:
    """Draw or check, then hand out."""
    settings, folder, volumes = os.environ, Path("/secrets"), Path("/handout")
    mode = settings.get("WAYMARK_MODE", DEVELOPMENT_MODE)
    if mode not in (DEVELOPMENT_MODE, PRODUCTION_MODE):
        sys.exit(f"WAYMARK_MODE is {DEVELOPMENT_MODE} or {PRODUCTION_MODE}, not {mode!r}.")
    if mode == PRODUCTION_MODE:
        refuse(complaints(settings, folder))
    else:
        secrets.draw(folder, secrets.DEVELOPMENT)
    hand_out(secrets.read(folder), folder / secrets.SIGNING_KEYS, volumes)
    say.line(f"Everybody has their secrets ({mode}).")


def refuse(found: list[str]) -> None:
    """End here unless the list is empty."""
    if found:
        listed = "\n".join(f"- {one}" for one in found)
        sys.exit(f"Waymark does not start in production mode:\n{listed}\nSee docs/runbooks/containers.md.")


def hand_out(known: Mapping[str, str], signing_keys: Path, volumes: Path) -> None:
    """Write every consumer's files. The servers know passwords as hashes where they can."""
    passwords = {user: known[secrets.rabbit(user)] for user in USERS}
    broker = json.dumps(definitions(known[secrets.RABBIT_ADMIN], passwords), indent=1)
    # The broker's and the store's images differ in their user ids; their volumes are nobody else's.
    write(volumes / "broker" / "definitions.json", broker, mode=READABLE)
    write(volumes / "store" / "s3.json", json.dumps(s3_identities(known)), mode=READABLE)
    write(volumes / "database" / "keyfile", known[secrets.MONGO_KEYFILE], owner=MONGO)
    write(volumes / "grafana" / "admin_password", known[secrets.GRAFANA_ADMIN], owner=GRAFANA)
    write(volumes / "demo" / secrets.PLATFORM_ADMIN, known[secrets.PLATFORM_ADMIN])
    write(volumes / "broker-job" / "definitions.json", broker)
    write(volumes / "broker-job" / secrets.RABBIT_ADMIN, known[secrets.RABBIT_ADMIN])
    for name in (secrets.MONGO_ROOT, *map(secrets.mongo, USERS)):
        write(volumes / "database-job" / name, known[name])
    write(volumes / "store-job" / secrets.S3_ADMIN, known[secrets.S3_ADMIN])
    for user in USERS:
        for setting, value in settings_of(user, known).items():
            write(volumes / user / f"{user}_{setting}", value)
    keys = {key.name: key.read_text() for key in signing_keys.glob("*.pem")}
    for name, key in keys.items():
        write(volumes / "identity" / secrets.SIGNING_KEYS / name, key)
    for withdrawn in (volumes / "identity" / secrets.SIGNING_KEYS).glob("*.pem"):
        if withdrawn.name not in keys:
            withdrawn.unlink()


def settings_of(user: str, known: Mapping[str, str]) -> dict[str, str]:
    """The settings of a service or the gateway that hold a secret, by the names they are read under."""
    database = f"waymark_{user}"
    mongo, rabbit = quoted(known[secrets.mongo(user)]), quoted(known[secrets.rabbit(user)])
    own = {
        "mongo_url": f"mongodb://{user}:{mongo}@mongo:27017/{database}?replicaSet=rs0",
        "rabbit_url": f"amqp://{user}:{rabbit}@rabbitmq:5672/{VHOST}",
    }
    match user:
        case "identity":
            own["platform_admin_password"] = known[secrets.PLATFORM_ADMIN]
            own["link_key"] = known[secrets.ONE_TIME_LINKS]
            own["factor_key"] = known[secrets.SECOND_FACTORS]
        case "scheduling":
            own["recording_keys"] = json.dumps([known[secrets.RECORDINGS]])
        case "evidence":
            own["s3_secret_key"] = known[secrets.S3_EVIDENCE]
        case "notifications":
            own["link_key"] = known[secrets.ONE_TIME_LINKS]
            own["smtp_url"] = known.get(secrets.SMTP_URL, f"smtp://{SINK}:2525")
        case _ if user == GATEWAY:
            own["session_keys"] = json.dumps([known[secrets.BROWSER_SESSIONS]])
    return own


def quoted(password: str) -> str:
    """As it stands in a URL."""
    return quote(password, safe="")


def s3_identities(known: Mapping[str, str]) -> dict[str, object]:
    """The store's keys: one that makes buckets, and evidence's for its own bucket only."""
    bucket = "waymark-evidence"
    admin = {"accessKey": "admin", "secretKey": known[secrets.S3_ADMIN]}
    evidence = {"accessKey": "evidence", "secretKey": known[secrets.S3_EVIDENCE]}
    own = [f"{action}:{bucket}" for action in ("Read", "Write", "List", "Tagging")]
    return {
        "identities": [
            {
                "name": "admin",
                "credentials": [admin],
                "actions": ["Admin", "Read", "Write", "List", "Tagging"],
            },
            {"name": "evidence", "credentials": [evidence], "actions": own},
        ]
    }


def write(path: Path, text: str, *, owner: int = US, mode: int = PRIVATE) -> None:
    """Write whole or not at all; the folder and the file are the owner's."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    fresh.write_text(text)
    shutil.chown(fresh, owner, owner)
    fresh.chmod(mode)
    shutil.chown(path.parent, owner, owner)
    path.parent.chmod(0o700 if mode == PRIVATE else 0o755)
    fresh.replace(path)


if __name__ == "__main__":
    main()
