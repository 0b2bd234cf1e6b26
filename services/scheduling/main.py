"""Wiring: the only file that sees handlers and store together."""

from chassis.reads import ReadLog
from chassis.service import Service
from contracts.scheduling import SchedulingRead
from services.caseload import WATCHED
from services.scheduling.api import ROUTERS
from services.scheduling.consumers import SUBSCRIPTIONS
from services.scheduling.documents import INDEXES
from services.scheduling.jobs import check_nightly, check_overlaps, offer_times, rehouse_sessions
from services.scheduling.settings import Settings
from services.scheduling.store import SchedulingTx

SERVICE = Service(
    name="scheduling",
    settings=Settings,
    tx=SchedulingTx,
    indexes=INDEXES,
    routers=ROUTERS,
    subscriptions=SUBSCRIPTIONS,
    jobs=(rehouse_sessions, offer_times, check_nightly),
    errands={"check-overlaps": check_overlaps},
    read_log=ReadLog(WATCHED, SchedulingRead),
)
