"""The object store: SeaweedFS, spoken to as S3."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

from .. import processes, tls
from ..places import VENV
from ..say import Trouble
from ..state import Stack
from .base import environment, inside


class ObjectStore:
    name: ClassVar[str] = "s3"
    title: ClassVar[str] = "Object store"
    setting: ClassVar[str] = "WAYMARK_S3_URL"
    # It may take over 25 s to end by itself, and a killed one comes back whole.
    grace: ClassVar[float] = 4
    patience: ClassVar[float] = 60

    def adopt(self, stack: Stack, url: str) -> None:
        """The URL carries the credentials, `http://access:secret@host:port`, and as its path the bucket."""
        parts = urlsplit(url)
        if not parts.username or not parts.password:
            raise Trouble(
                "WAYMARK_S3_URL carries no credentials.",
                "Write it as http://access-key:secret-key@host:port/bucket (without a bucket: waymark).",
            )
        stack.memory["passwords"].update(s3_access=parts.username, s3_secret=parts.password)
        stack.memory["bucket"] = parts.path.strip("/") or stack.memory["bucket"]
        self._settle_at(stack, f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}")

    def start(self, stack: Stack) -> None:
        binary = VENV / "bin" / "weed"
        if not binary.exists():
            raise Trouble("The object store is not installed.", "Delete .venv and run ./waymark up again.")
        data = stack.folder / "s3"
        data.mkdir(parents=True, exist_ok=True)
        credentials = _write_credentials(stack, data)
        command = [
            str(binary),
            "-logtostderr=true",
            "server",
            f"-dir={data}",
            "-ip=127.0.0.1",
            "-ip.bind=127.0.0.1",
            f"-master.port={stack.port('s3-master')}",
            f"-volume.port={stack.port('s3-volume')}",
            "-filer",
            f"-filer.port={stack.port('s3-filer')}",
            "-s3",
            f"-s3.port={stack.port(self.name)}",
            f"-s3.config={credentials}",
            f"-s3.port.https={stack.port('s3-tls')}",
            f"-s3.cert.file={tls.certificate(stack)}",
            f"-s3.key.file={tls.key(stack)}",
            # With the defaults a third bucket finds no room.
            "-volume.max=0",
            "-master.volumeSizeLimitMB=64",
            "-master.telemetry=false",
            # Alone it waits this long, at a restart, for other masters to speak up; the default is 10 s.
            "-master.electionTimeout=1s",
            # Two catalogues on fixed ports that nobody asked for.
            "-s3.port.iceberg=0",
            "-s3.port.lance=0",
        ]
        processes.start(stack, self.name, command, environment())

    def ready(self, stack: Stack) -> bool:
        url = f"http://127.0.0.1:{stack.port(self.name, fixed=True)}/"
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except urllib.error.HTTPError as refused:
            return refused.code == 403
        except OSError:
            return False
        return False

    def settle(self, stack: Stack) -> None:
        self._settle_at(stack, f"http://127.0.0.1:{stack.port(self.name, fixed=True)}")

    def _settle_at(self, stack: Stack, url: str) -> None:
        keys = {"S3_ACCESS_KEY": stack.password("s3_access"), "S3_SECRET_KEY": stack.password("s3_secret")}
        inside("bucket", url, stack.memory["bucket"], **keys)
        stack.remember_url(self.name, url)


def _write_credentials(stack: Stack, data: Path) -> Path:
    """Without this file the store would ask nobody for a key."""
    key = {"accessKey": stack.password("s3_access"), "secretKey": stack.password("s3_secret")}
    identity = {
        "name": "waymark",
        "credentials": [key],
        "actions": ["Admin", "Read", "Write", "List", "Tagging"],
    }
    path = data / "credentials.json"
    path.touch(mode=0o600)
    path.write_text(json.dumps({"identities": [identity]}))
    return path
