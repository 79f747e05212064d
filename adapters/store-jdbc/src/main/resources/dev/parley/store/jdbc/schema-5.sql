-- How often an open turn's plan was emitted, who holds it, and since when what it needs is away. A turn that was open
-- before is held by nobody that is known: its own lease alone counts.

ALTER TABLE conversations ADD COLUMN turn_emissions INT;
ALTER TABLE conversations ADD COLUMN turn_holder TEXT;
ALTER TABLE conversations ADD COLUMN turn_away_since BIGINT;

UPDATE conversations SET turn_emissions = 0 WHERE turn_phase IS NOT NULL;

-- The turns of an instance that is dead.
CREATE INDEX conversations_held ON conversations (turn_holder)
    WHERE turn_phase = 'RUNNING' AND turn_holder IS NOT NULL;

-- Processes that hold turns, each with a lease of its own.
CREATE TABLE instances (
    id          TEXT   NOT NULL PRIMARY KEY,
    lease_until BIGINT NOT NULL
);
