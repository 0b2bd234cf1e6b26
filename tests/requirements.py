"""Keeps which requirement rows a full run proved: `@pytest.mark.req("SB-33")` on a test that passed.

Read by `./waymark requirements` from the file named in WAYMARK_PROVED. A row counts only when every test that
carries it passed.
"""

import json
import os
from pathlib import Path

import pytest

KNOWN = set((Path(__file__).parent / "requirements.csv").read_text().split()[1:])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let every test's reports carry its rows; a row that does not exist is a mistake."""
    for item in items:
        rows = [row for marker in item.iter_markers("req") for row in marker.args]
        if set(rows) - KNOWN:
            raise pytest.UsageError(
                f"{item.nodeid} claims rows that do not exist: {sorted(set(rows) - KNOWN)}"
            )
        if rows:
            item.user_properties.append(("req", rows))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the rows that hold and the tests that prove them, from the controller only."""
    path = os.environ.get("WAYMARK_PROVED")
    if not path or hasattr(session.config, "workerinput"):
        return
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    stats = terminal.stats if terminal else {}
    failed = {report.nodeid for kind in ("failed", "error") for report in stats.get(kind, ())}
    proved: dict[str, list[str]] = {}
    broken: set[str] = set()
    for report in (report for kind in ("passed", "failed", "error") for report in stats.get(kind, ())):
        for row in (
            row for name, rows in getattr(report, "user_properties", ()) if name == "req" for row in rows
        ):
            proved.setdefault(row, []).append(report.nodeid)
            if report.nodeid in failed:
                broken.add(row)
    kept = {row: sorted(set(tests)) for row, tests in sorted(proved.items()) if row not in broken}
    Path(path).write_text(json.dumps({"proved": kept}, indent=1))
