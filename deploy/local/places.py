"""Where things lie in a checkout."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = ROOT / "locks"
PRIVATE = ROOT / ".waymark"
REQUIREMENTS = ROOT / "tests" / "requirements.csv"
PROVED = PRIVATE / "requirements.json"
