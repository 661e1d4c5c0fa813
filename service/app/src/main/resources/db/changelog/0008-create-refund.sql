--liquibase formatted sql
--changeset fermata:0008-create-refund

ALTER TABLE purchase DROP CONSTRAINT purchase_delivery_check;
ALTER TABLE purchase ADD CONSTRAINT purchase_delivery_check
    CHECK (delivery IN ('unfulfilled', 'fulfilled', 'suspended', 'revoked'));

-- One row per refund: asked for here, made in the payment provider's dashboard, or both seen from two sides.
CREATE TABLE refund (
    id              text PRIMARY KEY,
    purchase_id     text NOT NULL REFERENCES purchase,
    -- What the payment provider calls it, once it has answered.
    provider_id     text UNIQUE,
    amount          bigint NOT NULL CHECK (amount > 0),
    currency        text NOT NULL,
    status          text NOT NULL CHECK (status IN
                        ('requested', 'refused', 'pending', 'requires_action', 'succeeded', 'failed', 'canceled', 'unknown')),
    reason          text,
    note            text,
    failure_reason  text,
    -- How often the payment provider was asked under a key of its own.
    attempt         integer NOT NULL DEFAULT 1,
    -- The client's key: the same key is the same refund.
    idempotency_key text UNIQUE,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    CHECK (status IN ('requested', 'refused') OR provider_id IS NOT NULL)
);
CREATE INDEX refund_by_purchase ON refund (purchase_id, created_at);
CREATE INDEX refund_requested ON refund (created_at) WHERE status = 'requested';

CREATE TABLE dispute (
    id              text PRIMARY KEY,
    purchase_id     text NOT NULL REFERENCES purchase,
    amount          bigint NOT NULL,
    currency        text NOT NULL,
    status          text NOT NULL CHECK (status IN
                        ('warning_needs_response', 'warning_under_review', 'warning_closed', 'needs_response', 'under_review',
                         'won', 'lost', 'prevented', 'unknown')),
    reason          text NOT NULL,
    evidence_due_by timestamptz,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL
);
CREATE INDEX dispute_by_purchase ON dispute (purchase_id, created_at);
CREATE INDEX dispute_undecided ON dispute (evidence_due_by)
    WHERE status IN ('warning_needs_response', 'warning_under_review', 'needs_response', 'under_review');

CREATE TABLE early_fraud_warning (
    id          text PRIMARY KEY,
    purchase_id text NOT NULL REFERENCES purchase,
    fraud_type  text NOT NULL,
    actionable  boolean NOT NULL,
    created_at  timestamptz NOT NULL
);
CREATE INDEX early_fraud_warning_by_purchase ON early_fraud_warning (purchase_id);

-- A member buys a purchase once; what happens to its money afterwards may happen again.
DROP INDEX member_event_one_purchase;
CREATE UNIQUE INDEX member_event_one_purchase ON member_event (purchase_id) WHERE type = 'purchase';
CREATE INDEX member_event_by_purchase ON member_event (purchase_id) WHERE purchase_id IS NOT NULL;
