"""Identity's routes."""

from services.identity.api import audit, disclaimers, enrolments, links, people, providers, signing_in

ROUTERS = (
    signing_in.router,
    providers.router,
    people.router,
    enrolments.router,
    links.router,
    disclaimers.router,
    audit.router,
)

__all__ = ["ROUTERS"]
