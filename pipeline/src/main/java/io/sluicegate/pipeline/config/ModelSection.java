package io.sluicegate.pipeline.config;

import io.sluicegate.pipeline.config.ModelSettings.Approval;
import io.sluicegate.pipeline.config.ModelSettings.Isolation;
import io.sluicegate.pipeline.config.ModelSettings.Loading;
import io.sluicegate.pipeline.config.ModelSettings.OtherDefinitions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/** Reads {@code model}. */
final class ModelSection {
    private static final long MIB = 1L << 20;
    private static final ConfigType<String> NAME = ConfigType.text(
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}"),
            "a name of letters, digits, '.', '_' and '-'",
            "fraud-model");
    private static final Setting<String> MODEL = Setting.of("name", NAME, "name of the model");
    private static final Setting<Path> STORE = Setting.of(
                    "store", ConfigType.path(), "folder that bundles are published to and loaded from")
            .otherwise(Path.of("data", "models"));
    private static final Setting<Approval> APPROVAL = Setting.of(
                    "approval",
                    ConfigType.oneOf(Approval.class),
                    "whether a version needs an approval before it may decide: see"
                            + " [who may approve](operations.md#who-may-approve)")
            .otherwise(Approval.NONE);
    private static final Setting<Long> BATCH = Setting.of(
                    "batch",
                    ConfigType.integer(1, 4096),
                    "maximum rows in one call of the model; the scorer makes calls of fewer where more hardly pay off:"
                            + " see [rows in a call](operations.md#rows-in-a-call)")
            .otherwise(128L)
            .in("rows");
    private static final Setting<Duration> PREPARE_TIMEOUT = Setting.of(
                    "prepare-timeout",
                    ConfigType.duration(),
                    "how long instances may take to load a version before its deployment is aborted")
            .otherwise(Duration.ofSeconds(60));
    private static final Setting<OtherDefinitions> DEFINITIONS = Setting.of(
                    "definitions",
                    ConfigType.oneOf(OtherDefinitions.class),
                    "what happens to rows whose features have other definitions than the model was trained on:"
                            + " see [operations](operations.md#when-features-mean-something-else-than-the-model-was-trained-on)")
            .otherwise(OtherDefinitions.REFUSE);

    private static final Setting<Isolation> ISOLATION = Setting.of(
                    "isolation",
                    ConfigType.oneOf(Isolation.class),
                    "which versions are loaded in a child process before the scorer loads them itself: those that nobody"
                            + " approved, every version (`probe`), or none; versions that have decided before never are."
                            + " See [loading](operations.md#loading-versions)")
            .otherwise(Loading.DEFAULT.isolation());
    private static final Setting<Duration> LOAD_TIMEOUT = Setting.of(
                    "load-timeout",
                    ConfigType.duration(),
                    "how long that child process may take; a load in the scorer itself that takes longer no longer holds"
                            + " up other loads. At most half of `prepare-timeout` leaves time for both")
            .otherwise(Loading.DEFAULT.timeout());
    private static final Setting<Long> LOAD_MEMORY = Setting.of(
                    "load-memory",
                    ConfigType.integer(256, 1 << 20),
                    "how much memory that child process may take, its JVM included (Linux only)")
            .otherwise(Loading.DEFAULT.memory() / MIB)
            .in("MiB");

    static final Section SECTION = Section.of(
                    "model",
                    "The model, and how Sluicegate runs its versions.",
                    MODEL,
                    STORE,
                    APPROVAL,
                    BATCH,
                    PREPARE_TIMEOUT,
                    DEFINITIONS,
                    ISOLATION,
                    LOAD_TIMEOUT,
                    LOAD_MEMORY,
                    ExecutionSection.PROVIDERS,
                    ExecutionSection.FALLBACK,
                    ExecutionSection.THREADS,
                    ExecutionSection.ENGINE,
                    ExecutionSection.OPTIONS)
            .required();

    private ModelSection() {}

    static ModelSettings read(ConfigNode node) {
        long batch = node.get(BATCH);
        long memory = node.get(LOAD_MEMORY);
        return new ModelSettings(
                node.get(MODEL),
                node.get(STORE),
                node.get(APPROVAL),
                (int) batch,
                node.get(PREPARE_TIMEOUT),
                node.get(DEFINITIONS),
                new Loading(node.get(ISOLATION), node.get(LOAD_TIMEOUT), memory * MIB),
                ExecutionSection.read(node));
    }
}
