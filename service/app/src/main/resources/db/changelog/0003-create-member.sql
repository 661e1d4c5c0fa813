--liquibase formatted sql
--changeset fermata:0003-create-member

CREATE TABLE member (
    id                text PRIMARY KEY,
    email             text NOT NULL,
    email_key         text NOT NULL UNIQUE,
    name              text,
    email_verified_at timestamptz,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL
);

CREATE TABLE device_session (
    id               text PRIMARY KEY,
    handle_hash      text NOT NULL UNIQUE,
    -- Who this browser is known to be. Without authenticated_at it is only identified, and may use no more than what it bought itself.
    member_id        text REFERENCES member,
    authenticated_at timestamptz,
    method           text,
    user_agent       text,
    created_at       timestamptz NOT NULL,
    last_seen_at     timestamptz NOT NULL,
    expires_at       timestamptz NOT NULL,
    ended_at         timestamptz,
    CHECK (authenticated_at IS NULL OR member_id IS NOT NULL)
);
CREATE INDEX device_session_by_member ON device_session (member_id) WHERE ended_at IS NULL;

CREATE TABLE signing_key (
    kid         text PRIMARY KEY,
    state       text NOT NULL CHECK (state IN ('active', 'retiring', 'expired')),
    public_jwk  text NOT NULL,
    private_jwk text NOT NULL,
    created_at  timestamptz NOT NULL,
    retires_at  timestamptz
);
CREATE UNIQUE INDEX signing_key_one_active ON signing_key (state) WHERE state = 'active';

CREATE TABLE login_link (
    token_hash        text PRIMARY KEY,
    email             text NOT NULL,
    email_key         text NOT NULL,
    -- The browser that asked, which may pick the sign-in up; none for a link that a purchase sent.
    device_session_id text REFERENCES device_session,
    return_url        text NOT NULL,
    created_at        timestamptz NOT NULL,
    expires_at        timestamptz NOT NULL,
    used_at           timestamptz
);
CREATE INDEX login_link_by_email ON login_link (email_key, created_at);
