--liquibase formatted sql
--changeset fermata:0010-create-sweep

-- When each sweep last did all that it had to do, on whichever instance.
CREATE TABLE sweep_run (
    name         text PRIMARY KEY,
    succeeded_at timestamptz,
    failed_at    timestamptz,
    last_error   text
);

-- How far a sweep over something that grows has come.
CREATE TABLE sweep_cursor (
    name       text PRIMARY KEY,
    reached_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);

-- Found in the payment provider's list before the webhook told of it.
ALTER TABLE stripe_event ADD COLUMN swept boolean NOT NULL DEFAULT false;
CREATE INDEX stripe_event_swept ON stripe_event (occurred_at) WHERE swept;

CREATE INDEX purchase_by_updated ON purchase (updated_at, id);
