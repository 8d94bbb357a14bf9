-- Every view event as it was received: no address, no user agent, only what follows from them.
-- A repeated event has the same key and collapses; `day` is the event's own, so that a repeat after midnight does too.
CREATE TABLE IF NOT EXISTS view_events
(
    project_id   UUID,
    day          Date MATERIALIZED toDate(occurred_at),
    session_id   UUID,
    event_id     UUID,
    event_type   LowCardinality(String),
    link_id      UUID,
    marker_id    UUID,
    visitor      UInt64,
    received_at  DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    occurred_at  DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    watched_ms   UInt32,
    progress     UInt8,
    country      LowCardinality(String),
    device       LowCardinality(String),
    os           LowCardinality(String),
    browser      LowCardinality(String),
    referrer     LowCardinality(String),
    utm_source   LowCardinality(String),
    utm_medium   LowCardinality(String),
    utm_campaign LowCardinality(String),
    is_bot       Bool,
    is_owner     Bool,
    metadata     String CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(day)
PRIMARY KEY (project_id, day, session_id)
ORDER BY (project_id, day, session_id, event_id);
