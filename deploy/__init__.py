"""Everything that puts Waymark on machines."""
