"""What can be checked of a deployment: before it starts (production), and while it runs (all others)."""
