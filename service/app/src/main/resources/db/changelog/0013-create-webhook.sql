--liquibase formatted sql
--changeset fermata:0013-create-webhook

-- Where messages go.
CREATE TABLE webhook_endpoint (
    id              text PRIMARY KEY,
    url             text NOT NULL,
    description     text,
    -- Exact types and groups such as purchase.*; none means all.
    event_types     text[] NOT NULL,
    enabled         boolean NOT NULL,
    disabled_reason text CHECK (disabled_reason IN ('gone', 'failing', 'operator')),
    -- Since when nothing has arrived that was sent.
    failing_since   timestamptz,
    idempotency_key text UNIQUE,
    -- What was asked for under that key.
    asked_for       text,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    CHECK (enabled = (disabled_reason IS NULL)),
    CHECK ((idempotency_key IS NULL) = (asked_for IS NULL))
);

-- What an endpoint's messages are signed with: all that have not expired, encrypted.
CREATE TABLE webhook_secret (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    endpoint_id text NOT NULL REFERENCES webhook_endpoint (id) ON DELETE CASCADE,
    secret      text NOT NULL,
    created_at  timestamptz NOT NULL,
    expires_at  timestamptz
);
CREATE INDEX webhook_secret_by_endpoint ON webhook_secret (endpoint_id);

CREATE TABLE webhook_message (
    id         text PRIMARY KEY,
    type       text NOT NULL,
    body       text NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX webhook_message_by_created ON webhook_message (created_at);

-- A message on its way to an endpoint. No foreign key to that: every settlement would lock its row.
CREATE TABLE webhook_delivery (
    message_id      text NOT NULL REFERENCES webhook_message (id) ON DELETE CASCADE,
    endpoint_id     text NOT NULL,
    state           text NOT NULL CHECK (state IN ('pending', 'delivered', 'failed')),
    attempts        integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz,
    PRIMARY KEY (message_id, endpoint_id),
    CHECK ((state = 'pending') = (next_attempt_at IS NOT NULL))
);
CREATE INDEX webhook_delivery_by_endpoint ON webhook_delivery (endpoint_id, message_id);
CREATE INDEX webhook_delivery_due ON webhook_delivery (endpoint_id, next_attempt_at) WHERE state = 'pending';
CREATE INDEX webhook_delivery_failed ON webhook_delivery (endpoint_id) WHERE state = 'failed';

CREATE TABLE webhook_attempt (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id  text NOT NULL,
    endpoint_id text NOT NULL,
    started_at  timestamptz NOT NULL,
    latency_ms  bigint NOT NULL,
    status      integer,
    error       text,
    FOREIGN KEY (message_id, endpoint_id) REFERENCES webhook_delivery (message_id, endpoint_id) ON DELETE CASCADE
);
CREATE INDEX webhook_attempt_by_delivery ON webhook_attempt (message_id, endpoint_id);
