package io.sluicegate.launcher.seeing.domain;

import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import io.sluicegate.records.Statistic;
import io.sluicegate.records.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One statistic of one subject over its last windows.
 *
 * @param threshold the value past which the verdict is DRIFTED; null where the statistic only informs
 * @param values the windows' values, oldest first; NaN where a window has none
 * @param ends the windows' ends, oldest first
 * @param verdict the verdict on the newest window
 */
public record DriftChart(
        DriftScope scope,
        String name,
        String version,
        String statistic,
        @Nullable Double threshold,
        List<Double> values,
        List<Instant> ends,
        Verdict verdict) {
    private static final Comparator<Subject> ORDER =
            Comparator.comparing(Subject::scope).thenComparing(Subject::name).thenComparing(Subject::version);

    private record Subject(DriftScope scope, String name, String version) {}

    /**
     * The charts of all subjects, by scope, name and version.
     *
     * @param reports in the order of their topic
     * @param windows the most windows of a chart
     */
    public static List<DriftChart> of(List<DriftReport> reports, int windows) {
        var subjects = new TreeMap<Subject, TreeMap<Instant, DriftReport>>(ORDER);
        for (var report : reports) {
            subjects.computeIfAbsent(
                            new Subject(report.getScope(), report.getName(), report.getVersion()),
                            any -> new TreeMap<>())
                    .merge(report.getWindowEnd(), report, DriftChart::newer);
        }
        var charts = new ArrayList<DriftChart>();
        subjects.forEach((subject, all) -> charts.addAll(charts(subject, last(all.values(), windows))));
        return List.copyOf(charts);
    }

    /** A window may be reported for several tenures: the newest one counts. */
    private static DriftReport newer(DriftReport before, DriftReport after) {
        return after.getTenure() < before.getTenure() ? before : after;
    }

    private static List<DriftReport> last(Iterable<DriftReport> all, int windows) {
        var list = new ArrayList<DriftReport>();
        all.forEach(list::add);
        return list.subList(Math.max(0, list.size() - windows), list.size());
    }

    private static List<DriftChart> charts(Subject subject, List<DriftReport> windows) {
        return shown(windows).stream()
                .map(shown -> new DriftChart(
                        subject.scope(),
                        subject.name(),
                        subject.version(),
                        shown.getName(),
                        shown.getThreshold(),
                        windows.stream()
                                .map(window -> value(window, shown.getName()))
                                .toList(),
                        windows.stream().map(DriftReport::getWindowEnd).toList(),
                        windows.get(windows.size() - 1).getVerdict()))
                .toList();
    }

    /** The statistics of the newest window that has any: those with a threshold, or the first one. */
    private static List<Statistic> shown(List<DriftReport> windows) {
        var newest = Optional.<DriftReport>empty();
        for (var window : windows) {
            newest = window.getStatistics().isEmpty() ? newest : Optional.of(window);
        }
        var all = newest.map(DriftReport::getStatistics).orElse(List.of());
        var judged = all.stream().filter(it -> it.getThreshold() != null).toList();
        return judged.isEmpty() ? all.stream().limit(1).toList() : judged;
    }

    private static double value(DriftReport window, String name) {
        return window.getStatistics().stream()
                .filter(it -> it.getName().equals(name))
                .findFirst()
                .map(Statistic::getValue)
                .orElse(Double.NaN);
    }

    /** The value of the newest window; NaN where it has none. */
    public double latest() {
        return values.get(values.size() - 1);
    }

    /** The windows as small bars; the highest bar is the greatest value, or the threshold where that is greater. */
    public String bars() {
        var highest = values.stream()
                .mapToDouble(it -> it)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        return Sparkline.of(values, Math.max(highest, threshold == null ? 0 : threshold));
    }
}
