"""Virus scanning before anything is public, by clamd."""
