"""Reviews' rules: how a learning plan is ordered, and who looks after a learner."""
