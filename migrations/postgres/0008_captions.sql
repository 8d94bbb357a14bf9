-- The captions of a video, by language: {"label", "key", "size"}.
ALTER TABLE media ADD COLUMN captions jsonb NOT NULL DEFAULT '{}';
-- Their bytes, by language.
ALTER TABLE usage_items ADD COLUMN captions jsonb NOT NULL DEFAULT '{}';
