-- The daily roll-up: what is known of a session by the events that arrived on one day. Only min, max and argMin, which
-- a row that comes twice does not change. A session over midnight has two rows; the view `sessions` joins them.
CREATE TABLE IF NOT EXISTS session_days
(
    project_id      UUID,
    day             Date,
    session_id      UUID,
    link_id         UUID,
    marker_id       SimpleAggregateFunction(max, UUID),
    visitor         AggregateFunction(argMin, UInt64, DateTime64(3, 'UTC')),
    started_at      SimpleAggregateFunction(min, DateTime64(3, 'UTC')),
    ended_at        SimpleAggregateFunction(max, DateTime64(3, 'UTC')),
    viewed          SimpleAggregateFunction(max, Bool),
    marker_detected SimpleAggregateFunction(max, Bool),
    video_started   SimpleAggregateFunction(max, Bool),
    video_completed SimpleAggregateFunction(max, Bool),
    cta_clicked     SimpleAggregateFunction(max, Bool),
    camera_denied   SimpleAggregateFunction(max, Bool),
    unsupported     SimpleAggregateFunction(max, Bool),
    progress        SimpleAggregateFunction(max, UInt8),
    watched_ms      SimpleAggregateFunction(max, UInt32),
    country         SimpleAggregateFunction(max, LowCardinality(String)),
    device          SimpleAggregateFunction(max, LowCardinality(String)),
    os              SimpleAggregateFunction(max, LowCardinality(String)),
    browser         SimpleAggregateFunction(max, LowCardinality(String)),
    referrer        SimpleAggregateFunction(max, LowCardinality(String)),
    utm_source      SimpleAggregateFunction(max, LowCardinality(String)),
    utm_medium      SimpleAggregateFunction(max, LowCardinality(String)),
    utm_campaign    SimpleAggregateFunction(max, LowCardinality(String)),
    is_bot          SimpleAggregateFunction(max, Bool),
    is_owner        SimpleAggregateFunction(max, Bool)
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (project_id, day, session_id, link_id);

CREATE MATERIALIZED VIEW IF NOT EXISTS session_days_from_events TO session_days AS
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
    max(e.is_owner) AS is_owner
FROM view_events AS e
GROUP BY project_id, day, session_id, link_id;
