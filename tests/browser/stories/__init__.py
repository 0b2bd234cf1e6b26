"""The ten main stories, told once for both hands, both languages and both widths."""

from tests.browser.stories import centre, learners, sessions
from tests.browser.stories.scene import Story

STORIES = (
    Story(learners.a_learner_comes_in_for_the_first_time, ("SA-03",)),
    Story(sessions.an_assessor_books_from_the_calendar, ("SB-07", "SB-31")),
    Story(sessions.an_assessor_books_a_group_in_which_somebody_is_busy, ("SB-10", "SB-35")),
    Story(sessions.an_assessor_repeats_a_session_and_sees_which_do_not_fit),
    Story(sessions.an_assessor_moves_a_session_and_those_that_follow),
    Story(sessions.an_assessor_marks_who_came),
    Story(centre.a_centre_allocates_in_one_go, ("CE-26",)),
    Story(centre.a_centre_blocks_somebody_and_lets_them_in_again),
    Story(centre.a_centre_archives_in_two_steps_and_gets_it_back, ("CE-55", "CE-56")),
    Story(centre.a_centre_imports_what_it_has_seen_before),
)
