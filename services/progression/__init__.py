"""Progression: the catalogue of qualifications, where each learner stands, and their time log."""
