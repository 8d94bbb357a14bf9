"""Hints over Redis: workers publish them, whoever watches a project gets them. Losing one costs a look, no data."""
