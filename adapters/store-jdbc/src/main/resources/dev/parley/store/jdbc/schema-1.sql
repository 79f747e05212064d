-- Moments are epoch milliseconds, lists and maps are JSON in TEXT. SQLite and PostgreSQL take the same text,
-- where ${id} is TEXT that is ordered by its bytes.

CREATE TABLE conversations (
    organization      ${id}  NOT NULL,
    conversation      ${id}  NOT NULL,
    version           BIGINT NOT NULL,
    status            TEXT   NOT NULL,
    last_seq          BIGINT NOT NULL,
    last_inbound_seq  BIGINT NOT NULL,
    answered_through  BIGINT NOT NULL,
    needs_processing  INT    NOT NULL GENERATED ALWAYS AS
                          (CASE WHEN last_inbound_seq > answered_through THEN 1 ELSE 0 END) STORED,
    turn_number       BIGINT NOT NULL,
    turn_phase        TEXT,            -- null: no turn is open, and neither are the columns up to turn_last_failure
    turn_from         BIGINT,
    turn_through      BIGINT,
    turn_attempt      INT,
    turn_begins       INT,
    turn_failures     INT,
    turn_lease_until  BIGINT,
    turn_not_before   BIGINT,
    turn_epoch        BIGINT,
    turn_claimed_at   BIGINT,
    turn_last_failure TEXT,
    due_at            BIGINT,
    owner             TEXT   NOT NULL,
    ownership_epoch   BIGINT NOT NULL,
    channel           TEXT   NOT NULL,
    account           TEXT   NOT NULL,
    delivery          TEXT   NOT NULL,
    last_out_seq      BIGINT NOT NULL,
    agent             TEXT,
    playbook          TEXT,
    title             TEXT,
    tokens_used       BIGINT NOT NULL,
    participants      TEXT   NOT NULL,
    created_at        BIGINT NOT NULL,
    last_activity_at  BIGINT NOT NULL,
    last_processed_at BIGINT,
    ended_at          BIGINT,
    PRIMARY KEY (organization, conversation)
);

-- The sweep: what is overdue, longest first.
CREATE INDEX conversations_due ON conversations (due_at, organization, conversation)
    WHERE due_at IS NOT NULL;

-- What is unanswered, for operators.
CREATE INDEX conversations_needs_processing ON conversations (organization, conversation)
    WHERE needs_processing = 1;

CREATE TABLE messages (
    organization    ${id}  NOT NULL,
    conversation    ${id}  NOT NULL,
    seq             BIGINT NOT NULL,
    id              TEXT   NOT NULL,
    role            TEXT   NOT NULL,
    author_id       TEXT   NOT NULL,
    author_name     TEXT,
    author_roles    TEXT   NOT NULL,
    text            TEXT   NOT NULL,
    sent_at         BIGINT,
    stored_at       BIGINT NOT NULL,
    key_account     TEXT,            -- null, as is key_provider_id: the message cannot come again
    key_provider_id TEXT,
    PRIMARY KEY (organization, conversation, seq)
);

CREATE UNIQUE INDEX messages_id ON messages (organization, id, conversation);

-- A redelivery is the same message, whatever conversation its record names.
CREATE UNIQUE INDEX messages_key ON messages (organization, key_account, key_provider_id)
    WHERE key_provider_id IS NOT NULL;

CREATE TABLE dispositions (
    organization ${id}  NOT NULL,
    conversation ${id}  NOT NULL,
    from_seq     BIGINT NOT NULL,
    through_seq  BIGINT NOT NULL,
    kind         TEXT   NOT NULL,
    turn         BIGINT,
    reason       TEXT,
    decided_at   BIGINT NOT NULL,
    PRIMARY KEY (organization, conversation, from_seq)
);

CREATE TABLE replies (
    organization      ${id}  NOT NULL,
    conversation      ${id}  NOT NULL,
    out_seq           BIGINT NOT NULL,
    turn              BIGINT NOT NULL,
    message_id        TEXT   NOT NULL,
    seq               BIGINT NOT NULL,
    from_seq          BIGINT NOT NULL,
    through_seq       BIGINT NOT NULL,
    ownership_epoch   BIGINT NOT NULL,
    kind              TEXT   NOT NULL,
    text              TEXT   NOT NULL,
    metadata          TEXT   NOT NULL,
    committed_at      BIGINT NOT NULL,
    delivery_phase    TEXT   NOT NULL,
    delivery_attempts INT    NOT NULL,
    delivery_until    BIGINT,
    provider_id       TEXT,
    delivery_cause    TEXT,
    PRIMARY KEY (organization, conversation, out_seq)
);

-- At most one reply of a turn.
CREATE UNIQUE INDEX replies_turn ON replies (organization, conversation, turn);

-- The replies still to be delivered, in order.
CREATE INDEX replies_open ON replies (organization, conversation, out_seq)
    WHERE delivery_phase NOT IN ('SENT', 'FAILED', 'CANCELLED');

CREATE TABLE done_steps (
    organization ${id}  NOT NULL,
    conversation ${id}  NOT NULL,
    turn         BIGINT NOT NULL,
    step         TEXT   NOT NULL,
    PRIMARY KEY (organization, conversation, turn, step)
);
