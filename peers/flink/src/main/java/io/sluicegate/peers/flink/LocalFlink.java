package io.sluicegate.peers.flink;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Flink in this JVM, which reuses objects and listens on no other address. */
final class LocalFlink {
    private static final String LOCAL = "localhost";

    private LocalFlink() {}

    static StreamExecutionEnvironment environment(int threads, int commitMs, boolean exactlyOnce) {
        var configuration = new Configuration();
        configuration.set(JobManagerOptions.BIND_HOST, LOCAL);
        configuration.set(TaskManagerOptions.BIND_HOST, LOCAL);
        configuration.set(RestOptions.BIND_ADDRESS, LOCAL);
        configuration.set(RestOptions.BIND_PORT, "0");
        var environment = StreamExecutionEnvironment.createLocalEnvironment(threads, configuration);
        environment.getConfig().enableObjectReuse();
        environment.enableCheckpointing(
                commitMs, exactlyOnce ? CheckpointingMode.EXACTLY_ONCE : CheckpointingMode.AT_LEAST_ONCE);
        return environment;
    }
}
