"""Letters to owners: confirmations and resets, by SMTP."""
