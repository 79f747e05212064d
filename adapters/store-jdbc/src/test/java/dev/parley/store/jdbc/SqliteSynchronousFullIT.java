package dev.parley.store.jdbc;

import dev.parley.store.jdbc.JdbcStoreProperties.Synchronous;

class SqliteSynchronousFullIT extends SqliteConversationStoreIT {
    @Override
    Synchronous synchronous() {
        return Synchronous.FULL;
    }
}
