"""Identity's routes."""

from services.identity.api import (
    allocations,
    archiving,
    audit,
    blocking,
    disclaimers,
    employers,
    enrolments,
    help,
    imports,
    links,
    people,
    provider_settings,
    providers,
    revocations,
    sampling,
    second_factor,
    sign_ins,
    signing_in,
    staff_links,
    supervision,
)

ROUTERS = (
    signing_in.router,
    providers.router,
    provider_settings.router,
    people.router,
    blocking.router,
    enrolments.router,
    employers.router,
    supervision.router,
    staff_links.router,
    allocations.router,
    sampling.router,
    archiving.router,
    revocations.router,
    links.router,
    disclaimers.router,
    imports.router,
    sign_ins.router,
    second_factor.router,
    audit.router,
    help.router,
)

__all__ = ["ROUTERS"]
