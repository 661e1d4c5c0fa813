--liquibase formatted sql
--changeset fermata:0012-create-reconciliation

-- One comparison of our books with the payment provider's.
CREATE TABLE reconciliation (
    id          text PRIMARY KEY,
    -- The daily one, and not one that somebody asked for.
    daily       boolean NOT NULL,
    since       timestamptz NOT NULL,
    until       timestamptz NOT NULL,
    started_at  timestamptz NOT NULL,
    -- When all was compared; never, if it did not get through.
    finished_at timestamptz,
    checkouts   integer NOT NULL DEFAULT 0,
    purchases   integer NOT NULL DEFAULT 0,
    money_back  integer NOT NULL DEFAULT 0,
    error       text,
    CHECK (since < until),
    CHECK (finished_at IS NULL OR error IS NULL)
);
CREATE INDEX reconciliation_by_start ON reconciliation (started_at, id);
CREATE INDEX reconciliation_finished ON reconciliation (finished_at, id) WHERE finished_at IS NOT NULL;

CREATE TABLE reconciliation_finding (
    reconciliation_id text NOT NULL REFERENCES reconciliation ON DELETE CASCADE,
    position          integer NOT NULL,
    kind              text NOT NULL CHECK (kind IN
                          ('paid_not_granted', 'granted_not_paid', 'amount_differs', 'money_back_differs', 'unknown_purchase',
                           'unknown_checkout', 'not_visible')),
    -- What the payment provider calls our purchase: it need not be one that we have.
    purchase_id       text,
    checkout_id       text,
    detail            text NOT NULL,
    mended            boolean NOT NULL,
    PRIMARY KEY (reconciliation_id, position)
);
