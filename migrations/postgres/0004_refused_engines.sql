-- Why an engine has no files of a marker, by engine name: {"nft": {"code", "detail"}}. Before, there was but one engine.
ALTER TABLE markers ADD COLUMN refused jsonb NOT NULL DEFAULT '{}';
