--liquibase formatted sql
--changeset fermata:0005-create-entitlement

CREATE TABLE entitlement (
    id           text PRIMARY KEY,
    member_id    text NOT NULL REFERENCES member,
    resource_id  text NOT NULL REFERENCES resource,
    purchase_id  text REFERENCES purchase,
    started_at   timestamptz,
    ended_at     timestamptz,
    -- The term's duration, to move the entitlement when one before it is revoked.
    duration     text,
    suspended_at timestamptz,
    revoked_at   timestamptz,
    revoked_for  text CHECK (revoked_for IN ('refund', 'dispute', 'decision')),
    created_at   timestamptz NOT NULL,
    CHECK (started_at <= ended_at),
    CHECK ((revoked_at IS NULL) = (revoked_for IS NULL))
);
-- Fulfilled once: a second grant of the same purchase and resource is no grant.
CREATE UNIQUE INDEX entitlement_once_per_purchase ON entitlement (purchase_id, resource_id) WHERE purchase_id IS NOT NULL;
CREATE INDEX entitlement_by_member ON entitlement (member_id, resource_id);

CREATE TABLE member_event (
    id                text PRIMARY KEY,
    type              text NOT NULL,
    member_id         text REFERENCES member,
    purchase_id       text REFERENCES purchase,
    device_id         text,
    session_id        text,
    data              jsonb NOT NULL,
    occurred_at       timestamptz NOT NULL
);
CREATE UNIQUE INDEX member_event_one_purchase ON member_event (purchase_id, type) WHERE purchase_id IS NOT NULL;
CREATE INDEX member_event_by_member ON member_event (member_id, occurred_at);
