"""The outside world. Each vendor has exactly one home here; wiring.py is the only place where ports meet them."""
