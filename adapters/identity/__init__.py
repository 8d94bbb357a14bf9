"""Who is asking: passwords, access tokens and opaque secrets. Stores nothing."""
