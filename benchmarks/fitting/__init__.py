"""The search for a picture inside a video, against videos whose truth is known."""
