-- Where the videos of a marker show its picture: by video, {"job_id", "state", "fit", "reason"}.
ALTER TABLE markers ADD COLUMN fittings jsonb NOT NULL DEFAULT '{}';
