package io.sluicegate.bench.peers;

import io.sluicegate.bench.peers.adapter.AdapterMain;
import io.sluicegate.bench.peers.ahead.AheadMain;
import io.sluicegate.bench.scoring.BenchSubject;
import io.sluicegate.bench.scoring.Subject;
import io.sluicegate.sandbox.JvmProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts the JVM of a contender. */
final class PeerProcess {
    private static final String NAME = "subject";

    private final PeerBuild build;

    PeerProcess(PeerBuild build) {
        this.build = build;
    }

    /**
     * Starts it and returns at once.
     *
     * @param pipeline the pipeline's file
     * @param peer the file with a peer's settings
     * @param samples where it writes its samples
     */
    JvmProcess start(Entry entry, PeerModel model, Path pipeline, Path peer, Path samples) throws IOException {
        var engine = entry.contender().engine();
        var logs = pipeline.resolveSibling("logs");
        return engine.isPeer()
                ? JvmProcess.startOf(
                        build.classPath(engine), NAME, engine.options(), List.of(engine.main(), peer.toString()), logs)
                : JvmProcess.start(NAME, engine.options(), main(entry, model, pipeline, samples), Map.of(), logs);
    }

    private static List<String> main(Entry entry, PeerModel model, Path pipeline, Path samples) {
        return switch (entry.contender()) {
            case ADAPTER, ADAPTER_TIDY ->
                List.of(
                        AdapterMain.class.getName(),
                        Boolean.toString(entry.contender() == Contender.ADAPTER),
                        pipeline.toString(),
                        samples.toString(),
                        model.file().toString());
            case AHEAD_JSON ->
                List.of(
                        AheadMain.class.getName(),
                        pipeline.toString(),
                        samples.toString(),
                        model.file().toString(),
                        Integer.toString(model.columns()));
            case PASS_THROUGH -> bench(Subject.PASS_THROUGH, model, pipeline, samples);
            case ADAPTER_AVRO -> bench(Subject.NAIVE, model, pipeline, samples);
            case SLUICEGATE -> bench(Subject.SLUICEGATE, model, pipeline, samples);
            case FLINK, FLINK_BATCHED, SPARK, JET -> throw new IllegalArgumentException(entry + " has its own classes");
        };
    }

    private static List<String> bench(Subject subject, PeerModel model, Path pipeline, Path samples) {
        return List.of(
                BenchSubject.class.getName(),
                subject.name(),
                pipeline.toString(),
                samples.toString(),
                model.version().getVersion(),
                model.version().getLocation(),
                model.version().getBundleDigest());
    }
}
