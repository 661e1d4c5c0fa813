--liquibase formatted sql
--changeset fermata:0006-create-stripe-event

CREATE TABLE stripe_event (
    account         text NOT NULL,
    event_id        text NOT NULL,
    type            text NOT NULL,
    object_id       text,
    livemode        boolean NOT NULL,
    payload         text NOT NULL,
    state           text NOT NULL CHECK (state IN ('pending', 'done', 'ignored', 'dead')),
    attempts        integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz,
    last_error      text,
    occurred_at     timestamptz NOT NULL,
    received_at     timestamptz NOT NULL,
    finished_at     timestamptz,
    PRIMARY KEY (account, event_id)
);
CREATE INDEX stripe_event_pending ON stripe_event (next_attempt_at) WHERE state = 'pending';
CREATE INDEX stripe_event_dead ON stripe_event (received_at) WHERE state = 'dead';
CREATE INDEX stripe_event_by_received ON stripe_event (received_at);
