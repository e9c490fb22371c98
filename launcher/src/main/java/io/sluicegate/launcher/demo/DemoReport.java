package io.sluicegate.launcher.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** The report of one demo: which steps happened, when, and with which figures. */
public final class DemoReport {
    private final LongSupplier nanos;
    private final long startNanos;
    private final List<StepResult> results = new ArrayList<>();

    public DemoReport() {
        this(System::nanoTime);
    }

    /** @param nanos a clock such as {@link System#nanoTime} */
    DemoReport(LongSupplier nanos) {
        this.nanos = nanos;
        this.startNanos = nanos.getAsLong();
    }

    public Duration elapsed() {
        return Duration.ofNanos(nanos.getAsLong() - startNanos);
    }

    public synchronized StepResult happened(Step step, String summary, Map<String, Object> figures) {
        return add(new StepResult(step, true, elapsed(), summary, figures));
    }

    public synchronized StepResult failed(Step step, String why) {
        return add(new StepResult(step, false, elapsed(), why, Map.of()));
    }

    private StepResult add(StepResult result) {
        results.add(result);
        return result;
    }

    /** True once every step has happened. */
    public synchronized boolean closed() {
        return missing().isEmpty();
    }

    /** True when a step was tried and did not happen. */
    public synchronized boolean failed() {
        return results.stream().anyMatch(result -> !result.happened());
    }

    /** The steps that have not happened. */
    public synchronized Set<Step> missing() {
        var missing = EnumSet.allOf(Step.class);
        results.stream().filter(StepResult::happened).map(StepResult::step).forEach(missing::remove);
        return missing;
    }

    public synchronized List<StepResult> results() {
        return List.copyOf(results);
    }

    /** Writes every step with its time and figures. */
    public synchronized void writeTo(Path file) throws IOException {
        var json = new LinkedHashMap<String, Object>();
        json.put("closed", closed());
        json.put("seconds", elapsed().toMillis() / 1000.0);
        json.put("steps", results.stream().map(StepResult::asJson).toList());
        json.put("missing", missing().stream().map(Step::key).toList());
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), json);
    }
}
