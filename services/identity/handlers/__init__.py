"""Identity's commands and what it does when it hears something."""
