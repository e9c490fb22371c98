package io.sluicegate.console.domain;

import io.sluicegate.records.DriftReport;
import io.sluicegate.records.DriftScope;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The newest report of each subject. Beyond a bound, the subject whose last report is oldest is forgotten first. */
final class DriftFold {
    private static final int SUBJECTS = 512;
    private static final Comparator<DriftSubject> ORDER = Comparator.comparing(DriftSubject::scope)
            .thenComparing(DriftSubject::name)
            .thenComparing(DriftSubject::version);

    private final Map<Key, DriftSubject> subjects = new LinkedHashMap<>();

    void add(DriftReport report) {
        var key = new Key(report.getScope(), report.getName(), report.getVersion());
        var known = subjects.remove(key);
        subjects.put(key, known == null ? DriftSubject.first(report) : known.and(report));
        if (subjects.size() > SUBJECTS) {
            subjects.remove(subjects.keySet().iterator().next());
        }
    }

    List<DriftSubject> toList() {
        return subjects.values().stream().sorted(ORDER).toList();
    }

    private record Key(DriftScope scope, String name, String version) {}
}
