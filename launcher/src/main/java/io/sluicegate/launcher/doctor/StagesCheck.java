package io.sluicegate.launcher.doctor;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Looks whether each stage runs anywhere: whether its consumer group has members. */
record StagesCheck(Kafka kafka) implements Check {

    @Override
    public String name() {
        return "stages";
    }

    @Override
    public List<Finding> findings() throws Exception {
        var groups = Needs.groupsByStage(kafka.config().pipeline());
        var described = kafka.admin().describeConsumerGroups(groups.values()).describedGroups();
        var members = new TreeMap<String, Integer>();
        for (var group : groups.entrySet()) {
            try {
                members.put(
                        group.getKey(),
                        Kafka.await(Objects.requireNonNull(described.get(group.getValue())))
                                .members()
                                .size());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                    throw e;
                }
                members.put(group.getKey(), 0);
            }
        }
        return findings(members);
    }

    /** @param threads the threads by stage */
    static List<Finding> findings(Map<String, Integer> threads) {
        return threads.entrySet().stream()
                .map(stage -> stage.getValue() == 0
                        ? Finding.warning(
                                stage.getKey(),
                                "no instance runs",
                                "start one with sluicegate run " + stage.getKey()
                                        + "; if one has stopped, the last line of its log says why")
                        : Finding.ok(stage.getKey(), "runs with " + count(stage.getValue())))
                .toList();
    }

    private static String count(int threads) {
        return threads == 1 ? "1 thread" : threads + " threads";
    }
}
