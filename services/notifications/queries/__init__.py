"""What people read, by feature."""
