"""Evidence's rules: which sessions stand in a learner's library."""
