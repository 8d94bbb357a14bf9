"""Where bytes lie: originals, masters and public files, in any S3."""
