"""Facts and rules: events, states and pure decisions. Imports only the standard library, msgspec and eventsourcing."""
