package io.sluicegate.drift.stream;

import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** A supplier of processors together with their stores. */
record Supply<KI, VI, KO, VO>(Supplier<Processor<KI, VI, KO, VO>> processors, Set<StoreBuilder<?>> stores)
        implements ProcessorSupplier<KI, VI, KO, VO> {
    @Override
    public Processor<KI, VI, KO, VO> get() {
        return processors.get();
    }
}
