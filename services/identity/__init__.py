"""People, centres, roles, credentials, enrolments and allocations."""
