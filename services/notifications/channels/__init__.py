"""How notifications leave the platform: by mail, with a calendar file in it."""
