"""The reviews service, put together."""

from chassis.reads import ReadLog
from chassis.service import Service
from contracts.reviews import ReviewsRead
from services.caseload import WATCHED
from services.reviews.api import router
from services.reviews.consumers import SUBSCRIPTIONS
from services.reviews.documents import INDEXES
from services.reviews.settings import Settings
from services.reviews.store import ReviewsTx

SERVICE = Service(
    name="reviews",
    settings=Settings,
    tx=ReviewsTx,
    indexes=INDEXES,
    routers=(router,),
    subscriptions=SUBSCRIPTIONS,
    read_log=ReadLog(WATCHED, ReviewsRead),
)
