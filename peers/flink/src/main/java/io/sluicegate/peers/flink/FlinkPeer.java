package io.sluicegate.peers.flink;

import io.sluicegate.peers.PeerSettings;
import io.sluicegate.peers.Sampler;
import java.nio.file.Path;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job: Kafka source, scoring, Kafka sink in one chain, so that a record goes from one to the next as a call; objects are reused, and
 * no offsets are committed beside the checkpoints.
 */
public final class FlinkPeer {
    private static final String LOCAL = "localhost";

    private FlinkPeer() {}

    /** @param arguments the file with the settings */
    public static void main(String[] arguments) throws Exception {
        var settings = PeerSettings.read(Path.of(arguments[0]));
        Sampler.start(Path.of(settings.samples()));
        var environment = StreamExecutionEnvironment.createLocalEnvironment(settings.threads(), configuration());
        environment.getConfig().enableObjectReuse();
        environment.enableCheckpointing(settings.commitMs(), mode(settings));
        var taken = environment.fromSource(
                KafkaEnds.source(settings), WatermarkStrategy.noWatermarks(), "features", TakenSchema.TYPE);
        taken.transform("score", AnswerSchema.TYPE, new ScoreFactory(settings))
                .sinkTo(KafkaEnds.sink(settings))
                .name("predictions");
        environment.execute("peer");
    }

    private static CheckpointingMode mode(PeerSettings settings) {
        return settings.exactlyOnce() ? CheckpointingMode.EXACTLY_ONCE : CheckpointingMode.AT_LEAST_ONCE;
    }

    private static Configuration configuration() {
        var configuration = new Configuration();
        configuration.set(JobManagerOptions.BIND_HOST, LOCAL);
        configuration.set(TaskManagerOptions.BIND_HOST, LOCAL);
        configuration.set(RestOptions.BIND_ADDRESS, LOCAL);
        configuration.set(RestOptions.BIND_PORT, "0");
        return configuration;
    }
}
