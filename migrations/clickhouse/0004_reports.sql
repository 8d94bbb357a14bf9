-- What analysts read. Every number here stays as it is when an event arrives twice.
CREATE OR REPLACE VIEW events AS
SELECT *, day FROM view_events FINAL;

CREATE OR REPLACE VIEW sessions AS
SELECT
    project_id,
    link_id,
    session_id,
    max(d.marker_id) AS marker_id,
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

CREATE OR REPLACE VIEW analytics_daily AS
SELECT
    project_id,
    toDate(started_at) AS date,
    uniqExactIf(session_id, viewed) AS total_views,
    uniqExactIf(visitor, viewed) AS unique_viewers,
    ifNotFinite(avgIf(watch_time, video_started), 0) AS avg_watch_time
FROM sessions
WHERE NOT is_bot AND NOT is_owner
GROUP BY project_id, date;

CREATE OR REPLACE VIEW link_daily AS
SELECT
    project_id,
    link_id,
    toDate(started_at) AS date,
    uniqExactIf(session_id, viewed) AS total_views,
    uniqExactIf(visitor, viewed) AS unique_viewers,
    ifNotFinite(avgIf(watch_time, video_started), 0) AS avg_watch_time
FROM sessions
WHERE NOT is_bot AND NOT is_owner
GROUP BY project_id, link_id, date;
