"""The web client: built when its sources changed, checked with the rest. Node comes from the machine or the locks."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from . import say
from .places import PRIVATE, PYTHON, ROOT, VENV
from .say import Trouble

WEB = ROOT / "web"
DIST = WEB / "dist"
OLDEST_NODE = (20, 19)
SHOWN_PEOPLE = "people.json"
"""The file of a stack's folder with the logins that its sign-in page offers."""

_STAMP = PRIVATE / "web.json"
_MADE = ("dist", "node_modules")
_DOCUMENT = PRIVATE / "openapi.json"
_OF_THE_DOCUMENT = ("chassis", "services", "gateway")


def build() -> None:
    """Makes `web/dist` anew unless it was made of these sources."""
    began = time.monotonic()
    prepare()
    wanted = _digest(_sources())
    stamp = _stamp()
    if stamp.get("built") == wanted and (DIST / "index.html").is_file():
        return
    say.step("Web client", "building")
    npm("run", "build")
    _keep({**_stamp(), "built": wanted})
    say.step("Web client", f"built in {time.monotonic() - began:.0f} s")


def prepare() -> None:
    """What every use of the client's sources needs: its packages, and the types of the API as it is now."""
    _install()
    _learn_api()


def npm(*arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Runs npm in `web/`. Raises Trouble with the end of what it said, unless the caller looks for itself."""
    done = subprocess.run(
        [str(_npm()), "--no-update-notifier", *arguments],
        cwd=WEB,
        env={**os.environ, "PATH": f"{_npm().parent}:{os.environ['PATH']}", "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if check and done.returncode != 0:
        ending = "\n".join(f"    {entry}" for entry in done.stdout.strip().splitlines()[-20:])
        raise Trouble(f"npm {' '.join(arguments)} failed:\n{ending}")
    return done


def _install() -> None:
    lock = hashlib.sha256((WEB / "package-lock.json").read_bytes()).hexdigest()
    if _stamp().get("installed") == lock and (WEB / "node_modules").is_dir():
        return
    say.step("Web packages", "installing")
    npm("ci")
    _keep({**_stamp(), "installed": lock})


def _learn_api() -> None:
    """The API document comes out of the Python sources; the types are written only when it says something new."""
    sources = _digest(path for name in _OF_THE_DOCUMENT for path in (ROOT / name).rglob("*.py"))
    types = WEB / "src" / "api" / "schema.d.ts"
    if _stamp().get("learned") == sources and types.is_file():
        return
    command = [str(PYTHON), "-m", "deploy.api_document", str(_DOCUMENT)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Trouble(f"The API document could not be made:\n{done.stderr.strip()}")
    document = hashlib.sha256(_DOCUMENT.read_bytes()).hexdigest()
    if _stamp().get("document") != document or not types.is_file():
        npm("run", "api", "--", str(_DOCUMENT))
    _keep({**_stamp(), "learned": sources, "document": document})


def _npm() -> Path:
    """The machine's npm when its Node is new enough, else the one in the virtual environment."""
    for folder in (*os.get_exec_path(), str(VENV / "bin")):
        node, npm_here = Path(folder) / "node", Path(folder) / "npm"
        if node.is_file() and npm_here.is_file() and _is_new_enough(node):
            return npm_here
    raise Trouble(
        f"The web client needs Node {OLDEST_NODE[0]}.{OLDEST_NODE[1]} or newer, which is not here.",
        "Delete .venv and run this again: the locks bring one along.",
    )


def _is_new_enough(node: Path) -> bool:
    try:
        asked = subprocess.run([str(node), "--version"], capture_output=True, text=True, check=False)
    except OSError:  # a script whose interpreter is gone, a program for another machine
        return False
    found = re.match(r"v(\d+)\.(\d+)", asked.stdout)
    return found is not None and (int(found[1]), int(found[2])) >= OLDEST_NODE


def _sources() -> Iterator[Path]:
    """Everything a build is made of, the types of the API included."""
    for folder, folders, names in os.walk(WEB):
        folders[:] = [name for name in folders if name not in _MADE]
        yield from (Path(folder) / name for name in names)


def _digest(paths: Iterable[Path]) -> str:
    facts = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in sorted(paths)]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def _stamp() -> dict[str, str]:
    try:
        kept: dict[str, str] = json.loads(_STAMP.read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return kept


def _keep(stamp: dict[str, str]) -> None:
    PRIVATE.mkdir(exist_ok=True)
    _STAMP.write_text(json.dumps(stamp, indent=2) + "\n")
