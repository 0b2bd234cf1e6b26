"""Reviews: the learning plan a learner and the people around them read."""
