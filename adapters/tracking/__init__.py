"""The Python host of the tracking core, synthetic camera views and the score that they prove."""
