package io.sluicegate.bench.loop;

import io.sluicegate.bench.local.Quantiles;
import io.sluicegate.bench.local.RunningStage;
import io.sluicegate.bench.loop.LatencyRow.StageLoad;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Measures how long events take at a steady rate. Features and predictions are read by a thread each, so that a reader that waits for
 * one doesn't see the other late. The events of the warm-up don't count: it lasts until the compilers of the stages' JVMs are quiet,
 * because at a low rate a JVM compiles for minutes, beside the very stages that are measured.
 */
final class Steady {
    private static final Duration STALL = Duration.ofSeconds(60);
    private static final Duration WARM_UP_STEP = Duration.ofSeconds(10);
    private static final int LONGEST_WARM_UP = 15; // times the least

    /** A compiler is quiet if it takes less than this share of a core. */
    private static final double QUIET = 0.1;

    private static final String COMPILING_MS = "jvm_compilation_time_ms_total";
    private static final String COMMITS = "kafka_stream_thread_commit_total";
    private static final String COMMIT_MS = "kafka_stream_thread_commit_latency_avg";

    private final EventSource events;
    private final TopicWatch features;
    private final TopicWatch predictions;
    private final List<RunningStage> stages;
    private final List<Double> toFeatures = new ArrayList<>();
    private final List<Double> toPrediction = new ArrayList<>();
    private final List<Double> visible = new ArrayList<>();

    /**
     * @param features reads what has been written, and nothing else reads it meanwhile
     * @param stages the stages whose load is measured
     */
    Steady(EventSource events, TopicWatch features, TopicWatch predictions, List<RunningStage> stages) {
        this.events = events;
        this.features = features;
        this.predictions = predictions;
        this.stages = stages;
    }

    private record Load(double commits, long cpuMs, double compilingMs) {
        static Load of(RunningStage stage) throws IOException {
            var scrape = stage.scrape();
            return new Load(scrape.sum(COMMITS, ""), stage.figures().cpuMs(), scrape.sum(COMPILING_MS, ""));
        }
    }

    LatencyRow measure(int rate, Duration warmUp, Duration time) throws IOException, InterruptedException {
        var warm = warmUp(rate, warmUp);
        var before = loads();
        var took = send(rate, time, this::noteFeatures, this::notePrediction);
        return new LatencyRow(
                rate, warm, of(toFeatures), of(toPrediction), of(visible), during(before, rate, time, took));
    }

    /** Returns how long it lasted. */
    private Duration warmUp(int rate, Duration least) throws IOException, InterruptedException {
        var step = least.compareTo(WARM_UP_STEP) < 0 ? least : WARM_UP_STEP;
        var lasted = least;
        send(rate, least, (record, now) -> {}, (record, now) -> {});
        var busy = !least.isZero();
        while (busy && lasted.compareTo(least.multipliedBy(LONGEST_WARM_UP)) < 0) {
            var before = loads();
            var seconds = send(rate, step, (record, now) -> {}, (record, now) -> {});
            lasted = lasted.plus(step);
            busy = isCompiling(before, seconds);
        }
        return lasted;
    }

    private boolean isCompiling(List<Load> before, double seconds) throws IOException {
        var now = loads();
        for (int i = 0; i < now.size(); i++) {
            if (compiling(before.get(i), now.get(i), seconds) > QUIET) {
                return true;
            }
        }
        return false;
    }

    /** The share of a core. */
    private static double compiling(Load before, Load now, double seconds) {
        return (now.compilingMs() - before.compilingMs()) / 1000 / seconds;
    }

    /** Sends the events and returns once all predictions were read; the seconds that it took. */
    private double send(
            int rate,
            Duration time,
            ObjLongConsumer<ConsumerRecord<byte[], byte[]>> ofFeatures,
            ObjLongConsumer<ConsumerRecord<byte[], byte[]>> ofPredictions)
            throws InterruptedException {
        long begin = System.nanoTime();
        long count = rate * time.toSeconds();
        long deadline = begin + time.plus(STALL).toNanos();
        var done = new CountDownLatch(2);
        start("features", () -> read(features, count, deadline, ofFeatures), done);
        start("predictions", () -> read(predictions, count, deadline, ofPredictions), done);
        events.steadily(rate, time);
        if (!done.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            throw new CommandFailed(
                    Message.BENCHMARK_FAILED, "the stages don't keep up with " + rate + " events a second");
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void start(String what, Runnable reading, CountDownLatch done) {
        var thread = new Thread(
                () -> {
                    reading.run();
                    done.countDown();
                },
                "bench-" + what);
        thread.setDaemon(true);
        thread.start();
    }

    private static void read(
            TopicWatch topic, long count, long deadline, ObjLongConsumer<ConsumerRecord<byte[], byte[]>> each) {
        long expected = topic.records() + count;
        while (topic.records() < expected && System.nanoTime() < deadline) {
            topic.read(record -> each.accept(record, System.currentTimeMillis()));
        }
    }

    private void noteFeatures(ConsumerRecord<byte[], byte[]> record, long now) {
        Sent.of(record.headers()).ifPresent(sent -> toFeatures.add((double) (record.timestamp() - sent)));
    }

    private void notePrediction(ConsumerRecord<byte[], byte[]> record, long now) {
        Sent.of(record.headers()).ifPresent(sent -> {
            toPrediction.add((double) (record.timestamp() - sent));
            visible.add((double) (now - sent));
        });
    }

    private List<Load> loads() throws IOException {
        var loads = new ArrayList<Load>(stages.size());
        for (var stage : stages) {
            loads.add(Load.of(stage));
        }
        return loads;
    }

    private List<StageLoad> during(List<Load> before, int rate, Duration time, double seconds) throws IOException {
        var during = new ArrayList<StageLoad>(stages.size());
        for (int i = 0; i < stages.size(); i++) {
            var stage = stages.get(i);
            var now = Load.of(stage);
            during.add(new StageLoad(
                    stage.name(),
                    (now.commits() - before.get(i).commits()) / seconds,
                    stage.scrape().max(COMMIT_MS, ""),
                    compiling(before.get(i), now, seconds),
                    1000.0 * (now.cpuMs() - before.get(i).cpuMs()) / (rate * time.toSeconds())));
        }
        return during;
    }

    private static Quantiles of(List<Double> figures) {
        return Quantiles.of(figures.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
