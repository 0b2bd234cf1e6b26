"""The demo: a believable provider, and the story of a booked session played on it."""
