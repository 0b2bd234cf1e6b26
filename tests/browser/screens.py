"""Every screen of the web client, and who looks at it.

A route of the client that no walk goes to fails `test_every_screen`, and so does a walk to a route that is gone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FEATURES = Path(__file__).parents[2] / "web" / "src" / "features"
_PATH = re.compile(r"\bpath: '([^']+)'")
_PARAMETER = re.compile(r"\$(\w+)")


@dataclass(frozen=True, slots=True)
class Walk:
    """Somebody, by their place in the provider, and the screens they go through, each titled unlike the one before."""

    name: str
    who: str
    screens: tuple[str, ...]


WALKS = (
    Walk(
        "door",
        "nobody",
        ("/sign-in", "/forgotten-password", "/invitations/$token", "/password-resets/$token"),
    ),
    Walk(
        "learner",
        "learner",
        (
            "/",
            "/plan",
            "/time-log",
            "/programme/$enrolmentId",
            "/network",
            "/sessions",
            "/sessions/$sessionId",
            "/events/$eventId",
            "/notifications",
            "/to-do",
            "/announcements",
            "/library",
            "/messages",
            "/messages/$conversationId",
            "/profile",
        ),
    ),
    Walk(
        "assessor",
        "assessor",
        (
            "/",
            "/sessions?show=overdue",
            "/sessions/$sessionId",
            "/sessions?view=month",
            "/sessions/new?learner=$learnerId",
            "/sessions/drafts/$draftId",
            "/diary-entries",
            "/diary-entries/new",
            "/learners",
            "/learners/$learnerId",
            "/learners/$learnerId/plan",
            "/working-hours",
            "/learners-access",
            "/to-do",
            "/messages",
            "/help",
        ),
    ),
    Walk("iqa", "iqa", ("/", "/learners", "/learners/$learnerId/plan")),
    Walk("employer", "employer", ("/", "/learners", "/learners/$learnerId/plan", "/profile")),
    Walk(
        "centre",
        "admin",
        (
            "/",
            "/sessions",
            "/events",
            "/events/$eventId",
            "/tasks",
            "/announcements?show=kept",
            "/reports",
            "/staff-hours",
            "/working-hours/$personId",
            "/closed-days",
            "/smart-rooms",
            "/smart-rooms/$roomId",
            "/settings",
            "/audit",
            "/audit/reads",
            "/system-health",
        ),
    ),
    Walk(
        "people",
        "admin",
        (
            "/learners?waiting=yes",
            "/people/$personId",
            "/allocations",
            "/samples",
            "/samples/new",
            "/personnel/assessor",
            "/personnel/iqa",
            "/personnel/access",
            "/permission-sets",
            "/permission-sets/$setId",
            "/qualifications",
            "/qualifications/$qualificationId",
            "/employers",
            "/employers/$employerId",
            "/learners/$learnerId/supervisors",
            "/archive/learners",
            "/archive/qualifications",
            "/retrieve/learners",
            "/retrieve/qualifications",
            "/imports",
            "/imports/$importId",
        ),
    ),
)


def routes() -> set[str]:
    """The paths of the client's routes, as its features declare them."""
    return {path for file in FEATURES.glob("*/feature.ts") for path in _PATH.findall(file.read_text())}


def walked() -> set[str]:
    """The routes that somebody goes to."""
    return {screen.partition("?")[0] for walk in WALKS for screen in walk.screens}


def address(screen: str, ids: Mapping[str, str]) -> str:
    """Where a screen is, of the things with these ids by the names of the routes' parameters."""
    return _PARAMETER.sub(lambda found: ids[found[1]], screen)
