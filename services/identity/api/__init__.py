"""Identity's routes."""

from services.identity.api import audit, enrolments, links, people, providers, signing_in

ROUTERS = (signing_in.router, providers.router, people.router, enrolments.router, links.router, audit.router)

__all__ = ["ROUTERS"]
