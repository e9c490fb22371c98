package io.sluicegate.fraud.retraining;

import io.sluicegate.bundle.Bundle;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.records.RetrainingTrigger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** The answer to a trigger: a version whose name, and a command whose id, follow from the trigger alone. */
record Candidate(RetrainingTrigger trigger) {

    /** The same trigger always leads to the same version. */
    String version() {
        var digest = UUID.nameUUIDFromBytes(trigger.getTriggerId().getBytes(StandardCharsets.UTF_8));
        return "retrained-" + digest.toString().substring(0, 8);
    }

    ModelCommand register(Bundle bundle, Instant now) {
        return ModelCommand.newBuilder()
                .setCommandId("register-" + trigger.getTriggerId())
                .setCorrelationId(trigger.getCorrelationId())
                .setPipeline(trigger.getPipeline())
                .setKind(CommandKind.REGISTER)
                .setModel(bundle.manifest().model())
                .setVersion(bundle.manifest().version())
                .setLocation(bundle.folder().toString())
                .setBundleDigest(bundle.digest())
                .setFeatureSetFingerprint(bundle.manifest().featureSetFingerprint())
                .setReason("answers trigger " + trigger.getTriggerId() + ": "
                        + bundle.manifest().trainedOn())
                .setIssuedBy("retraining-job")
                .setIssuedAt(now)
                .build();
    }
}
