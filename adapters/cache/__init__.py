"""Counters that processes share in Redis, and what stands in for them while Redis is away."""
