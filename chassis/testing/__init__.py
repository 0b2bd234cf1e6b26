"""What tests stand on: a memory runner for handler tests, tokens for any actor, waiting for what comes."""

from chassis.testing.memory import MemoryBackend, MemoryRunner

__all__ = ["MemoryBackend", "MemoryRunner"]
