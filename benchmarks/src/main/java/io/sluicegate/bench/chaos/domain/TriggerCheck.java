package io.sluicegate.bench.chaos.domain;

import io.sluicegate.records.DriftReport;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.OffsetRange;
import io.sluicegate.records.RetrainingTrigger;
import io.sluicegate.records.Verdict;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the retraining trigger's decisions with the drift reports in the log. */
public final class TriggerCheck {
    private final Map<String, List<DriftReport>> reports;
    private final List<RetrainingTrigger> triggers;
    private final List<ModelCommand> commands;

    /**
     * Takes what was read.
     *
     * @param commands those that the retraining trigger gave
     */
    public TriggerCheck(List<DriftReport> reports, List<RetrainingTrigger> triggers, List<ModelCommand> commands) {
        this.reports = reports.stream().collect(Collectors.groupingBy(DriftReport::getReportId));
        this.triggers = List.copyOf(triggers);
        this.commands = List.copyOf(commands);
    }

    /** No trigger and no command is there twice; it promises that by whatever guarantee. */
    public Finding once() {
        var seen = new HashSet<String>();
        var faults = Stream.concat(
                        triggers.stream().map(trigger -> "trigger " + trigger.getTriggerId()),
                        commands.stream().map(command -> "command " + command.getCommandId()))
                .filter(what -> !seen.add(what))
                .map(what -> what + " is given again")
                .toList();
        return new Finding("each trigger and its commands are given once", triggers.size() + commands.size(), faults);
    }

    /** Each trigger names reports that are in the log and drifted, and exactly the records that these were made of. */
    public Finding founded() {
        var faults = triggers.stream()
                .flatMap(trigger ->
                        breaches(trigger).stream().map(why -> "trigger " + trigger.getTriggerId() + ": " + why))
                .toList();
        return new Finding("each trigger rests on drifted reports in the log", triggers.size(), faults);
    }

    private List<String> breaches(RetrainingTrigger trigger) {
        var evidence = trigger.getReports().stream()
                .flatMap(id -> reports.getOrDefault(id, List.of()).stream())
                .filter(report -> report.getVerdict() == Verdict.DRIFTED)
                .toList();
        var faults = new ArrayList<String>();
        if (trigger.getReports().isEmpty()) {
            faults.add("it rests on nothing");
        }
        trigger.getReports().stream()
                .filter(id -> evidence.stream()
                        .noneMatch(report -> report.getReportId().equals(id)))
                .map(id -> "the log has no drifted report " + id)
                .forEach(faults::add);
        if (!records(trigger.getSources()).equals(records(sources(evidence)))) {
            faults.add("it names %s, its reports %s".formatted(trigger.getSources(), sources(evidence)));
        }
        return faults;
    }

    private static List<OffsetRange> sources(List<DriftReport> evidence) {
        return evidence.stream()
                .flatMap(report -> report.getSources().stream())
                .distinct()
                .toList();
    }

    /** The offsets of each partition. */
    private static Map<String, BitSet> records(Collection<OffsetRange> ranges) {
        var records = new TreeMap<String, BitSet>();
        ranges.forEach(range -> records.computeIfAbsent(
                        range.getTopic() + "-" + range.getPartition(), partition -> new BitSet())
                .set((int) range.getFromOffset(), (int) range.getUntilOffset()));
        records.values().removeIf(BitSet::isEmpty);
        return records;
    }
}
