package io.sluicegate.bench.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.sluicegate.bench.chaos.domain.Fault;
import io.sluicegate.bench.chaos.domain.Finding;
import io.sluicegate.records.AuditKind;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The result of a run.
 *
 * @param ended services that ended by themselves
 * @param stalls partitions that stood still
 * @param longest the longest time that a partition gave no answer
 */
record ChaosReport(
        ChaosSettings settings,
        List<Strikes.Struck> faults,
        List<Finding> findings,
        Map<AuditKind, Integer> commands,
        List<String> ended,
        List<String> stalls,
        Duration longest,
        double seconds) {
    private static final int TOLD = 10;

    boolean holds() {
        return findings.stream().allMatch(Finding::holds);
    }

    void print(PrintStream out) {
        out.printf("%n%-58s %9s %7s %8s%n", "promise", "checked", "broken", "allowed");
        for (var finding : findings) {
            out.printf(
                    "%-58s %9d %7d %8d  %s%n",
                    finding.promise(),
                    finding.checked(),
                    finding.faults().size(),
                    finding.tolerated(),
                    verdict(finding));
        }
        findings.stream()
                .filter(finding -> !finding.holds())
                .forEach(finding -> finding.faults().stream().limit(TOLD).forEach(fault -> out.println("  " + fault)));
        out.printf("%nFaults: %s.%n", struck());
        out.printf("Commands decided: %s. Longest time without an answer: %d s.%n", commands, longest.toSeconds());
        ended.forEach(out::println);
        stalls.forEach(out::println);
        out.printf("Seed %d, %d faults, %.0f s: %s%n", settings.seed(), faults.size(), seconds, verdict());
    }

    private static String verdict(Finding finding) {
        if (finding.holds()) {
            return "holds";
        }
        return finding.faults().isEmpty() ? "NOTHING TO CHECK" : "BROKEN";
    }

    /** The number of faults of each kind. */
    private Map<Fault.Kind, Long> struck() {
        return faults.stream()
                .collect(Collectors.groupingBy(Strikes.Struck::kind, TreeMap::new, Collectors.counting()));
    }

    private String verdict() {
        return holds() ? "all promises held" : "NOT all promises held; logs and data are in " + settings.data();
    }

    void writeTo(Path file) throws IOException {
        var json = new LinkedHashMap<String, Object>();
        json.put("holds", holds());
        json.put("seed", settings.seed());
        json.put("guarantee", ChaosCommand.written(settings.guarantee()));
        json.put("latency", ChaosCommand.written(settings.latency()));
        json.put("brokers", settings.brokers());
        json.put("seconds", seconds);
        json.put("longestSilenceSeconds", longest.toMillis() / 1000.0);
        json.put("faults", faults);
        json.put("faultsByKind", struck());
        json.put("findings", findings);
        json.put("commands", commands);
        json.put("ended", ended);
        json.put("stalls", stalls);
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), json);
    }
}
