package io.sluicegate.bench.local;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.sandbox.CommittedLog;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The append times of rollout control's input and output, in milliseconds of the broker's clock. */
public final class AppendTimes {
    private final Clients clients;

    public AppendTimes(Clients clients) {
        this.clients = clients;
    }

    /** Of the commands, by their ids. */
    public Map<String, Long> ofCommands() {
        return of(Topics.COMMANDS, ModelCommand.class, ModelCommand::getCommandId);
    }

    /** Of the deployments, by their revisions; those that compaction has taken away are missing. */
    public Map<Long, Long> ofRevisions() {
        return of(Topics.DEPLOYMENTS, Deployment.class, Deployment::getRevision);
    }

    private <T extends SpecificRecord, K> Map<K, Long> of(String topic, Class<T> type, Function<T, K> key) {
        var reader = clients.serdes().reader(type);
        var times = new HashMap<K, Long>();
        var settings = clients.consumerProperties("bench-append-times");
        CommittedLog.readAll(settings, topic, new ByteArrayDeserializer(), record -> {
            if (reader.read(record.value()) instanceof Decoded<T> decoded) {
                times.put(key.apply(decoded.value()), record.timestamp());
            }
        });
        return times;
    }
}
