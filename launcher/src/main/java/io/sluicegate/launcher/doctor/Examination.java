package io.sluicegate.launcher.doctor;

import io.sluicegate.runtime.http.Json;
import java.util.List;
import java.util.Map;

/** What one check found. */
record Examination(String check, List<Finding> findings) {

    Map<String, Object> json() {
        return Json.object(
                "check",
                check,
                "state",
                Finding.worst(findings),
                "findings",
                findings.stream().map(Finding::json).toList());
    }
}
