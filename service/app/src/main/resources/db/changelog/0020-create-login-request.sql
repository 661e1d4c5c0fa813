--liquibase formatted sql
--changeset fermata:0020-create-login-request

-- Counted for the cool-down of an address; kept for a day.
CREATE TABLE login_request (
    id         text PRIMARY KEY,
    email      text NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX login_request_by_email ON login_request (email, created_at);

-- What the site wanted to remember of the request; it comes back in the member's history.
ALTER TABLE login_link ADD COLUMN data jsonb;
ALTER TABLE login_link DROP COLUMN email_key;
CREATE INDEX login_link_by_expiry ON login_link (expires_at);
