package io.sluicegate.bench.peers;

import io.sluicegate.bench.local.BenchRun;
import io.sluicegate.bench.local.Results;
import io.sluicegate.bench.scoring.ModelKind;
import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.sandbox.Installation;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluicegate bench peers}. */
@Command(
        name = "peers",
        description =
                "Measure the scorer beside other engines: a Kafka Streams adapter, Flink, Spark and Hazelcast Jet.",
        footer = "  sluicegate bench peers --quick")
public final class PeersCommand implements Callable<Integer> {
    private static final List<ModelKind> MODELS = List.of(ModelKind.SMALL, ModelKind.FFNN, ModelKind.FOREST);
    private static final int COMMIT_MS = 100;

    @Option(
            names = "--quick",
            description = "Check each subject's answers over a few seconds on one thread; the figures mean nothing.")
    private boolean quick;

    @Option(
            names = "--models",
            split = ",",
            paramLabel = "MODEL",
            description = "Models to score with (default: small,ffnn,forest).")
    private @Nullable List<String> models;

    @Option(
            names = "--subjects",
            split = ",",
            paramLabel = "SUBJECT",
            description = "Subjects to measure (default: all).")
    private @Nullable List<String> subjects;

    @Option(
            names = "--guarantees",
            split = ",",
            paramLabel = "GUARANTEE",
            description = "Guarantees to measure under (default: at-least-once,exactly-once).")
    private @Nullable List<String> guarantees;

    @Option(names = "--threads", split = ",", description = "Threads of a subject (default: 1,2; 1 if quick).")
    private @Nullable List<Integer> threads;

    @Option(names = "--rounds", description = "Rounds (default: 3; 1 if quick).")
    private @Nullable Integer rounds;

    @Option(names = "--seconds", description = "How long a backlog should last, in seconds (default: 20).")
    private @Nullable Double seconds;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BenchRun run;

    @Override
    public Integer call() throws Exception {
        var settings = settings();
        var build = new PeerBuild(Installation.home());
        build.check(settings.contenders());
        return run.inWorkFolder((work, results) -> measured(settings, build, work, results));
    }

    private static boolean measured(PeersSettings settings, PeerBuild build, Path work, Results results)
            throws Exception {
        var report = new PeersBench(settings, System.out::println).run(work, build);
        report.write(results);
        System.out.println(report.markdown());
        return true;
    }

    PeersSettings settings() {
        return new PeersSettings(
                or(rounds, quick ? 1 : 3),
                models == null
                        ? MODELS
                        : models.stream().map(PeersCommand::model).toList(),
                subjects == null
                        ? List.of(Contender.values())
                        : subjects.stream().map(PeersCommand::contender).toList(),
                guarantees == null
                        ? List.of(Guarantee.AT_LEAST_ONCE, Guarantee.EXACTLY_ONCE)
                        : guarantees.stream().map(PeersCommand::guarantee).toList(),
                or(threads, quick ? List.of(1) : List.of(1, 2)),
                quick ? 30_000 : 200_000,
                or(seconds, quick ? 0.0 : 20.0),
                quick ? 2 : 15,
                COMMIT_MS);
    }

    private static <T> T or(@Nullable T given, T otherwise) {
        return given == null ? otherwise : given;
    }

    private static ModelKind model(String text) {
        return MODELS.stream()
                .filter(kind -> kind.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> unusable("--models", text, MODELS));
    }

    private static Contender contender(String text) {
        return Contender.of(text).orElseThrow(() -> unusable("--subjects", text, Contender.labels()));
    }

    private static Guarantee guarantee(String text) {
        return Arrays.stream(Guarantee.values())
                .filter(it -> label(it).equals(text))
                .findFirst()
                .orElseThrow(() -> unusable(
                        "--guarantees",
                        text,
                        Arrays.stream(Guarantee.values())
                                .map(PeersCommand::label)
                                .toList()));
    }

    private static String label(Guarantee guarantee) {
        return guarantee.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static CommandFailed unusable(String option, String value, List<?> expected) {
        return new CommandFailed(Message.VALUE_UNUSABLE, option, value, "one of " + expected);
    }
}
