package io.sluicegate.launcher.cases;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The result of one case.
 *
 * @param error why the case couldn't be run; empty if it was
 */
record CaseResult(Suite suite, Case of, Duration taken, List<Difference> differences, Optional<String> error) {

    boolean isSuccess() {
        return differences.isEmpty() && error.isEmpty();
    }
}
