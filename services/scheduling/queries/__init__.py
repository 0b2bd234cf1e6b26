"""What screens read, by feature."""
