"""The write side: commands, the functions that handle them, and the ports they need."""
