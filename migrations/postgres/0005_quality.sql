-- How far the proof of a marker's score is, what would make its picture better, and which other markers look like it.
ALTER TABLE markers ADD COLUMN proof text NOT NULL DEFAULT 'none';
ALTER TABLE markers ADD COLUMN proposals jsonb NOT NULL DEFAULT '[]';
ALTER TABLE markers ADD COLUMN look_alikes jsonb NOT NULL DEFAULT '[]';
-- A new marker is compared with its owner's newest.
CREATE INDEX markers_by_owner ON markers (owner_id, created_at DESC);

-- Markers of the time before are proved too: the outbox is written anew from all events, which now ask for that.
UPDATE markers SET proof = 'pending' WHERE status = 'generated' AND engines ? 'planar';
TRUNCATE jobs, jobs_tracking;

-- The picture that a picture is a changed version of.
ALTER TABLE media ADD COLUMN derived_from uuid;
