package io.sluicegate.launcher.demo;

import io.sluicegate.fraud.FraudExample;
import io.sluicegate.launcher.platform.LocalPipelines;
import io.sluicegate.launcher.platform.LocalPorts;
import io.sluicegate.launcher.platform.Platform;
import io.sluicegate.launcher.platform.PlatformAddresses;
import io.sluicegate.launcher.platform.SignalledRun;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.sandbox.Closing;
import io.sluicegate.sandbox.DataFolder;
import io.sluicegate.sandbox.Installation;
import io.sluicegate.sandbox.LogFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The demo itself: sets everything up and plays the loop step by step. Each chapter of the story is a class of its own. */
final class Demo implements AutoCloseable {
    private static final Duration READY = Duration.ofSeconds(60);

    /** The variable in the fraud example's file. */
    private static final String LATENCY = "SLUICEGATE_LATENCY";

    private final DemoSettings settings;
    private final Narrator narrator;
    private final DemoReport account;
    private final SignalledRun signalled;
    private final Closing closing = new Closing();
    private Optional<DataFolder> data = Optional.empty();

    /** @param signalled says whether the demo was asked to stop; a failure after that is not a failure of the step */
    Demo(DemoSettings settings, Narrator narrator, DemoReport account, SignalledRun signalled) {
        this.settings = settings;
        this.narrator = narrator;
        this.account = account;
        this.signalled = signalled;
    }

    /** The code of one step. */
    private interface Action {
        Happened act() throws Exception;
    }

    /** Plays the whole story and returns the loop, which keeps running. */
    Loop play() throws Exception {
        narrator.chapter("Starting");
        data = Optional.of(DataFolder.take(settings.data(), "demo"));
        LogFile.divertTo(log());
        var ports = settings.ports().orFree();
        var addresses = PlatformAddresses.of(settings.data(), ports);
        var config = config(addresses, ports);
        closing.add(Platform.start(settings.data(), ports));
        narrator.say("Kafka broker at " + addresses.bootstrap() + ", schema registry at " + addresses.registry());
        var example = FraudExample.create(config, settings.scale(), Instant.now());
        var loop = closing.add(Loop.start(config, example, narrator::say));
        step(Step.STARTED, () -> started(loop));
        closing.add(Telling.begin(loop.view(), narrator));
        play(loop, new Watch(loop.view(), settings.patience()));
        return loop;
    }

    private void play(Loop loop, Watch watch) throws StepFailed, InterruptedException {
        var first = new FirstModel(loop, watch);
        step(Step.TRAINED, first::trained);
        step(Step.DEPLOYED, first::deployed);
        narrator.chapter("Traffic");
        var steady = closing.add(new SteadyTraffic(loop, watch));
        step(Step.PREDICTED, steady::predicted);
        var seen = closing.add(new SeenLatency(loop.view(), InstantSource.system()));
        step(Step.STATIONARY, steady::stationary);
        narrator.chapter("The world changes");
        var changed = new ChangedWorld(loop, watch);
        step(Step.DRIFTED, changed::drifted);
        step(Step.TRIGGERED, changed::triggered);
        step(Step.ANSWERED, changed::answered);
        step(Step.TRIED, changed::tried);
        step(Step.PROMOTED, changed::promoted);
        narrator.chapter("A bad version, on purpose");
        var spoiled = new SpoiledModel(loop, watch);
        step(Step.SPOILED, spoiled::spoiled);
        step(Step.ROLLED_BACK, spoiled::rolledBack);
        narrator.chapter("Final check");
        step(Step.ACCOUNTED, new FinalCheck(loop, watch, seen)::accounted);
    }

    private void step(Step step, Action action) throws StepFailed, InterruptedException {
        try {
            var happened = action.act();
            narrator.say(account.happened(step, happened.summary(), happened.figures()));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            if (signalled.isStopping()) {
                throw new InterruptedException("stopped during " + step.title());
            }
            var why = e instanceof StepFailed ? String.valueOf(e.getMessage()) : e.toString();
            account.failed(step, why);
            throw new StepFailed("[" + step.title() + "] failed: " + why, e);
        }
    }

    private Happened started(Loop loop) throws InterruptedException, StepFailed {
        loop.awaitStages(READY);
        return new Happened(
                "all stages run; console at " + loop.page(),
                Map.of("bootstrap", loop.bootstrap(), "registry", loop.registry(), "console", loop.page()));
    }

    private Path log() {
        return settings.data().resolve("demo.log");
    }

    private PipelineConfig config(PlatformAddresses addresses, LocalPorts ports) {
        return new LocalPipelines(addresses, "demo", settings.data(), ports.console())
                .read(List.of(Installation.fraudPipeline()), environment())
                .get(0);
    }

    /** The least latency, unless the user asks for another setting: the demo ends with how soon a prediction was there. */
    private static Map<String, String> environment() {
        var environment = new HashMap<>(System.getenv());
        environment.putIfAbsent(LATENCY, "low");
        return environment;
    }

    /** Stops everything, newest first, and removes the data, unless the user wants to keep it or a failure needs it. */
    @Override
    public void close() throws IOException {
        // what is closed next must not be interrupted as well
        var unused = Thread.interrupted();
        closing.close();
        if (data.isPresent()) {
            leave(data.get());
        }
    }

    private void leave(DataFolder folder) throws IOException {
        if (account.failed()) {
            narrator.list("The log is in " + log());
        } else if (settings.discard()) {
            folder.remove();
        }
        folder.close();
    }
}
