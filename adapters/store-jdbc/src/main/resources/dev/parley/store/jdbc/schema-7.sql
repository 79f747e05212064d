-- How far this database has come: one row, which goes back with everything else when the newest commits are lost.
-- Topics remember it; see ADR 34.

CREATE TABLE store_mark (
    id        INT    NOT NULL PRIMARY KEY CHECK (id = 1),
    number    BIGINT NOT NULL,
    marked_at BIGINT NOT NULL
);
