"""Every image comes with a bill of what is in it, complete and in the form others read (CycloneDX 1.6)."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from chassis.process import VERSION
from contracts.registry import SERVICES
from deploy import bom
from deploy.local.cli import main
from deploy.local.places import ROOT

SCHEMAS = Path(__file__).parent / "cyclonedx"
"""As published by CycloneDX, under the Apache License 2.0."""


@cache
def validator() -> Any:
    contents = {path.name: json.loads(path.read_text()) for path in SCHEMAS.glob("*.json")}
    resources = [
        (f"http://cyclonedx.org/schema/{name}", Resource.from_contents(content))
        for name, content in contents.items()
    ]
    checked_by = contents["bom-1.6.SNAPSHOT.schema.json"]
    return jsonschema.Draft7Validator(checked_by, registry=Registry().with_resources(resources))


def locked(name: str) -> set[str]:
    """What a lock pins, as packages are named in a bill."""
    pins = re.findall(
        r"^([a-z0-9._-]+)==([^ \\]+)", (ROOT / "locks" / f"{name}.txt").read_text(), re.MULTILINE
    )
    return {f"pkg:pypi/{package}@{version}" for package, version in pins}


@pytest.mark.parametrize("image", bom.LOCKS)
def test_a_bill_is_one_that_others_can_read(image: str) -> None:
    assert [error.message for error in validator().iter_errors(bom.bill(image))] == []


@pytest.mark.parametrize("image", bom.LOCKS)
def test_every_package_an_image_is_installed_from_is_in_its_bill_with_its_hashes(image: str) -> None:
    components = {each["purl"]: each for each in bom.bill(image)["components"]}
    wanted = set().union(*(locked(name) for name in bom.LOCKS[image]))
    servers = {purl for purl in wanted if purl[9:].startswith(bom.IMAGES_OF_THEIR_OWN)}
    assert {purl for purl in components if purl.startswith("pkg:pypi/")} == wanted - servers
    assert all(each["hashes"] for each in components.values())


def test_the_gateways_bill_has_what_the_web_client_is_built_of_and_not_what_builds_it() -> None:
    purls = [each["purl"] for each in bom.bill("gateway")["components"]]
    packages = {purl.rpartition("@")[0] for purl in purls if purl.startswith("pkg:npm/")}
    client = json.loads((ROOT / "web" / "package.json").read_text())
    wanted, tools = (
        {f"pkg:npm/{name.replace('@', '%40')}" for name in client[kind]}
        for kind in ("dependencies", "devDependencies")
    )
    assert wanted <= packages
    assert not tools & packages
    assert not any("npm" in each["purl"] for each in bom.bill("scheduling")["components"])


def test_there_is_a_bill_for_every_image_and_it_lies_in_it() -> None:
    dockerfile = (ROOT / "deploy" / "Dockerfile").read_text()
    assert set(bom.LOCKS) == {*SERVICES, bom.GATEWAY, bom.TOOLS}
    assert dockerfile.count("COPY --from=bill-of-materials /bom.json /bom.json") == 2
    installed = {
        service: lock
        for services, lock in re.findall(r"^ +([a-z|]+)\) pip .*/locks/(\w+)\.txt", dockerfile, re.MULTILINE)
        for service in services.split("|")
    }
    assert {image: locks[1:] for image, locks in bom.LOCKS.items() if image != bom.TOOLS} == {
        image: (installed[image],) if image in installed else () for image in (*SERVICES, bom.GATEWAY)
    }


def test_a_bill_is_the_same_whenever_the_locks_are_and_says_which_version_it_is_of(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert bom.VERSION == VERSION
    assert main(["bom", "reviews"]) == 0
    assert capsys.readouterr().out == bom.written("reviews")
