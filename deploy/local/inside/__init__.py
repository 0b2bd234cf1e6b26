"""Small children of the command that need an installed package; each is run as a module and does one thing."""
