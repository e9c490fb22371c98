package io.sluicegate.launcher.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.launcher.doctor.Finding.State;
import io.sluicegate.runtime.http.Json;
import io.sluicegate.runtime.kafka.KafkaUnreachable;
import io.sluicegate.runtime.registry.RegistryUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class DoctorTest {
    private static final Finding FINE = Finding.ok("here", "all is well");
    private static final Finding BAD = Finding.problem("there", "it is broken", "mend it");

    private final CountDownLatch never = new CountDownLatch(1);

    @Test
    void shouldShowEachCheckBesideOnesThatFailOrHang() throws Exception {
        var examinations = new Doctor(Duration.ofMillis(200))
                .examine(List.of(
                        check("hangs", () -> {
                            never.await();
                            return List.of();
                        }),
                        check("fails", () -> {
                            throw new IllegalStateException("what a surprise");
                        }),
                        check("breaks", () -> {
                            throw new NoClassDefFoundError("gone");
                        }),
                        check("works", () -> List.of(FINE))));

        assertThat(examinations).extracting(Examination::check).containsExactly("hangs", "fails", "breaks", "works");
        assertThat(examinations.get(0).findings()).singleElement().satisfies(it -> {
            assertThat(it.state()).isEqualTo(State.UNKNOWN);
            assertThat(it.what()).contains("no result within");
        });
        assertThat(examinations.get(1).findings().get(0).what()).isEqualTo("what a surprise");
        assertThat(examinations.get(2).findings().get(0).what()).isEqualTo("gone");
        assertThat(examinations.get(3).findings()).containsExactly(FINE);
    }

    @Test
    void shouldSayWhoDoesNotAnswerInsteadOfHow() {
        assertThat(Excuse.of(new KafkaUnreachable("a:1", new TimeoutException()))
                        .what())
                .isEqualTo("Kafka doesn't answer");
        assertThat(Excuse.of(new org.apache.kafka.common.errors.TimeoutException("listTopics"))
                        .what())
                .isEqualTo("Kafka doesn't answer");
        assertThat(Excuse.of(new RegistryUnavailable("down", new TimeoutException()))
                        .what())
                .isEqualTo("the schema registry doesn't answer");
        assertThat(Excuse.of(new org.apache.kafka.common.errors.ClusterAuthorizationException("not you")))
                .satisfies(it -> assertThat(it.what()).contains("refuses to answer", "not you"));
    }

    @Test
    void shouldExitWithOneIfThereIsAProblemAndElseWithZero() {
        var unsure = Finding.unknown("there", "nobody knows", "ask");
        var risky = Finding.warning("there", "it may break", "look after it");

        assertThat(report(FINE, unsure, risky).exitCode()).isZero();
        assertThat(report(FINE, BAD, risky).exitCode()).isEqualTo(1);
    }

    @Test
    void shouldGiveEachFindingWithItsRemedyAsJson() {
        assertThat(Json.write(report(FINE, BAD).json()))
                .isEqualTo("{\"pipeline\":\"fraud\",\"state\":\"problem\",\"checks\":[{\"check\":\"things\","
                        + "\"state\":\"problem\",\"findings\":[{\"state\":\"ok\",\"where\":\"here\",\"what\":\"all is well\","
                        + "\"remedy\":\"\"},{\"state\":\"problem\",\"where\":\"there\",\"what\":\"it is broken\","
                        + "\"remedy\":\"mend it\"}]}]}");
    }

    private static Report report(Finding... findings) {
        return new Report("fraud", List.of(new Examination("things", List.of(findings))));
    }

    private static Check check(String name, Callable<List<Finding>> findings) {
        return new Check() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<Finding> findings() throws Exception {
                return findings.call();
            }
        };
    }
}
