"""The read side: each file is one read model, its table, its handlers and its queries."""
