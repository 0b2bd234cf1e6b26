"""What the door costs: scheduling's list of 20 sessions behind ours and behind nginx."""

import shutil
import sys
from collections.abc import Sequence
from typing import Any

from tests.bench import scene
from tests.bench.ground import Child, Ground, free_port, load
from tests.bench.measure import Load, Result, Rounds, cpu_ms, rate, spread
from tests.bench.scene import Variant

ROUNDS = 3
CONNECTIONS = 32
REQUESTS = 30
SESSIONS = 20
BOOKING = Variant("gateway", learners=1, occurrences=1, bookings=SESSIONS)

NGINX = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log stderr;
events {{ worker_connections 512; }}
http {{
  access_log off; client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  upstream scheduling {{ server 127.0.0.1:{upstream}; keepalive 64; }}
  server {{
    listen 127.0.0.1:{port};
    location /api/ {{ proxy_pass http://scheduling/; proxy_http_version 1.1; proxy_set_header Connection ""; }}
    location / {{ proxy_pass http://scheduling; }}
  }}
}}
"""


async def gateway(ground: Ground) -> Sequence[Result]:
    """A page of 20 sessions over 32 kept connections, behind ours and behind nginx."""
    nginx_program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    if nginx_program is None:
        return [
            Result("gateway", 0, 0, "per_s", "nginx is not installed, so there is nothing to compare with")
        ]
    service = await ground.start_service("scheduling", "api")
    clients = await _readers(ground, service)
    ours = await _ours(ground, service)
    nginx = await _nginx(ground, service, nginx_program)
    rounds = Rounds()
    await rounds.take(ROUNDS, lambda: _read(ours, clients), lambda: _read(nginx, clients))
    direct = await load(service.url, _without_prefix(clients), expect=200, serving=service.pid)
    notes = (
        f"ours {spread(rounds.ours)}, {cpu_ms(rounds.ours):.2f} ms CPU a request; nginx {spread(rounds.floor)}, "
        f"{cpu_ms(rounds.floor):.2f} ms CPU a request; without a door {direct.per_second:.0f}/s, the service "
        f"itself {direct.cpu_ms:.2f} ms CPU a request"
    )
    return [Result("gateway", rate(rounds.ours), rate(rounds.floor), "per_s", notes)]


async def _readers(ground: Ground, service: Child) -> list[dict[str, Any]]:
    """Clients that read the list of an assessor with 20 sessions."""
    found = await scene.provider(ground.client, ground.db("scheduling"), BOOKING)
    (booker, *_) = scene.clients(ground, found, BOOKING)
    await load(service.url, [booker], expect=201, serving=service.pid)
    path = f"/api/sessions?limit={SESSIONS}&from=2032-03-01T00:00:00Z&to=2028-03-01T00:00:00Z"
    reader = {
        "headers": booker["headers"],
        "requests": [{"method": "GET", "path": path}],
        "times": REQUESTS,
    }
    return [reader] * CONNECTIONS


def _without_prefix(clients: list[dict[str, Any]]) -> list[dict[str, Any]]:
    (request,) = clients[0]["requests"]
    bare = request | {"path": request["path"].removeprefix("/api")}
    return [one | {"requests": [bare]} for one in clients]


async def _ours(ground: Ground, service: Child) -> Child:
    port = free_port()
    environment = {
        "GATEWAY_PORT": str(port),
        "GATEWAY_JWKS_URL": ground.desk.jwks_url,
        "GATEWAY_SCHEDULING_URL": service.url,
        "GATEWAY_DRAIN_SECONDS": "0",
        # One person asks as often as they can, which is what is measured.
        "GATEWAY_PERSON_PER_MINUTE": "0",
        "GATEWAY_ADDRESS_PER_MINUTE": "0",
    }
    return await ground.start([sys.executable, "-m", "gateway"], environment, port)


async def _nginx(ground: Ground, service: Child, program: str) -> Child:
    port = free_port()
    configuration = ground.folder / "nginx.conf"
    upstream = service.url.rpartition(":")[2]
    configuration.write_text(NGINX.format(folder=ground.folder, port=port, upstream=upstream))
    return await ground.start([program, "-c", str(configuration)], {}, port)


async def _read(door: Child, clients: list[dict[str, Any]]) -> Load:
    return await load(door.url, clients, expect=200, serving=door.pid)
