"""How often a camera will find a picture: estimated at once, then proved."""
