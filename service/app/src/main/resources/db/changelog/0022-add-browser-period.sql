--liquibase formatted sql
--changeset fermata:0022-add-browser-period

-- When the browser that bought it may use it without anybody signed in: what it bought stands in a line of its own, in which the
-- owner's other periods are not. Without a start, when the owner may.
ALTER TABLE entitlement ADD COLUMN browser_started_at timestamptz;
ALTER TABLE entitlement ADD COLUMN browser_ended_at timestamptz;
ALTER TABLE entitlement ADD CHECK (browser_started_at <= browser_ended_at);

-- Until now it began with the purchase, whatever the browser had bought before.
UPDATE entitlement SET
    browser_started_at = least(started_at, created_at),
    browser_ended_at = CASE WHEN started_at > created_at
        THEN (created_at AT TIME ZONE 'UTC' + CAST(duration AS interval)) AT TIME ZONE 'UTC' ELSE ended_at END
WHERE purchase_id IS NOT NULL;
