--liquibase formatted sql
--changeset fermata:0002-create-site

CREATE TABLE site (
    id         text PRIMARY KEY,
    slug       text NOT NULL UNIQUE,
    name       text NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE site_origin (
    origin  text PRIMARY KEY,
    site_id text NOT NULL REFERENCES site ON DELETE CASCADE
);
CREATE INDEX site_origin_by_site ON site_origin (site_id);

CREATE TABLE api_token (
    id           text PRIMARY KEY,
    name         text NOT NULL,
    token_hash   text NOT NULL UNIQUE,
    scopes       text[] NOT NULL,
    created_at   timestamptz NOT NULL,
    last_used_at timestamptz,
    revoked_at   timestamptz
);
