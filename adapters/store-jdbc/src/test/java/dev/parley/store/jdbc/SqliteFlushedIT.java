package dev.parley.store.jdbc;

class SqliteFlushedIT extends SqliteConversationStoreIT {
    @Override
    Durability durability() {
        return Durability.FLUSHED;
    }
}
