-- A person's and a customer's message may have one id in a conversation; the key alone says which message comes again.

DROP INDEX messages_id;

CREATE INDEX messages_id ON messages (organization, id, conversation);

-- Made anew: while a table is empty, PostgreSQL's planner takes the newest of the indexes that fit, and keeps the plan.
DROP INDEX messages_key;

CREATE UNIQUE INDEX messages_key ON messages (organization, key_account, key_provider_id)
    WHERE key_provider_id IS NOT NULL;

-- 1: the conversation is erased, and some of what it held is still to be removed. Nobody can read that any more.

ALTER TABLE conversations ADD COLUMN unpurged INT;

CREATE INDEX conversations_unpurged ON conversations (organization, conversation)
    WHERE unpurged = 1;

-- The conversations of a customer, for erasure.
CREATE INDEX messages_customer ON messages (organization, author_id, conversation)
    WHERE role = 'USER';

-- Letters whose own retention may be over.
CREATE INDEX dead_letters_decided ON dead_letters (decided_at)
    WHERE decided_at IS NOT NULL;
