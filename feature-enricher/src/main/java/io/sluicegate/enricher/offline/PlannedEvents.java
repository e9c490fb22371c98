package io.sluicegate.enricher.offline;

import io.sluicegate.enricher.domain.EventNeeds;
import io.sluicegate.enricher.events.EventPlan;
import io.sluicegate.enricher.events.Planner;
import io.sluicegate.enricher.events.Planner.Feasible;
import io.sluicegate.enricher.events.Planner.Unreadable;
import io.sluicegate.runtime.binary.BinaryInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericRecord;

/** The events of a container file, read by the plan that reads events of its schema online. */
final class PlannedEvents implements Iterator<GenericRecord> {
    private final Path file;
    private final DataFileReader<GenericRecord> blocks;
    private final EventPlan plan;
    private final BinaryInput in = new BinaryInput();
    private long left;

    private PlannedEvents(Path file, DataFileReader<GenericRecord> blocks, EventPlan plan) {
        this.file = file;
        this.blocks = blocks;
        this.plan = plan;
    }

    static PlannedEvents of(Path file, DataFileReader<GenericRecord> blocks, EventNeeds needs) throws IOException {
        var planned = Planner.plan(blocks.getSchema(), needs);
        if (planned instanceof Unreadable unreadable) {
            throw new IOException(file + " holds events that can't be read: " + unreadable.why());
        }
        return new PlannedEvents(file, blocks, ((Feasible) planned).plan());
    }

    @Override
    public boolean hasNext() {
        return left > 0 || blocks.hasNext();
    }

    @Override
    public GenericRecord next() {
        try {
            while (left == 0) {
                begin();
            }
            left--;
            return plan.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException(file + ": not the events that its header says: " + e, e));
        }
    }

    private void begin() throws IOException {
        var block = blocks.nextBlock();
        var bytes = new byte[block.remaining()];
        block.duplicate().get(bytes);
        in.begin(bytes, 0);
        left = blocks.getBlockCount();
    }
}
