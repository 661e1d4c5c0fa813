--liquibase formatted sql
--changeset fermata:0021-add-asked-for-to-refund

-- What was asked for under the client's key: the same key with another wish is refused, and all that is left is not a part.
ALTER TABLE refund ADD COLUMN asked_for text;

-- Of those before, it is not known whether a part was asked for or all that was left; the amount is what became of it.
UPDATE refund SET asked_for = amount || E'\n' || coalesce(reason, 'null') || E'\n' || coalesce(note, 'null')
WHERE idempotency_key IS NOT NULL;
