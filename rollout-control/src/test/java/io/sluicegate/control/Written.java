package io.sluicegate.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.ModelRegistration;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;

/** What rollout control wrote, from whatever broker: the same checks for the test driver and the live one. */
public record Written(List<ModelRegistration> models, List<Deployment> deployments, List<AuditEntry> audit) {

    /** Revisions count up by one, and the account embeds each revision and each registration exactly as they were written. */
    public Written assertConsistent() {
        assertThat(deployments)
                .extracting(Deployment::getRevision)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, deployments.size()).boxed().toList());
        assertThat(audit.stream().map(AuditEntry::getDeployment).filter(Objects::nonNull))
                .containsExactlyElementsOf(deployments);
        assertThat(audit.stream().map(AuditEntry::getRegistration).filter(Objects::nonNull))
                .containsExactlyElementsOf(models);
        assertThat(audit).extracting(AuditEntry::getAuditId).doesNotHaveDuplicates();
        assertThat(audit).extracting(AuditEntry::getCommand).doesNotContainNull();
        return this;
    }

    public Written assertAudit(AuditKind... kinds) {
        assertThat(audit).extracting(AuditEntry::getKind).containsExactly(kinds);
        return this;
    }

    public Deployment inForce() {
        return deployments.get(deployments.size() - 1);
    }
}
