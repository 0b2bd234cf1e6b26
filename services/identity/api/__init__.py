"""Identity's routes."""

from services.identity.api import (
    allocations,
    archiving,
    blocking,
    enrolments,
    people,
    providers,
    revocations,
    signing_in,
    staff_links,
)

ROUTERS = (
    signing_in.router,
    providers.router,
    people.router,
    blocking.router,
    enrolments.router,
    staff_links.router,
    allocations.router,
    archiving.router,
    revocations.router,
)

__all__ = ["ROUTERS"]
