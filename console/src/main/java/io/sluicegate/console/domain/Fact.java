package io.sluicegate.console.domain;

import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.InstanceStatus;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.RetrainingTrigger;
import java.time.Instant;
import java.util.Optional;

/** One record of the pipeline's topics. */
public sealed interface Fact {

    /**
     * A prediction.
     *
     * @param appended when the broker wrote it
     * @param ingested when the broker wrote the event it is about; empty where no header says so
     */
    record Predicted(Prediction prediction, Instant appended, Optional<Instant> ingested) implements Fact {}

    /** A drift report. */
    record Reported(DriftReport report) implements Fact {}

    /** A retraining trigger. */
    record Triggered(RetrainingTrigger trigger) implements Fact {}

    /** A revision of the deployment. */
    record Deployed(Deployment deployment) implements Fact {}

    /** The registration of a version. */
    record Registered(ModelRegistration registration) implements Fact {}

    /** An audit entry. */
    record Audited(AuditEntry entry) implements Fact {}

    /** A heartbeat of a scorer instance. */
    record Beaten(InstanceStatus status) implements Fact {}

    /**
     * A dead letter.
     *
     * @param topic the dead-letter topic
     * @param code the error code, as its header says
     */
    record Buried(String topic, String code, Instant appended) implements Fact {}

    /** A record that the console can't decode. */
    record Unreadable(String topic) implements Fact {}
}
