"""The rules of scheduling in plain Python: no clock, no chance, no network; times and ids are arguments."""
