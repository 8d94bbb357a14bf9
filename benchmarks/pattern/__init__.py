"""Learns which pixels the descriptor of the tracking core compares."""
