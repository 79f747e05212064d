-- What the pipeline gave up, for operators: one row for each parked turn and each record that could not be handled.

CREATE TABLE dead_letters (
    id               ${id}  NOT NULL PRIMARY KEY,
    organization     ${id},           -- null, as is conversation: the record's key told neither
    conversation     ${id},
    turn             BIGINT,          -- null: a record that could not be handled
    stage            TEXT   NOT NULL,
    cause            TEXT   NOT NULL,
    given_up_at      BIGINT NOT NULL,
    source_topic     TEXT   NOT NULL,
    source_partition INT    NOT NULL,
    source_offset    BIGINT NOT NULL,
    source_at        BIGINT NOT NULL,
    record_key       ${bytes},
    record_value     ${bytes},
    record_headers   TEXT   NOT NULL, -- a list of name and value, which is Base64
    state            TEXT   NOT NULL,
    decided_at       BIGINT,
    decided_by       TEXT
);

CREATE INDEX dead_letters_in_order ON dead_letters (given_up_at, id);

CREATE INDEX dead_letters_of_organization ON dead_letters (organization, given_up_at, id);

CREATE INDEX dead_letters_of_conversation ON dead_letters (organization, conversation);

-- What nobody has decided about.
CREATE INDEX dead_letters_open ON dead_letters (given_up_at, id)
    WHERE state = 'OPEN';

-- What is parked in a conversation.
CREATE INDEX dispositions_parked ON dispositions (organization, conversation, from_seq)
    WHERE kind = 'PARKED';
