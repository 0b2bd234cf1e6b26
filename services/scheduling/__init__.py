"""Scheduling: sessions, availability, Smart Rooms (README.md)."""
