"""Clients come out of the public API document as it is: one for TypeScript, one for Python, nothing patched by hand.

Installs the two generators from their registries into a folder of the test's own.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.conftest import Servers

TYPESCRIPT = ("openapi-typescript@7.13.0", "typescript@5.9.3")
PYTHON = "openapi-python-client==0.29.1"
# The generator knows no spreadsheets by itself, and would look for programs that format what it wrote.
PYTHON_SETTINGS = """
post_hooks: []
content_type_overrides:
  text/csv: application/octet-stream
  application/vnd.openxmlformats-officedocument.spreadsheetml.sheet: application/octet-stream
"""
USE = """
import type { paths, components } from "./client";
type Booking = paths["/api/sessions"]["post"]["requestBody"]["content"]["application/json"];
type Page = paths["/api/sessions"]["get"]["responses"]["200"]["content"]["application/json"];
export function next(page: Page): string | null { return page.next; }
export function code(problem: components["schemas"]["Problem"]): string { return problem.code; }
export const booking: Partial<Booking> = {};
"""

pytestmark = pytest.mark.nightly


@pytest.fixture
def document(servers: Servers, tmp_path: Path) -> Path:
    """The document as a file."""
    path = tmp_path / "openapi.json"
    answer = httpx.get(f"{servers.gateway_url}/api/openapi.json", timeout=20)
    path.write_text(json.dumps(answer.raise_for_status().json()))
    return path


def run(folder: Path, *command: str) -> str:
    """What a program says. Fails with it when the program does."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


@pytest.mark.skipif(shutil.which("npm") is None, reason="needs Node.js")
def test_a_typescript_client_is_generated_and_compiles(document: Path, tmp_path: Path) -> None:
    run(tmp_path, "npm", "install", "--no-audit", "--no-fund", *TYPESCRIPT)
    run(tmp_path, "npx", "openapi-typescript", str(document), "-o", "client.ts")
    (tmp_path / "use.ts").write_text(USE)
    run(tmp_path, "npx", "tsc", "--noEmit", "--strict", "use.ts")


def test_a_python_client_is_generated_without_a_warning_and_imports(document: Path, tmp_path: Path) -> None:
    run(tmp_path, sys.executable, "-m", "venv", "generator")
    tools = tmp_path / "generator" / "bin"
    run(tmp_path, str(tools / "pip"), "install", "--quiet", PYTHON)
    (tmp_path / "settings.yaml").write_text(PYTHON_SETTINGS)
    said = run(
        tmp_path,
        str(tools / "openapi-python-client"),
        "generate",
        "--path",
        str(document),
        "--output-path",
        "waymark_client",
        "--meta",
        "none",
        "--config",
        "settings.yaml",
    )
    assert "WARNING" not in said
    assert "Unable" not in said
    modules = [
        ".".join(path.relative_to(tmp_path).with_suffix("").parts)
        for path in sorted((tmp_path / "waymark_client" / "api").rglob("*.py"))
        if path.name != "__init__.py"
    ]
    assert any(module.endswith(".book_session") for module in modules)
    code = f"import importlib\nfor name in {modules!r}: importlib.import_module(name)"
    run(tmp_path, str(tools / "python"), "-c", code)
