-- A person's and a customer's message may have one id in a conversation; the key alone says which message comes again.

DROP INDEX messages_id;

CREATE INDEX messages_id ON messages (organization, id, conversation);
