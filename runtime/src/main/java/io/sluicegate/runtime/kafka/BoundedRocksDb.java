package io.sluicegate.runtime.kafka;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * A RocksDB configuration with one cache for all state stores of the process. Blocks, indexes, filters and write buffers together
 * stay within the cache; without it, RocksDB's memory grows with stores times partitions.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {
    /** The most memory that all stores of a process may take, in bytes. */
    public static final long CACHE_BYTES = 128L << 20;

    private static final long WRITE_BUFFER_BYTES = 48L << 20;

    /**
     * How much a write buffer grows by. RocksDB's default of 1 MiB is what each store of each partition takes at least, so that some
     * dozens of them exceed the bound while they are nearly empty, and every few writes are flushed to a file of their own.
     */
    private static final long WRITE_BUFFER_STEP_BYTES = 16L << 10;

    private static final double INDEX_SHARE = 0.1;

    /** The shared cache, made with the first store and never closed: the cache lives as long as the process. */
    private static final class Shared {
        static final Cache CACHE;
        static final WriteBufferManager WRITE_BUFFERS;

        static {
            RocksDB.loadLibrary();
            CACHE = new LRUCache(CACHE_BYTES, -1, false, INDEX_SHARE);
            WRITE_BUFFERS = new WriteBufferManager(WRITE_BUFFER_BYTES, CACHE);
        }
    }

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        var table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(Shared.CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(Shared.WRITE_BUFFERS);
        options.setArenaBlockSize(WRITE_BUFFER_STEP_BYTES);
    }

    @Override
    public void close(String store, Options options) {
        // nothing of the store's own to close
    }
}
