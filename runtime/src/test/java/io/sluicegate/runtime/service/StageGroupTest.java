package io.sluicegate.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluicegate.pipeline.catalogue.Metric;
import io.sluicegate.runtime.metrics.MeterRegistries;
import io.sluicegate.runtime.registry.RegistryUnavailable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StageGroupTest {
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());

    @Test
    void shouldStartInOrderAndStopInTheOppositeOne() {
        var group = new StageGroup(List.of(new Fake("a"), new Fake("b")));

        group.start();
        group.close();

        assertThat(events).containsExactly("start a", "start b", "close b", "close a");
    }

    @Test
    void shouldStartNoStageIfOneMayNotRunHere() {
        var second = new Fake("b") {
            @Override
            public void claim() {
                throw new IllegalStateException("b already runs");
            }
        };

        assertThatThrownBy(() -> new StageGroup(List.of(new Fake("a"), second)).start())
                .hasMessage("b already runs");

        assertThat(events).isEmpty();
    }

    @Test
    void shouldBeReadyOnceAllAre() {
        var slow = new Fake("slow");
        var group = new StageGroup(List.of(new Fake("fast"), slow));

        assertThat(group.trouble()).containsOnlyKeys("fast", "slow");
        slow.readiness = Readiness.notReady("loads its state");
        group.start();
        assertThat(group.trouble()).containsExactly(java.util.Map.entry("slow", "loads its state"));
        slow.readiness = Readiness.ready();
        assertThat(group.readiness().isReady()).isTrue();
    }

    @Test
    void shouldBeReadyWithWhatAStageRemarks() {
        var stage = new Fake("scorer");
        var group = new StageGroup(List.of(stage));
        group.start();
        assertThat(group.remarks()).isEmpty();

        stage.readiness = Readiness.readyBut("the way back is not free");

        assertThat(group.readiness().isReady()).isTrue();
        assertThat(group.remarks()).containsExactly(java.util.Map.entry("scorer", "the way back is not free"));
    }

    @Test
    void shouldShowAStageOfAllPipelinesUnderNoneOfThem() {
        var all = new Fake("all");
        all.pipeline = Metric.ALL_PIPELINES;
        var registry = MeterRegistries.prometheus();

        new StageGroup(List.of(all)).measure(registry);

        assertThat(registry.scrape()).contains("sluicegate_ready{pipeline=\"*\",stage=\"all\"} 0.0");
    }

    @Test
    void shouldShowOfEachStageWhetherItIsReady() {
        var slow = new Fake("slow");
        slow.readiness = Readiness.notReady("loads its state");
        var group = new StageGroup(List.of(new Fake("fast"), slow));
        var registry = MeterRegistries.prometheus();

        group.measure(registry);
        group.start();

        assertThat(registry.scrape())
                .contains("# HELP sluicegate_ready 1 when the stage is ready")
                .contains("sluicegate_ready{pipeline=\"fraud\",stage=\"fast\"} 1.0")
                .contains("sluicegate_ready{pipeline=\"fraud\",stage=\"slow\"} 0.0");
    }

    @Test
    void shouldTellTheStagesOfSeveralPipelinesApart() {
        var fraud = new Fake("scorer");
        var churn = new Fake("scorer");
        churn.pipeline = "churn";
        churn.readiness = Readiness.notReady("loads its state");
        var group = new StageGroup(List.of(fraud, churn));
        var registry = MeterRegistries.prometheus();

        group.measure(registry);
        group.start();

        assertThat(group.trouble()).containsExactly(java.util.Map.entry("churn/scorer", "loads its state"));
        assertThat(group.pipeline()).isEqualTo(Metric.ALL_PIPELINES);
        assertThat(registry.scrape())
                .contains("sluicegate_ready{pipeline=\"fraud\",stage=\"scorer\"} 1.0")
                .contains("sluicegate_ready{pipeline=\"churn\",stage=\"scorer\"} 0.0");
    }

    @Test
    void shouldWaitForTheRegistryAndSaySo() {
        var waiting = new Fake("waiting");
        waiting.refusals.set(Integer.MAX_VALUE);
        var group = new StageGroup(List.of(waiting));

        var start = CompletableFuture.runAsync(group::start);

        await().untilAsserted(() -> assertThat(group.trouble()).containsEntry("waiting", "no registry"));
        waiting.refusals.set(0);
        await().until(start::isDone);
        assertThat(group.trouble()).isEmpty();
    }

    @Test
    void shouldGiveUpWaitingWhenClosed() {
        var waiting = new Fake("waiting");
        waiting.refusals.set(Integer.MAX_VALUE);
        var group = new StageGroup(List.of(waiting, new Fake("next")));
        var start = CompletableFuture.runAsync(group::start);

        group.close();

        await().until(start::isDone);
        assertThat(events).doesNotContain("start next");
    }

    @Test
    void shouldPassOnWhatElseKeepsAStageFromStarting() {
        var broken = new Fake("broken") {
            @Override
            public void start() {
                throw new IllegalStateException("broken");
            }
        };

        assertThatThrownBy(() -> new StageGroup(List.of(broken)).start()).hasMessage("broken");
    }

    @Test
    void shouldStopWhenOneStageStops() {
        var failing = new Fake("failing");
        var group = new StageGroup(List.of(new Fake("good"), failing));

        failing.stopped.complete(new ExitReason(ExitCode.UNEXPECTED, "failed"));

        assertThat(group.stopped()).isCompletedWithValue(new ExitReason(ExitCode.UNEXPECTED, "failed"));
    }

    private class Fake implements Stage {
        final String name;
        final AtomicInteger refusals = new AtomicInteger();
        final CompletableFuture<ExitReason> stopped = new CompletableFuture<>();
        volatile Readiness readiness = Readiness.ready();
        String pipeline = "fraud";

        Fake(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void start() {
            if (refusals.get() > 0) {
                refusals.decrementAndGet();
                throw new RegistryUnavailable("no registry", new java.io.IOException());
            }
            events.add("start " + name);
        }

        @Override
        public String pipeline() {
            return pipeline;
        }

        @Override
        public Readiness readiness() {
            return readiness;
        }

        @Override
        public CompletableFuture<ExitReason> stopped() {
            return stopped;
        }

        @Override
        public void close() {
            events.add("close " + name);
        }
    }
}
