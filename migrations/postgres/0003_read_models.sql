-- Read models. Their rows follow from events alone, times included, so that a rebuild yields the same bytes.
-- Each <name>_tracking table is as the event sourcing library would create it; a test holds the two equal.

CREATE TABLE projects (
    id uuid PRIMARY KEY,
    owner_id uuid NOT NULL,
    name text NOT NULL,
    description text NOT NULL,
    tags text[] NOT NULL,
    public boolean NOT NULL,
    status text NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX projects_by_owner ON projects (owner_id, updated_at DESC);

CREATE TABLE media (
    id uuid PRIMARY KEY,
    owner_id uuid NOT NULL,
    project_id uuid NOT NULL,
    kind text NOT NULL,
    filename text NOT NULL,
    size bigint NOT NULL,
    sha256 text NOT NULL,
    object_key text NOT NULL,
    status text NOT NULL,
    width integer NOT NULL DEFAULT 0,
    height integer NOT NULL DEFAULT 0,
    format text NOT NULL DEFAULT '',
    duration double precision NOT NULL DEFAULT 0,
    fps double precision NOT NULL DEFAULT 0,
    has_audio boolean NOT NULL DEFAULT false,
    renditions jsonb NOT NULL DEFAULT '[]',
    warnings text[] NOT NULL DEFAULT '{}',
    reason jsonb,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX media_by_project ON media (project_id, kind, created_at DESC);

CREATE TABLE markers (
    id uuid PRIMARY KEY,
    owner_id uuid NOT NULL,
    project_id uuid NOT NULL,
    image_id uuid NOT NULL,
    video_ids uuid[] NOT NULL,
    settings jsonb NOT NULL,
    status text NOT NULL,
    width integer NOT NULL DEFAULT 0,
    height integer NOT NULL DEFAULT 0,
    dpi integer NOT NULL DEFAULT 0,
    keypoints integer NOT NULL DEFAULT 0,
    points integer NOT NULL DEFAULT 0,
    score jsonb,
    engines jsonb NOT NULL DEFAULT '{}',
    reason jsonb,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX markers_by_project ON markers (project_id, created_at DESC);

CREATE TABLE links (
    id uuid PRIMARY KEY,
    owner_id uuid NOT NULL,
    project_id uuid NOT NULL,
    marker_id uuid NOT NULL,
    slug text NOT NULL,
    title text NOT NULL,
    status text NOT NULL,
    version bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX links_by_project ON links (project_id, created_at DESC);
CREATE INDEX links_by_slug ON links (slug) WHERE status <> 'deleted';

-- What counts against a quota, a row a thing, so that a repeated event changes nothing. Sizes are bytes.
CREATE TABLE usage_items (
    id uuid PRIMARY KEY,
    owner_id uuid NOT NULL,
    kind text NOT NULL,
    original_bytes bigint NOT NULL DEFAULT 0,
    rendition_bytes bigint NOT NULL DEFAULT 0,
    deleted boolean NOT NULL DEFAULT false
);
CREATE INDEX usage_items_by_owner ON usage_items (owner_id);

-- The outbox: work that events ask for, and how it ended.
CREATE TABLE jobs (
    job_id uuid PRIMARY KEY,
    kind text NOT NULL,
    queue text NOT NULL,
    stream_id uuid NOT NULL,
    owner_id uuid NOT NULL,
    waits_for uuid,
    state text NOT NULL,
    reason jsonb,
    position bigint NOT NULL,
    requested_at timestamptz NOT NULL,
    settled_at timestamptz
);
CREATE INDEX jobs_pending ON jobs (position) WHERE state = 'pending';
CREATE INDEX jobs_by_stream ON jobs (stream_id, position);

-- Working data, neither projected nor rebuilt: who was told of a job, who is at it, how often it went wrong.
CREATE TABLE job_deliveries (
    job_id uuid PRIMARY KEY,
    sends integer NOT NULL DEFAULT 0,
    sent_at timestamptz,
    leased_until timestamptz NOT NULL DEFAULT '-infinity',
    starts integer NOT NULL DEFAULT 0,
    working_until timestamptz NOT NULL DEFAULT '-infinity',
    failures integer NOT NULL DEFAULT 0,
    last_error text NOT NULL DEFAULT ''
);

-- Written by ingest as absolute values, neither projected nor rebuilt. The id is a project's or a link's.
CREATE TABLE view_totals (
    id uuid PRIMARY KEY,
    total_views bigint NOT NULL,
    unique_viewers bigint NOT NULL
);

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['library', 'markers', 'links', 'usage', 'jobs'] LOOP
        EXECUTE format(
            'CREATE TABLE %I (application_name text, notification_id bigint, PRIMARY KEY (application_name)) WITH ('
            'autovacuum_enabled = true, autovacuum_vacuum_threshold = 100000000, autovacuum_vacuum_scale_factor = 0.5, '
            'autovacuum_analyze_threshold = 1000, autovacuum_analyze_scale_factor = 0.01)',
            name || '_tracking');
    END LOOP;
END
$$;
