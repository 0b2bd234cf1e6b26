"""`python -m deploy.api_document FILE`: the public API document out of the sources alone, as the gateway serves it.

Whoever builds a client needs no running platform for it.
"""

import importlib
import json
import sys
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from chassis.app import documented
from gateway import own
from gateway.openapi import merge
from gateway.routes import BEHIND, OWN_ROUTES, ROUTES, ServiceName


def api_document() -> dict[str, Any]:
    """What `GET /api/openapi.json` answers on a platform of these sources."""
    services: dict[ServiceName, FastAPI] = {
        name: documented(importlib.import_module(f"services.{name}.main").SERVICE) for name in BEHIND
    }
    documents = {name: app.openapi() for name, app in services.items()}
    return merge({**documents, ServiceName.GATEWAY: own.documented().openapi()}, (*ROUTES, *OWN_ROUTES))


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(api_document()))
