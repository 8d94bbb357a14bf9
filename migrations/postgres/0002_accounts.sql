-- People and what they may do: ordinary tables that can be erased, never events.
CREATE TABLE accounts (
    id uuid PRIMARY KEY,
    email text NOT NULL UNIQUE CHECK (email = lower(email)),
    password_hash text NOT NULL,
    role text NOT NULL DEFAULT 'user' CHECK (role IN ('user', 'admin')),
    blocked boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now()
);

-- One row a token that was ever given out; a family is one login. Only hashes are kept.
CREATE TABLE refresh_tokens (
    token_hash bytea PRIMARY KEY,
    family_id uuid NOT NULL,
    account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    lifetime interval NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    revoked_at timestamptz
);
CREATE INDEX refresh_tokens_family ON refresh_tokens (family_id);
CREATE INDEX refresh_tokens_account ON refresh_tokens (account_id);
CREATE INDEX refresh_tokens_expiry ON refresh_tokens (expires_at);

-- ``prefix`` is shown in lists, so that an owner can tell keys apart.
CREATE TABLE api_keys (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name text NOT NULL,
    prefix text NOT NULL,
    key_hash bytea NOT NULL UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz,
    revoked_at timestamptz
);
CREATE INDEX api_keys_account ON api_keys (account_id);

-- What an account may hold. ``max_bytes`` counts originals and renditions.
CREATE TABLE quotas (
    account_id uuid PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    max_projects integer NOT NULL,
    max_bytes bigint NOT NULL
);

-- Room promised to a command. It counts until the usage read model has passed the command's position, or until it
-- expires because the command never came to be.
CREATE TABLE quota_reservations (
    command_id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    projects integer NOT NULL,
    bytes bigint NOT NULL,
    position bigint,
    expires_at timestamptz NOT NULL
);
CREATE INDEX quota_reservations_account ON quota_reservations (account_id);

-- Which body a key was first used with; the entity's id follows from account, route and key.
CREATE TABLE idempotency_keys (
    account_id uuid NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    route text NOT NULL,
    key text NOT NULL,
    body_hash bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, route, key)
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);
