"""The six services, and `caseload`, the one piece of business they share.

Services never import each other; they stand on `services.caseload`, `chassis` and `contracts`.
"""
