--liquibase formatted sql
--changeset fermata:0004-create-purchase

CREATE TABLE purchase (
    id                text PRIMARY KEY,
    term_id           text NOT NULL,
    term_version      integer NOT NULL,
    amount            bigint NOT NULL,
    currency          text NOT NULL,

    -- Who pays, fixed at the start: a member, or a browser that nobody is signed in to. One unfinished checkout per buyer and
    -- term, a delayed debit that is on its way included.
    buyer             text NOT NULL,
    buyer_member_id   text REFERENCES member,
    buyer_email       text,
    device_session_id text NOT NULL REFERENCES device_session,
    base_url          text NOT NULL,
    return_url        text NOT NULL,

    -- Who owns it, fixed when it is paid.
    member_id         text REFERENCES member,

    payment           text NOT NULL CHECK (payment IN ('created', 'open', 'processing', 'paid', 'failed', 'expired')),
    delivery          text NOT NULL CHECK (delivery IN ('unfulfilled', 'fulfilled', 'revoked')),
    money_back        text NOT NULL CHECK (money_back IN
                          ('none', 'partially_refunded', 'refunded', 'disputed', 'dispute_won', 'dispute_lost')),
    -- Set when what the payment provider says contradicts what was sold: a person has to look.
    quarantine        text,

    provider_account  text,
    livemode          boolean,
    checkout_id       text UNIQUE,
    checkout_url      text,
    checkout_attempt  integer NOT NULL,
    checkout_expires_at timestamptz NOT NULL,
    payment_id        text UNIQUE,
    charge_id         text,
    amount_paid       bigint,
    amount_refunded   bigint NOT NULL DEFAULT 0,

    -- Grows with every change: a settlement that looked before the change looks again.
    version           bigint NOT NULL,
    link_mailed_at    timestamptz,
    created_at        timestamptz NOT NULL,
    paid_at           timestamptz,
    updated_at        timestamptz NOT NULL,

    FOREIGN KEY (term_id, term_version) REFERENCES term_version,
    CHECK (delivery = 'unfulfilled' OR (payment = 'paid' AND member_id IS NOT NULL)),
    CHECK (payment NOT IN ('open', 'processing', 'paid') OR checkout_id IS NOT NULL)
);
CREATE UNIQUE INDEX purchase_one_open_checkout ON purchase (buyer, term_id) WHERE payment IN ('created', 'open', 'processing');
CREATE INDEX purchase_by_member ON purchase (member_id, created_at);
CREATE INDEX purchase_by_device_session ON purchase (device_session_id);
CREATE INDEX purchase_in_quarantine ON purchase (id) WHERE quarantine IS NOT NULL;
CREATE INDEX purchase_unsettled ON purchase (created_at) WHERE payment IN ('created', 'open', 'processing');

CREATE TABLE purchase_token (
    token_hash        text PRIMARY KEY,
    purchase_id       text NOT NULL REFERENCES purchase,
    device_session_id text NOT NULL REFERENCES device_session,
    created_at        timestamptz NOT NULL,
    expires_at        timestamptz NOT NULL,
    used_at           timestamptz
);
CREATE INDEX purchase_token_by_expiry ON purchase_token (expires_at);
