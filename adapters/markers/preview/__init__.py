"""What a camera would see of a marker, with the video where the tracker finds it; and where its details are."""
