package io.sluicegate.bench.chaos;

import io.sluicegate.bench.chaos.domain.Fault;
import io.sluicegate.bench.chaos.domain.Fault.Kind;
import io.sluicegate.bench.chaos.domain.Fault.Moment;
import io.sluicegate.pipeline.deployment.DeploymentView;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Carries out the plan: waits for each fault's moment, strikes, and repairs the damage. */
final class Strikes {
    private static final Duration MOMENT = Duration.ofMinutes(1);
    private static final Duration EXIT = Duration.ofSeconds(40);
    private static final Map<Kind, String> WORDS = Map.of(
            Kind.KILL, "SIGKILL",
            Kind.TERM, "SIGTERM",
            Kind.FREEZE, "SIGSTOP",
            Kind.JOIN, "joins:",
            Kind.LEAVE, "leaves:",
            Kind.EVOLVE, "evolves:",
            Kind.LAG, "lags:",
            Kind.REPEAT, "repeated:",
            Kind.RACE, "race each other:",
            Kind.LOSE, "lost:");

    private final Brokers brokers;
    private final Services services;
    private final Commands commands;
    private final Hardships hardships;
    private final Evolution evolution;
    private final LogWatch watch;
    private final Consumer<String> tell;
    private final long start = System.nanoTime();
    private final List<Struck> struck = new ArrayList<>();

    /**
     * A fault that happened.
     *
     * @param seconds since the start of the faults
     * @param during in the middle of what
     */
    record Struck(double seconds, Kind kind, String target, String during, double lasted) {
        String line() {
            return String.format(
                    Locale.ROOT,
                    "%7.1f s  %s %s%s, for %.1f s",
                    seconds,
                    WORDS.get(kind),
                    target,
                    during.isEmpty() ? "" : ", in the middle of " + during,
                    lasted);
        }
    }

    Strikes(
            Brokers brokers,
            Services services,
            Commands commands,
            Hardships hardships,
            Evolution evolution,
            LogWatch watch,
            Consumer<String> tell) {
        this.brokers = brokers;
        this.services = services;
        this.commands = commands;
        this.hardships = hardships;
        this.evolution = evolution;
        this.watch = watch;
        this.tell = tell;
    }

    List<Struck> struck() {
        return List.copyOf(struck);
    }

    void strike(Fault fault) throws Exception {
        pause(fault.pause());
        var during = await(fault.moment());
        var begun = System.nanoTime();
        if (fault.strikesBroker()) {
            strikeBroker(fault);
        } else if (fault.kind().isHardship()) {
            hardship(fault);
        } else {
            strikeService(fault);
        }
        var happened = new Struck(
                (begun - start) / 1e9, fault.kind(), fault.target(), during, (System.nanoTime() - begun) / 1e9);
        struck.add(happened);
        tell.accept(happened.line());
    }

    private static void pause(Duration time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
    }

    /** Waits for the moment and describes it in words; empty if the moment didn't come in time. */
    private String await(Moment moment) throws InterruptedException {
        return switch (moment) {
            case ANY -> preparation();
            case PREPARATION -> {
                watch.await(() -> !watch.preparing(), MOMENT);
                yield watch.await(watch::preparing, MOMENT) ? preparation() : "";
            }
            case ROLLBACK -> {
                var before = commands.rollbacks();
                yield watch.await(() -> commands.rollbacks() > before, MOMENT) ? "a rollback" : "";
            }
            case CLOSE -> {
                var before = watch.windows();
                yield watch.await(() -> watch.windows() > before, MOMENT) ? "the close of a drift window" : "";
            }
        };
    }

    private String preparation() {
        return watch.deployment()
                .flatMap(DeploymentView::preparing)
                .map(preparing -> "the preparation of version "
                        + preparing.getTarget().getVersion() + " ("
                        + preparing.getGoal().name().toLowerCase(Locale.ROOT) + ")")
                .orElse("");
    }

    private void strikeBroker(Fault fault) throws IOException, InterruptedException {
        var broker = brokers.process(fault.target());
        broker.signal(fault.kind().name());
        if (broker.awaitExit(EXIT).isEmpty()) {
            broker.signal("KILL");
            broker.awaitExit(EXIT);
        }
        pause(fault.lasts());
        brokers.restart(fault.target());
    }

    private void strikeService(Fault fault) throws IOException, InterruptedException {
        switch (fault.kind()) {
            case KILL, TERM -> restart(fault);
            case FREEZE -> freeze(fault);
            case JOIN -> services.start(fault.target());
            case LEAVE -> services.release(fault.target()).close();
            default -> throw new IllegalArgumentException(fault + " strikes no service");
        }
    }

    private void hardship(Fault fault) throws Exception {
        switch (fault.kind()) {
            case EVOLVE -> evolution.evolve();
            case LAG -> evolution.lag(fault.lasts());
            case REPEAT -> hardships.repeat();
            case RACE -> hardships.race();
            case LOSE -> hardships.lose(fault.lasts());
            default -> throw new IllegalArgumentException(fault + " is no hardship");
        }
    }

    private void restart(Fault fault) throws IOException, InterruptedException {
        var process = services.release(fault.target());
        process.signal(fault.kind().name());
        process.awaitExit(EXIT);
        process.close();
        pause(fault.lasts());
        services.start(fault.target());
    }

    private void freeze(Fault fault) throws InterruptedException {
        var process = services.process(fault.target());
        process.signal("STOP");
        pause(fault.lasts());
        process.signal("CONT");
    }
}
