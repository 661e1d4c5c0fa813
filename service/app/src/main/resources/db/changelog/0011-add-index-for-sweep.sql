--liquibase formatted sql
--changeset fermata:0011-add-index-for-sweep

-- The sweep goes through them in the order of ids; without this it would walk over every purchase that ever was.
CREATE INDEX purchase_unsettled_by_id ON purchase (id) WHERE payment IN ('open', 'processing');
