-- When a customer wrote last, since when something waits, and how a conversation ended. What was there before
-- gets the nearest moments that are known.

ALTER TABLE conversations ADD COLUMN last_inbound_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN waiting_since BIGINT;
ALTER TABLE conversations ADD COLUMN closure TEXT;

UPDATE conversations SET last_inbound_at = last_activity_at;
UPDATE conversations SET waiting_since = last_activity_at WHERE last_inbound_seq > answered_through;

-- Messages that wait, longest first, for operators and for the metric of their age.
CREATE INDEX conversations_waiting ON conversations (waiting_since, organization, conversation)
    WHERE waiting_since IS NOT NULL;

-- Conversations that have ended, longest first, for retention.
CREATE INDEX conversations_ended ON conversations (organization, ended_at, conversation)
    WHERE ended_at IS NOT NULL AND status <> 'ERASED';

-- Messages that were erased, by a hash of their key, so that a redelivery is known.
CREATE TABLE erased_messages (
    organization ${id}  NOT NULL,
    key_hash     TEXT   NOT NULL,
    conversation ${id}  NOT NULL,
    seq          BIGINT NOT NULL,
    PRIMARY KEY (organization, key_hash)
);
