"""Notifications: tells people what concerns them, once, by mail and in the application."""
