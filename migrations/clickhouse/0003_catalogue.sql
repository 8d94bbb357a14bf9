-- What the ids in the events stand for. The row with the highest position is the present one.
CREATE TABLE IF NOT EXISTS project_versions
(
    id         UUID,
    owner_id   UUID,
    name       String,
    tags       Array(String),
    public     Bool,
    deleted    Bool,
    created_at DateTime64(3, 'UTC'),
    position   UInt64
)
ENGINE = ReplacingMergeTree(position)
ORDER BY id;

CREATE TABLE IF NOT EXISTS link_versions
(
    id         UUID,
    project_id UUID,
    marker_id  UUID,
    slug       String,
    title      String,
    enabled    Bool,
    deleted    Bool,
    created_at DateTime64(3, 'UTC'),
    position   UInt64
)
ENGINE = ReplacingMergeTree(position)
ORDER BY id;

CREATE TABLE IF NOT EXISTS marker_versions
(
    id         UUID,
    project_id UUID,
    image_id   UUID,
    status     LowCardinality(String),
    score      UInt8,
    width      UInt32,
    height     UInt32,
    created_at DateTime64(3, 'UTC'),
    position   UInt64
)
ENGINE = ReplacingMergeTree(position)
ORDER BY id;

CREATE TABLE IF NOT EXISTS catalogue_positions
(
    name     LowCardinality(String),
    position UInt64
)
ENGINE = ReplacingMergeTree(position)
ORDER BY name;

CREATE OR REPLACE VIEW projects AS SELECT * FROM project_versions FINAL;

CREATE OR REPLACE VIEW links AS SELECT * FROM link_versions FINAL;

CREATE OR REPLACE VIEW markers AS SELECT * FROM marker_versions FINAL;
