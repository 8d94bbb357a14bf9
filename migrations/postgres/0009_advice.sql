-- How far a marker's advice is, as its proof has been told before.
ALTER TABLE markers ADD COLUMN advice text NOT NULL DEFAULT 'none';

UPDATE markers SET advice = coalesce((
    SELECT CASE topic WHEN 'marker.advised' THEN 'done' ELSE 'failed' END FROM argument_events
    WHERE originator_id = markers.id AND topic IN ('marker.advised', 'marker.advice_failed')
), 'pending')
WHERE status = 'generated' AND engines ? 'planar';
