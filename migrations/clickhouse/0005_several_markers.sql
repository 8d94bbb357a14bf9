-- A link may lead to several markers. The dimension names them all; before, there was but one.
ALTER TABLE link_versions ADD COLUMN IF NOT EXISTS marker_ids Array(UUID) DEFAULT [marker_id] AFTER marker_id;

CREATE OR REPLACE VIEW links AS SELECT * FROM link_versions FINAL;

-- Of a session: the marker that was found first (when none was, that of its first event), and all that were found.
-- By the viewer's own clock: what a session says in one request has one time by the server's.
ALTER TABLE session_days
    ADD COLUMN IF NOT EXISTS first_marker AggregateFunction(argMin, UUID, Tuple(UInt8, DateTime64(3, 'UTC'))),
    ADD COLUMN IF NOT EXISTS marker_ids SimpleAggregateFunction(groupUniqArrayArray, Array(UUID));

ALTER TABLE session_days_from_events MODIFY QUERY
SELECT
    project_id,
    toDate(received_at) AS day,
    session_id,
    link_id,
    max(e.marker_id) AS marker_id,
    argMinState(e.visitor, e.received_at) AS visitor,
    min(e.received_at) AS started_at,
    max(e.received_at) AS ended_at,
    max(e.event_type = 'view_started')::Bool AS viewed,
    max(e.event_type = 'marker_detected')::Bool AS marker_detected,
    max(e.event_type = 'video_started')::Bool AS video_started,
    max(e.event_type = 'video_completed')::Bool AS video_completed,
    max(e.event_type = 'cta_clicked')::Bool AS cta_clicked,
    max(e.event_type = 'camera_denied')::Bool AS camera_denied,
    max(e.event_type = 'unsupported')::Bool AS unsupported,
    max(e.progress) AS progress,
    max(e.watched_ms) AS watched_ms,
    max(e.country) AS country,
    max(e.device) AS device,
    max(e.os) AS os,
    max(e.browser) AS browser,
    max(e.referrer) AS referrer,
    max(e.utm_source) AS utm_source,
    max(e.utm_medium) AS utm_medium,
    max(e.utm_campaign) AS utm_campaign,
    max(e.is_bot) AS is_bot,
    max(e.is_owner) AS is_owner,
    argMinState(e.marker_id, tuple(e.event_type != 'marker_detected', e.occurred_at)) AS first_marker,
    groupUniqArrayIf(e.marker_id, e.event_type = 'marker_detected') AS marker_ids
FROM view_events AS e
GROUP BY project_id, day, session_id, link_id;

-- Of sessions of the time before, the one marker of their link is known.
CREATE OR REPLACE VIEW sessions AS
SELECT
    project_id,
    link_id,
    session_id,
    if(argMinMerge(d.first_marker) = toUUID('00000000-0000-0000-0000-000000000000'),
        max(d.marker_id), argMinMerge(d.first_marker)) AS marker_id,
    if(marker_detected AND empty(groupUniqArrayArray(d.marker_ids)),
        [marker_id], arraySort(groupUniqArrayArray(d.marker_ids))) AS marker_ids,
    argMinMerge(d.visitor) AS visitor,
    min(d.started_at) AS started_at,
    max(d.ended_at) AS ended_at,
    dateDiff('millisecond', started_at, ended_at) / 1000 AS duration,
    max(d.viewed) AS viewed,
    max(d.marker_detected) AS marker_detected,
    max(d.video_started) AS video_started,
    max(d.video_completed) AS video_completed,
    max(d.cta_clicked) AS cta_clicked,
    max(d.camera_denied) AS camera_denied,
    max(d.unsupported) AS unsupported,
    if(video_completed, 100, max(d.progress)) AS progress,
    max(d.watched_ms) / 1000 AS watch_time,
    max(d.country) AS country,
    max(d.device) AS device,
    max(d.os) AS os,
    max(d.browser) AS browser,
    max(d.referrer) AS referrer,
    max(d.utm_source) AS utm_source,
    max(d.utm_medium) AS utm_medium,
    max(d.utm_campaign) AS utm_campaign,
    max(d.is_bot) AS is_bot,
    max(d.is_owner) AS is_owner
FROM session_days AS d
GROUP BY project_id, link_id, session_id;
