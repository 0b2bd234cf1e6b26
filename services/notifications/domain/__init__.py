"""What people are told and when: plain Python."""
