--liquibase formatted sql
--changeset fermata:0001-create-catalogue

CREATE TABLE resource (
    id          text PRIMARY KEY,
    slug        text NOT NULL UNIQUE,
    name        text NOT NULL,
    created_at  timestamptz NOT NULL
);

CREATE TABLE offer (
    id          text PRIMARY KEY,
    slug        text NOT NULL UNIQUE,
    name        text NOT NULL,
    description text,
    created_at  timestamptz NOT NULL
);

CREATE TABLE term (
    id              text PRIMARY KEY,
    offer_id        text NOT NULL REFERENCES offer,
    position        integer NOT NULL,
    current_version integer NOT NULL,
    retired_at      timestamptz,
    created_at      timestamptz NOT NULL
);
CREATE INDEX term_by_offer ON term (offer_id, position);

-- A version is never updated: a purchase points at the one it was made under.
CREATE TABLE term_version (
    term_id           text NOT NULL REFERENCES term,
    version           integer NOT NULL,
    name              text NOT NULL,
    amount            bigint CHECK (amount > 0),
    currency          text CHECK (currency ~ '^[A-Z]{3}$'),
    duration          text,
    repurchase        text NOT NULL CHECK (repurchase IN ('extend', 'parallel', 'refuse')),
    on_full_refund    text NOT NULL CHECK (on_full_refund IN ('revoke', 'keep')),
    on_partial_refund text NOT NULL CHECK (on_partial_refund IN ('revoke', 'keep')),
    on_dispute        text NOT NULL CHECK (on_dispute IN ('suspend', 'revoke', 'keep')),
    created_at        timestamptz NOT NULL,
    PRIMARY KEY (term_id, version),
    CHECK ((amount IS NULL) = (currency IS NULL))
);

CREATE TABLE term_version_resource (
    term_id     text NOT NULL,
    version     integer NOT NULL,
    resource_id text NOT NULL REFERENCES resource,
    position    integer NOT NULL,
    PRIMARY KEY (term_id, version, resource_id),
    FOREIGN KEY (term_id, version) REFERENCES term_version
);
CREATE INDEX term_version_resource_by_resource ON term_version_resource (resource_id);

CREATE TABLE catalogue_import (
    source      text PRIMARY KEY,
    digest      text NOT NULL,
    imported_at timestamptz NOT NULL
);
