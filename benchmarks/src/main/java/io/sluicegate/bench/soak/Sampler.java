package io.sluicegate.bench.soak;

import io.sluicegate.bench.local.RunningStage;
import io.sluicegate.bench.local.Scrape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Takes samples of all stages: the cheap figures each time, and the heap after a collection every few times. */
final class Sampler {
    private static final double MIB = 1 << 20;
    private static final double KIB_IN_MIB = 1024;

    private final List<RunningStage> stages;
    private final int collectEvery;
    private final long begin = System.nanoTime();
    private final List<Sample> samples = new ArrayList<>();
    private int rounds;

    Sampler(List<RunningStage> stages, int collectEvery) {
        this.stages = List.copyOf(stages);
        this.collectEvery = collectEvery;
    }

    void take(int deploys) throws IOException, InterruptedException {
        boolean collect = rounds++ % collectEvery == 0;
        for (var stage : stages) {
            if (collect) {
                stage.ask("GC.run");
            }
            samples.add(new Sample(stage.name(), seconds(), deploys, figures(stage, collect)));
        }
    }

    private double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static Map<Figure, Double> figures(RunningStage stage, boolean collected) throws IOException {
        var scrape = stage.scrape();
        var process = stage.figures();
        var figures = new EnumMap<Figure, Double>(Figure.class);
        double cache = scrape.max("kafka_stream_state_block_cache_usage", "") / MIB;
        double rss = process.rssKib() / KIB_IN_MIB - cache;
        figures.put(Figure.RSS, rss);
        double committed = mib(scrape, "jvm_memory_committed_bytes", "area=");
        figures.put(Figure.NATIVE, committed > 0 ? rss - committed : 0);
        figures.put(Figure.DIRECT, mib(scrape, "jvm_buffer_memory_used_bytes", "id=\"direct\""));
        figures.put(Figure.THREADS, (double) process.threads());
        figures.put(Figure.FILES, (double) process.files());
        figures.put(Figure.SESSIONS, scrape.sum("sluicegate_scorer_sessions", ""));
        figures.put(Figure.MEMTABLES, mib(scrape, "kafka_stream_state_size_all_mem_tables", ""));
        figures.put(Figure.BLOCK_CACHE, cache);
        if (collected) {
            figures.put(Figure.HEAP, mib(scrape, "jvm_memory_used_bytes", "area=\"heap\""));
        }
        return figures;
    }

    private static double mib(Scrape scrape, String metric, String labels) {
        return scrape.sum(metric, labels) / MIB;
    }

    List<Sample> samples() {
        return List.copyOf(samples);
    }
}
