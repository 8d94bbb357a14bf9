"""Runs tracking engines on clips in a real, headless Chromium."""
