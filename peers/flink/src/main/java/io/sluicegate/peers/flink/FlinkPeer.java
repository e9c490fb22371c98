package io.sluicegate.peers.flink;

import io.sluicegate.peers.PeerSettings;
import io.sluicegate.peers.Sampler;
import java.nio.file.Path;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * The job: Kafka source, scoring, Kafka sink in one chain, so that a record goes from one to the next as a call; objects are reused, and
 * no offsets are committed beside the checkpoints.
 */
public final class FlinkPeer {
    private FlinkPeer() {}

    /** @param arguments the file with the settings */
    public static void main(String[] arguments) throws Exception {
        var settings = PeerSettings.read(Path.of(arguments[0]));
        Sampler.start(Path.of(settings.samples()));
        var environment = LocalFlink.environment(settings.threads(), settings.commitMs(), settings.exactlyOnce());
        var taken = environment.fromSource(
                KafkaEnds.source(settings), WatermarkStrategy.noWatermarks(), "features", TakenSchema.TYPE);
        taken.transform("score", AnswerSchema.TYPE, new ScoreFactory(settings))
                .sinkTo(KafkaEnds.sink(settings))
                .name("predictions");
        environment.execute("peer");
    }
}
