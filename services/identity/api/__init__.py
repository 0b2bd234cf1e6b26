"""Identity's routes."""

from services.identity.api import enrolments, people, providers, signing_in

ROUTERS = (signing_in.router, providers.router, people.router, enrolments.router)

__all__ = ["ROUTERS"]
