"""Keeps the ports' promises: documents (`chassis.tx.Tx`), and calendars by conditional pushes."""

from chassis.tx import Tx
from services.scheduling.store.calendars import StoredCalendars
from services.scheduling.store.centre_diary import StoredCentreDiary
from services.scheduling.store.directory import StoredDirectory
from services.scheduling.store.drafts import StoredDrafts
from services.scheduling.store.offers import StoredOffers
from services.scheduling.store.recordings import StoredRecordings
from services.scheduling.store.rooms import StoredSmartRooms
from services.scheduling.store.sessions import StoredSessions
from services.scheduling.store.timetables import StoredAbsences, StoredTimetables


class SchedulingTx(Tx):
    """Scheduling's transaction."""

    def open(self) -> None:
        """Set the ports up."""
        self.sessions = StoredSessions(self)
        self.calendars = StoredCalendars(self)
        self.smart_rooms = StoredSmartRooms(self)
        self.centre_diary = StoredCentreDiary(self)
        self.timetables = StoredTimetables(self)
        self.absences = StoredAbsences(self)
        self.recordings = StoredRecordings(self)
        self.drafts = StoredDrafts(self)
        self.offers = StoredOffers(self)
        self.directory = StoredDirectory(self)
