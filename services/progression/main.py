"""The progression service, put together."""

from chassis.reads import ReadLog
from chassis.service import Service
from contracts.progression import ProgressionRead
from services.caseload import WATCHED
from services.progression.api import router
from services.progression.consumers import SUBSCRIPTIONS
from services.progression.documents import INDEXES
from services.progression.settings import Settings
from services.progression.store import ProgressionTx

SERVICE = Service(
    name="progression",
    settings=Settings,
    tx=ProgressionTx,
    indexes=INDEXES,
    routers=(router,),
    subscriptions=SUBSCRIPTIONS,
    read_log=ReadLog(WATCHED, ProgressionRead),
)
