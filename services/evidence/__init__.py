"""Evidence: the library of a learner's work, and the files in it."""
