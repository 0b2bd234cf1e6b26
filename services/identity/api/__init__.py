"""Identity's routes."""

from services.identity.api import (
    audit,
    disclaimers,
    enrolments,
    imports,
    links,
    people,
    providers,
    sign_ins,
    signing_in,
)

ROUTERS = (
    signing_in.router,
    providers.router,
    people.router,
    enrolments.router,
    links.router,
    disclaimers.router,
    imports.router,
    sign_ins.router,
    audit.router,
)

__all__ = ["ROUTERS"]
