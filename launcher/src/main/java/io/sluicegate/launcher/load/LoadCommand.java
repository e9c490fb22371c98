package io.sluicegate.launcher.load;

import io.sluicegate.launcher.PipelineOption;
import io.sluicegate.launcher.cli.Cluster;
import io.sluicegate.launcher.cli.OutputOption;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.runtime.service.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The {@code load} command. */
@Command(
        name = "load",
        description =
                "Send events to a running pipeline by the clock, and measure how long after its scheduled time each "
                        + "prediction can be read; exit with 1 if events are lost or answered twice.",
        footer = "  sluicegate load --pipeline examples/fraud/fraud.yaml --rate 100 --for 10s")
public final class LoadCommand implements Callable<Integer> {
    private static final long MOST_EVENTS = 20_000_000;
    private static final long WARM_UP_SHARE = 5;
    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(5);

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private PipelineOption pipeline;

    @Mixin
    private Source source = new Source();

    @Option(names = "--rate", defaultValue = "100", description = "Events a second (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--for",
            defaultValue = "30s",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long to send (default: ${DEFAULT-VALUE}).")
    private Duration length = Duration.ZERO;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "Events that are due before don't count in the percentiles (default: a fifth of --for, at most 5s).")
    private @Nullable Duration warmUp;

    @Option(
            names = "--ramp",
            defaultValue = "0s",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long the rate rises to its value (default: ${DEFAULT-VALUE}).")
    private Duration ramp = Duration.ZERO;

    @Option(
            names = "--burst",
            paramLabel = "RATE,EVERY,LENGTH",
            converter = BurstConverter.class,
            description = "Another rate again and again, for example 500,10s,1s.")
    private @Nullable Burst burst;

    @Option(
            names = "--keys",
            paramLabel = "N",
            description = "Give the events keys of so many entities (default: the samples' own).")
    private @Nullable Integer keys;

    @Option(
            names = "--skew",
            paramLabel = "S",
            defaultValue = "0",
            description =
                    "Draw those keys by Zipf's law with this exponent; 0 draws them alike (default: ${DEFAULT-VALUE}).")
    private double skew;

    @Option(
            names = "--drift",
            paramLabel = "SHIFT",
            converter = ShiftConverter.class,
            description = "Change a number from a time on: amount*1.5@20s or amount+10@20s. May be repeated.")
    private List<FieldShift> shifts = List.of();

    @Option(names = "--seed", defaultValue = "7", description = "Seed of what is random (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--patience",
            defaultValue = "30s",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long to wait for missing predictions (default: ${DEFAULT-VALUE}).")
    private Duration patience = Duration.ZERO;

    @Option(names = "--hdr", paramLabel = "FILE", description = "Write a log of HdrHistogram, one histogram a second.")
    private @Nullable Path hdr;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private OutputOption output;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var config = pipeline.read();
        var schedule = schedule();
        var terminal = Terminal.standard();
        try (var cluster = Cluster.open(config)) {
            var settings = new LoadRun.Settings(
                    schedule, warmUp(), length, keys(), skew, shifts, seed, patience, Optional.ofNullable(hdr));
            var result = new LoadRun(cluster, settings, source).run(terminal);
            output.print(terminal, result.json(), () -> result.print(terminal));
            return (result.isClean() ? ExitCode.OK : ExitCode.UNEXPECTED).code();
        }
    }

    private long[] schedule() {
        if (!(rate > 0) || length.isZero()) {
            throw new CommandFailed(Message.LOAD_OPTION, "--rate and --for must be above 0");
        }
        var fastest = burst == null ? rate : Math.max(rate, burst.rate());
        if (fastest * length.toSeconds() > MOST_EVENTS) {
            throw new CommandFailed(
                    Message.LOAD_OPTION,
                    "--rate and --for make more than " + MOST_EVENTS
                            + " events, the most that one load holds in memory");
        }
        if (warmUp().compareTo(length) >= 0) {
            throw new CommandFailed(Message.LOAD_OPTION, "--warm-up must be shorter than --for");
        }
        return new Pace(rate, ramp, Optional.ofNullable(burst)).schedule(length);
    }

    private Duration warmUp() {
        if (warmUp != null) {
            return warmUp;
        }
        var share = length.dividedBy(WARM_UP_SHARE);
        return share.compareTo(LONGEST_WARM_UP) < 0 ? share : LONGEST_WARM_UP;
    }

    /** Skewed keys need a number of them, and made-up events need keys that come again. */
    private Optional<Integer> keys() {
        return keys == null && (skew > 0 || source.isRandom()) ? Optional.of(1_000) : Optional.ofNullable(keys);
    }

    /** A value that says what is wrong with it. */
    private abstract static class Converter<T> implements ITypeConverter<T> {
        abstract T parsed(String text);

        @Override
        public T convert(String text) {
            try {
                return parsed(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    static final class DurationConverter extends Converter<Duration> {
        @Override
        Duration parsed(String text) {
            return Durations.parse(text);
        }
    }

    static final class BurstConverter extends Converter<Burst> {
        @Override
        Burst parsed(String text) {
            return Burst.parse(text);
        }
    }

    static final class ShiftConverter extends Converter<FieldShift> {
        @Override
        FieldShift parsed(String text) {
            return FieldShift.parse(text);
        }
    }
}
