"""What reasons are told by, measured."""
