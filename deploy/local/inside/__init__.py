"""Small children of the command that need an installed package; each is a module that does one thing."""
