-- Up to which reply each was followed up: told, and looked after by a post-processor. What was there before counts
-- as followed up.

ALTER TABLE conversations ADD COLUMN followed_up BIGINT NOT NULL DEFAULT 0;

UPDATE conversations SET followed_up = last_out_seq;

-- Replies whose follow-up is missing, for the scan that mends it.
CREATE INDEX conversations_not_followed_up ON conversations (last_processed_at, organization, conversation)
    WHERE followed_up < last_out_seq;
