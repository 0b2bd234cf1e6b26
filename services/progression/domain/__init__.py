"""Progression's rules: qualification numbers, what counts as learning time, when training begins."""
