package io.sluicegate.scorer.versions;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.pipeline.config.ModelSettings.OtherDefinitions;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import io.sluicegate.scorer.TestBundles;
import io.sluicegate.scorer.TestDeployments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A process that prepares a version and does nothing else. */
final class LoadingProcess {
    private LoadingProcess() {}

    static Process start(Path marks, DeployedVersion version) throws IOException {
        var line = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LoadingProcess.class.getName(),
                marks.toString(),
                version.getVersion(),
                version.getLocation(),
                version.getBundleDigest());
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Folder for the marks; version, location and digest. */
    public static void main(String[] arguments) {
        var loader = new VersionLoader(
                TestBundles.MODEL,
                TestBundles.FEATURE_SET,
                32,
                TestBundles.PATIENT,
                Path.of(arguments[0]),
                OtherDefinitions.REFUSE,
                TestBundles.ANYWHERE);
        try (var holder = new ModelHolder(
                loader, new PipelineMetrics(new SimpleMeterRegistry(), "fraud"), Duration.ofMinutes(1))) {
            holder.accept(TestDeployments.revision(1)
                    .preparing(new DeployedVersion(arguments[1], arguments[2], arguments[3]))
                    .view());
            var unused = holder.await(serving -> false, Duration.ofMinutes(1));
        }
    }
}
