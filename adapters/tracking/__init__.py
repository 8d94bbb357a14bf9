"""The Python host of the tracking core."""

ADDRESSES_MB = 16 * 1024
"""What a process may map beside its memory to be as fast as it can: each memory of a module reserves 4 GiB."""
