package io.sluicegate.bench.chaos.domain;

import static io.sluicegate.bench.chaos.domain.TestRecords.ONE;
import static io.sluicegate.bench.chaos.domain.TestRecords.TWO;
import static io.sluicegate.bench.chaos.domain.TestRecords.command;
import static io.sluicegate.bench.chaos.domain.TestRecords.decision;
import static io.sluicegate.bench.chaos.domain.TestRecords.revision;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandCheckTest {
    private static final AuditEntry OBEYED = obeyed("a", 5);
    private static final AuditEntry REFUSED = decision(AuditKind.REFUSED, command("b", CommandKind.ROLLBACK), null);
    private static final List<Repeated> TWICE = List.of(new Repeated("ROLLBACK of version 2", List.of("a", "b")));

    private static AuditEntry obeyed(String id, long revision) {
        return decision(
                AuditKind.ACCEPTED,
                command(id, CommandKind.ROLLBACK),
                revision(revision, ONE).build());
    }

    private static CommandCheck check(AuditEntry... audit) {
        return new CommandCheck(List.of(audit));
    }

    @Test
    void shouldHoldWhereOneIsObeyedAtItsRevisionAndOneRefused() {
        var check = check(OBEYED, REFUSED);

        assertThat(List.of(check.once(), check.atItsRevision(), check.actOnce(TWICE)))
                .allMatch(Finding::holds);
    }

    @Test
    void shouldFindACommandThatIsDecidedTwice() {
        assertThat(check(OBEYED, OBEYED, REFUSED).once().faults()).containsExactly("command a is decided 2 times");
    }

    @Test
    void shouldNotCountAnActivationAsASecondDecision() {
        var activated = decision(
                AuditKind.ACTIVATED,
                command("a", CommandKind.ROLLBACK),
                revision(6, ONE).build());

        assertThat(check(OBEYED, activated).once().holds()).isTrue();
    }

    @Test
    void shouldFindACommandThatActsAtALaterRevision() {
        assertThat(check(obeyed("a", 7)).atItsRevision().faults())
                .containsExactly("ROLLBACK 2 (a) expects revision 4, and makes revision 7");
    }

    @Test
    void shouldFindAnObeyedRollbackThatExpectsNoRevision() {
        var careless = decision(
                AuditKind.ACCEPTED,
                command("a", CommandKind.ROLLBACK).setExpectedRevision(null),
                revision(5, ONE).build());

        assertThat(check(careless).atItsRevision().faults())
                .containsExactly("ROLLBACK 2 (a) expects no revision, and is obeyed");
    }

    @Test
    void shouldFindAnObeyedAbortThatNamesNoVersion() {
        var careless = decision(
                AuditKind.ACCEPTED,
                command("a", CommandKind.ABORT).setVersion(""),
                revision(5, TWO).build());

        assertThat(check(careless).atItsRevision().faults())
                .containsExactly("ABORT  (a) names no version, and is obeyed");
    }

    @Test
    void shouldFindAWishThatActsTwice() {
        assertThat(check(OBEYED, obeyed("b", 6)).actOnce(TWICE).faults())
                .singleElement()
                .asString()
                .contains("acts 2 times");
    }

    @Test
    void shouldFindAWishThatIsNotDecided() {
        assertThat(check(OBEYED).actOnce(TWICE).faults())
                .containsExactly("ROLLBACK of version 2: command b is not decided");
    }

    @Test
    void shouldNotHoldWhereNothingWasRepeated() {
        assertThat(check(OBEYED).actOnce(List.of()).holds()).isFalse();
        assertThat(check(REFUSED).atItsRevision().holds()).isFalse();
    }
}
