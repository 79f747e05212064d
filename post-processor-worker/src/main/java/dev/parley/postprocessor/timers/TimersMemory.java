package dev.parley.postprocessor.timers;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds what RocksDB holds outside the heap, for all stores of the JVM together: blocks read,
 * their indexes and filters, and at most half of it for what is not written to disk yet. The first
 * store's setting counts.
 */
public final class TimersMemory implements RocksDBConfigSetter {
    /** The bound in bytes, a Long, among the settings of Kafka Streams. */
    static final String BYTES = "parley.timers.memory.bytes";

    private static final long WRITE_BUFFER = 2 << 20;
    private static final int WRITE_BUFFERS = 2;

    private static @Nullable Shared shared;

    /** Lives as long as the JVM, as stores come and go. */
    private record Shared(Cache blocks, WriteBufferManager writes) {}

    @Override
    public void setConfig(String store, Options options, Map<String, Object> settings) {
        var memory = shared((Long) settings.getOrDefault(BYTES, 64L << 20));
        var table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(memory.blocks());
        table.setCacheIndexAndFilterBlocks(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(memory.writes());
        options.setWriteBufferSize(WRITE_BUFFER);
        options.setMaxWriteBufferNumber(WRITE_BUFFERS);
    }

    @Override
    public void close(String store, Options options) {
        // what all stores share stays
    }

    private static synchronized Shared shared(long bytes) {
        var existing = shared;
        if (existing != null) {
            return existing;
        }
        var blocks = new LRUCache(bytes);
        var made = new Shared(blocks, new WriteBufferManager(bytes / 2, blocks));
        shared = made;
        return made;
    }
}
