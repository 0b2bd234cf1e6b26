"""What notifications hears."""

from chassis.subscriptions import on
from contracts.identity import (
    CentreChanged,
    EnrolmentChanged,
    LinkIssued,
    PersonChanged,
    ProviderChanged,
    SampleDecided,
    SupervisionChanged,
)
from contracts.scheduling import CentreEventChanged, OfferChanged, SessionChanged
from services.caseload.hearing import know_enrolment, know_supervision
from services.notifications import handlers

SUBSCRIPTIONS = (
    on(PersonChanged, handlers.follow_person),
    on(ProviderChanged, handlers.follow_provider),
    on(CentreChanged, handlers.follow_centre),
    on(LinkIssued, handlers.send_link),
    on(EnrolmentChanged, know_enrolment),
    on(EnrolmentChanged, handlers.note, each=handlers.each_noted),
    on(SupervisionChanged, know_supervision),
    on(CentreEventChanged, handlers.announce, each=handlers.each_announced),
    on(SampleDecided, handlers.tell_of_sample),
    on(SessionChanged, handlers.tell, each=handlers.each_told),
    on(SessionChanged, handlers.follow_session),
    on(OfferChanged, handlers.tell_of_offer),
    on(OfferChanged, handlers.follow_offer),
)
