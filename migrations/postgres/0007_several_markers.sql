-- What a link leads to beside its first marker, in order.
ALTER TABLE links ADD COLUMN further_marker_ids uuid[] NOT NULL DEFAULT '{}';
