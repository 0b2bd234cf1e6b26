"""The secrets of the composed platform: one file each in one folder, drawn in development, given in production.

`python -m deploy.compose.secrets FOLDER` draws those that are missing for production, all but SMTP_URL.
"""

from __future__ import annotations

import secrets
import sys
from pathlib import Path

from deploy.compose.definitions import USERS
from deploy.local import say
from deploy.local.inside.signing_key import draw as draw_signing_key

DEVELOPMENT = "devonly"
"""How a secret that was drawn for development begins. Production refuses it. Keyfiles allow letters and digits."""

MONGO_KEYFILE = "mongo_keyfile"
MONGO_ROOT = "mongo_root"
RABBIT_ADMIN = "rabbit_admin"
S3_ADMIN = "s3_admin"
S3_EVIDENCE = "s3_evidence"
PLATFORM_ADMIN = "platform_admin"
BROWSER_SESSIONS = "browser_sessions"
ONE_TIME_LINKS = "one_time_links"
SECOND_FACTORS = "second_factors"
RECORDINGS = "recordings"
GRAFANA_ADMIN = "grafana_admin"
SMTP_URL = "smtp_url"
SIGNING_KEYS = "signing_keys"


def mongo(user: str) -> str:
    """The name of the secret with a database password."""
    return f"mongo_{user}"


def rabbit(user: str) -> str:
    """The name of the secret with a broker password."""
    return f"rabbit_{user}"


DRAWN = (
    *(MONGO_KEYFILE, MONGO_ROOT, RABBIT_ADMIN, S3_ADMIN, S3_EVIDENCE),
    *(PLATFORM_ADMIN, BROWSER_SESSIONS, ONE_TIME_LINKS, SECOND_FACTORS, RECORDINGS, GRAFANA_ADMIN),
    *(mongo(user) for user in USERS),
    *(rabbit(user) for user in USERS),
)
"""Passwords and keys that any random text can be."""


def draw(folder: Path, mark: str = "") -> list[str]:
    """Draw what is missing in the folder, each beginning with the mark; answers the names of what was drawn."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = [name for name in DRAWN if not (folder / name).exists()]
    for name in missing:
        path = folder / name
        path.touch(mode=0o600)
        path.write_text(f"{mark}{secrets.token_hex(24)}\n")
    keys = folder / SIGNING_KEYS
    if not any(keys.glob("*.pem")):
        draw_signing_key(keys)
        missing.append(SIGNING_KEYS)
    return missing


def read(folder: Path) -> dict[str, str]:
    """Every secret by its name, without the signing keys. What has no file is missing here too."""
    found = (folder / name for name in (*DRAWN, SMTP_URL))
    return {path.name: path.read_text().strip() for path in found if path.is_file()}


def main() -> None:
    """Draw for production and say what was drawn."""
    folder = Path(sys.argv[1])
    for name in draw(folder):
        say.line(f"drawn: {folder / name}")


if __name__ == "__main__":
    main()
