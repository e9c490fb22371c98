package io.sluicegate.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

class BoundedRocksDbTest {
    private static final int STORES = 200;
    private static final int ROUNDS = 5;

    @TempDir
    private Path folder;

    /** As of a process with many partitions: what was written is far below the bound of the write buffers. */
    @Test
    void shouldKeepTheFewWritesOfManyStoresInMemory() throws Exception {
        var setter = new BoundedRocksDb();
        try (var options = new Options().setCreateIfMissing(true).setTableFormatConfig(new BlockBasedTableConfig())) {
            setter.setConfig("store", options, Map.of());
            var stores = new ArrayList<RocksDB>();
            for (int i = 0; i < STORES; i++) {
                stores.add(RocksDB.open(options, folder.resolve("store-" + i).toString()));
            }

            for (int round = 0; round < ROUNDS; round++) {
                for (var store : stores) {
                    store.put(new byte[] {(byte) round}, new byte[1_000]);
                }
            }

            assertThat(flushed()).isEmpty();
            stores.forEach(RocksDB::close);
        }
    }

    private List<Path> flushed() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".sst")).toList();
        }
    }
}
