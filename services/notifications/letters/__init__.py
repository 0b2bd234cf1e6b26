"""What goes through the letter box: the mail and the calendar file in it."""
