package io.sluicegate.launcher.demo;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The result of one step.
 *
 * @param at time from the start of the demo to the end of the step
 * @param summary what happened, or why the step failed, in words
 * @param figures what was measured
 */
public record StepResult(Step step, boolean happened, Duration at, String summary, Map<String, Object> figures) {

    /** The form that the JSON file shows. */
    Map<String, Object> asJson() {
        var json = new LinkedHashMap<String, Object>();
        json.put("step", step.key());
        json.put("meaning", step.meaning());
        json.put("happened", happened);
        json.put("seconds", at.toMillis() / 1000.0);
        json.put("summary", summary);
        json.put("figures", figures);
        return json;
    }
}
