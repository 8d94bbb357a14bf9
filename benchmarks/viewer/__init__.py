"""The viewer as a visitor has it, beside AR.js's and MindAR's pages for the same picture, video and camera."""
