package io.sluicegate.bench.chaos;

import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import io.sluicegate.pipeline.config.KafkaSettings.Latency;
import io.sluicegate.registry.RegistryProcess;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.sandbox.DataFolder;
import io.sluicegate.sandbox.Installation;
import io.sluicegate.sandbox.LogFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluicegate bench chaos}. */
@Command(
        name = "chaos",
        description = "Kill services and brokers at random under load, then check the log against every promise.",
        footer = "  sluicegate bench chaos --kills 3 --seed 7")
public final class ChaosCommand implements Callable<Integer> {
    @Option(names = "--kills", defaultValue = "10", description = "Number of faults (default: 10).")
    private int kills;

    @Option(names = "--seed", description = "Seed of the plan and the traffic; printed, so that a run can be repeated.")
    private @Nullable Long seed;

    @Option(
            names = "--guarantee",
            defaultValue = "exactly-once",
            description = "exactly-once (default) or at-least-once.")
    @SuppressWarnings("NullAway.Init")
    private String guarantee;

    @Option(names = "--latency", defaultValue = "balanced", description = "low, balanced (default) or throughput.")
    @SuppressWarnings("NullAway.Init")
    private String latency;

    @Option(names = "--brokers", defaultValue = "1", description = "1 (default) or 3.")
    private int brokers;

    @Option(names = "--rate", defaultValue = "100", description = "Events a second (default: 100).")
    private int rate;

    @Option(names = "--data", paramLabel = "FOLDER", description = "Folder for data and logs (default: data/chaos).")
    private @Nullable Path data;

    @Option(names = "--json", paramLabel = "FILE", description = "Write plan, faults and verdict to this file.")
    private @Nullable Path json;

    @Override
    public Integer call() throws Exception {
        var settings = settings();
        try (var folder = DataFolder.take(settings.data(), "kill test")) {
            LogFile.divertTo(settings.data().resolve("chaos.log"));
            var report = new ChaosRun(settings, System.out).run();
            report.print(System.out);
            if (json != null) {
                report.writeTo(json);
            }
            if (report.holds() && data == null) {
                folder.remove();
            }
            return report.holds() ? 0 : 1;
        }
    }

    private ChaosSettings settings() {
        require(kills >= 1, "--kills", kills, "at least 1");
        require(rate >= 1, "--rate", rate, "at least 1");
        require(brokers == 1 || brokers == 3, "--brokers", brokers, "1 or 3");
        return new ChaosSettings(
                kills,
                seed == null ? new Random().nextInt(1_000_000) : seed,
                chosen("--guarantee", guarantee, Guarantee.values()),
                chosen("--latency", latency, Latency.values()),
                brokers,
                (data == null ? Path.of("data", "chaos") : data).toAbsolutePath(),
                Path.of(System.getProperty(
                        RegistryProcess.HOME_PROPERTY,
                        Installation.app().resolve("registry").toString())),
                rate);
    }

    private static void require(boolean holds, String option, int value, String expected) {
        if (!holds) {
            throw new CommandFailed(Message.VALUE_UNUSABLE, option, value, expected);
        }
    }

    private static <E extends Enum<E>> E chosen(String option, String word, E[] values) {
        return Arrays.stream(values)
                .filter(value -> written(value).equals(word))
                .findFirst()
                .orElseThrow(() -> new CommandFailed(
                        Message.VALUE_UNUSABLE,
                        option,
                        word,
                        Arrays.stream(values).map(ChaosCommand::written).collect(Collectors.joining(" or "))));
    }

    /** The word of a pipeline's file. */
    static String written(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
