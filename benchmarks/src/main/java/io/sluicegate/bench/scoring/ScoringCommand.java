package io.sluicegate.bench.scoring;

import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import io.sluicegate.sandbox.LogFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code sluicegate bench scoring}. */
@Command(
        name = "scoring",
        description =
                "Measure the scorer beside a naive one, and beside Kafka Streams and plain clients that pass the same bytes on.",
        footer = "  sluicegate bench scoring --quick")
public final class ScoringCommand implements Callable<Integer> {
    @Option(names = "--quick", description = "Run one short round of about two minutes; the figures are noisy.")
    private boolean quick;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Folder for scoring.md and scoring.json (default: here).")
    private Path out = Path.of(".");

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            defaultValue = "small",
            description = "Model to score with: ${COMPLETION-CANDIDATES} (default: small).")
    private ModelKind model = ModelKind.SMALL;

    @Option(
            names = "--cap",
            defaultValue = "128",
            description = "Maximum rows in one call of the model (default: 128).")
    private int cap;

    @Option(
            names = "--profile",
            paramLabel = "DIR",
            description = "Write Java Flight Recorder recordings of the scorer under exactly-once to this folder.")
    private @Nullable Path profile;

    @Option(
            names = "--guarantees",
            split = ",",
            paramLabel = "GUARANTEE",
            converter = GuaranteeConverter.class,
            defaultValue = "at-least-once,exactly-once",
            description = "Guarantees to measure under (default: both).")
    private List<Guarantee> guarantees = List.of();

    @Option(names = "--threads", split = ",", defaultValue = "1,2", hidden = true)
    private List<Integer> threads = List.of();

    @Option(names = "--records", defaultValue = "0", hidden = true)
    private int records;

    @Override
    public Integer call() throws Exception {
        var settings = settings();
        var folder = Files.createTempDirectory("sluicegate-bench-");
        LogFile.divertTo(folder.resolve("bench.log"));
        System.out.println("Data and logs of the run are in " + folder + "; they are removed if it succeeds.");
        var report = new ScoringBench(settings, System.out::println).run(folder);
        report.write();
        ScoringBench.remove(folder);
        System.out.println("Written: " + report.json());
        return 0;
    }

    private Settings settings() throws Exception {
        var recordings = Optional.ofNullable(profile).map(Path::toAbsolutePath);
        if (recordings.isPresent()) {
            Files.createDirectories(recordings.get());
        }
        return quick
                ? new Settings(1, threads, guarantees, given(30_000), 0, 1.5, model, cap, out, recordings)
                : new Settings(3, threads, guarantees, given(2_000_000), 40, 5, model, cap, out, recordings);
    }

    private int given(int otherwise) {
        return records > 0 ? records : otherwise;
    }

    /** A guarantee as the pipeline's file names it. */
    static final class GuaranteeConverter implements ITypeConverter<Guarantee> {
        @Override
        public Guarantee convert(String text) {
            try {
                return Guarantee.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("expected exactly-once or at-least-once, found '" + text + "'");
            }
        }
    }
}
