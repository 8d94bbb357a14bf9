"""The Python host of the tracking core."""
