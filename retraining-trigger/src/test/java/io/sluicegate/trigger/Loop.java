package io.sluicegate.trigger;

import static io.sluicegate.trigger.Reports.START;
import static io.sluicegate.trigger.Reports.end;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.records.CommandKind;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.RetrainingTrigger;
import io.sluicegate.records.Verdict;
import java.time.Instant;
import java.util.List;

/**
 * The whole loop, seen from the retraining trigger: drift, trigger, answer, canary, promotion, and a bad version that is rolled
 * back. The same for the test driver and the live broker.
 */
public final class Loop {

    /** Where the stage reads from and writes to. */
    public interface Broker {
        void report(DriftReport report);

        void deployment(Deployment deployment);

        void registration(ModelRegistration registration);

        /** The triggers so far, once there are so many. */
        List<RetrainingTrigger> triggers(int count);

        /** The commands so far, once there are so many. */
        List<ModelCommand> commands(int count);
    }

    private final Broker broker;
    private long revision;

    public Loop(Broker broker) {
        this.broker = broker;
    }

    public void runAndCheck() {
        obeyed(START, "1", null, 0, "operator");
        drift(1);
        drift(2);
        var trigger = broker.triggers(1).get(0);
        assertThat(trigger.getWindowEnd()).isEqualTo(end(2));

        broker.registration(Reports.registration("2", trigger.getCorrelationId()));
        expect(1, CommandKind.CANARY, "2");
        obeyed(end(2).plusSeconds(60), "1", "2", 1000, broker.commands(1).get(0).getCommandId());
        outcomes(3);
        expect(2, CommandKind.SHIFT, "2");
        obeyed(end(3).plusSeconds(60), "1", "2", 5000, broker.commands(2).get(1).getCommandId());
        outcomes(4);
        expect(3, CommandKind.PROMOTE, "2");
        obeyed(end(4).plusSeconds(60), "2", null, 0, broker.commands(3).get(2).getCommandId());

        obeyed(end(5).plusSeconds(60), "3", null, 0, "operator");
        broker.report(Reports.outcome(6, "3", revision, 200, 0.5));
        expect(4, CommandKind.ROLLBACK, "3");

        assertThat(broker.triggers(1)).hasSize(1);
        assertThat(broker.commands(4))
                .hasSize(4)
                .extracting(ModelCommand::getExpectedRevision)
                .containsExactly(1L, 2L, 3L, 5L);
        assertThat(broker.commands(4).subList(0, 3))
                .extracting(ModelCommand::getCorrelationId)
                .containsOnly(trigger.getCorrelationId());
    }

    private void expect(int count, CommandKind kind, String version) {
        var command = broker.commands(count).get(count - 1);
        assertThat(command.getKind()).isEqualTo(kind);
        assertThat(command.getVersion()).isEqualTo(version);
    }

    private void obeyed(Instant at, String primary, String candidate, int buckets, String commandId) {
        revision++;
        var deployment = Reports.deployment(revision, at, primary, candidate, buckets);
        deployment.setWarm(primary.equals("1") ? List.of() : List.of(Reports.version("1")));
        deployment.setCommandId(commandId);
        if (!commandId.equals("operator")) {
            deployment.setCorrelationId("window-2");
        }
        broker.deployment(deployment);
    }

    private void drift(int window) {
        for (var name : List.of("a", "b", "c")) {
            broker.report(Reports.feature(window, name, "1", Verdict.DRIFTED));
        }
    }

    private void outcomes(int window) {
        broker.report(Reports.outcome(window, "1", revision, 5_000, 0.05));
        broker.report(Reports.outcome(window, "2", revision, 5_000, 0.05));
    }
}
