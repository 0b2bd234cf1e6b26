"""The application for what the door answers itself under the API's prefix, behind the same table and checks."""

from fastapi import FastAPI

from gateway import __version__, browser, health, live, screens
from gateway.asking import Services
from gateway.caller import Callers
from gateway.live import Hub
from gateway.pages import add_problems
from gateway.routes import PREFIX
from gateway.sessions import BrowserSessions


def documented() -> FastAPI:
    """The application without what it works with: enough to say what it offers."""
    own = FastAPI(title="Waymark gateway", version=__version__, docs_url=None, redoc_url=None)
    for router in (browser.router, live.router, screens.router, health.router):
        own.include_router(router)
    return own


def create_own(sessions: BrowserSessions, services: Services, callers: Callers, hub: Hub) -> FastAPI:
    """The application. The proxy puts `head`, and `caller` where one is needed, into a request's state."""
    own = documented()
    own.state.hub = hub
    own.state.sessions = sessions
    own.state.services = services
    own.state.callers = callers
    add_problems(own, PREFIX)
    return own
