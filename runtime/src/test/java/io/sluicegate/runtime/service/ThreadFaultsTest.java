package io.sluicegate.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.runtime.binary.UnreadableState;
import io.sluicegate.runtime.kafka.IncompatibleSchema;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

class ThreadFaultsTest {
    private List<String> missing = List.of();
    private long now;
    private final ThreadFaults faults = new ThreadFaults(4, () -> missing, () -> now);

    @Test
    void shouldReplaceAThreadHoweverOftenItWaitsForWhatPasses() {
        var away = new StreamsException("task failed", new TimeoutException("broker is away"));
        var ended = new StreamsException("commit failed", new InvalidTxnStateException("broker has ended it"));
        var seeming = new MissingSourceTopicException("says a consumer that lost all brokers");

        assertThat(IntStream.range(0, 100)).allSatisfy(i -> {
            assertThat(faults.stop("s", "thread-1", away)).isEmpty();
            assertThat(faults.stop("s", "thread-1", ended)).isEmpty();
            assertThat(faults.stop("s", "thread-1", seeming)).isEmpty();
        });
    }

    @Test
    void shouldStopAtWhatAPersonHasToChange() {
        missing = List.of("p.events", "p.labels");
        assertThat(faults.stop("s", "thread-1", new MissingSourceTopicException("some are missing")))
                .hasValueSatisfying(it -> {
                    assertThat(it.code()).isEqualTo(ExitCode.KAFKA);
                    assertThat(it.line()).contains("p.events, p.labels").contains("sluicegate topics apply");
                });
        assertThat(faults.stop("s", "thread-1", new StreamsException(new TopicAuthorizationException("no rights"))))
                .hasValueSatisfying(it -> assertThat(it.line()).contains("rights of their user"));
        assertThat(faults.stop("s", "thread-1", new SaslAuthenticationException("wrong password")))
                .hasValueSatisfying(it -> assertThat(it.line()).contains("credentials"));
        assertThat(faults.stop("s", "thread-1", new StreamsException(new FencedInstanceIdException("fenced"))))
                .hasValueSatisfying(it -> assertThat(it.line()).contains("service.instance"));
        assertThat(faults.stop(
                        "s", "thread-1", new StreamsException(new RecordTooLargeException("the broker took less"))))
                .hasValueSatisfying(it -> assertThat(it.line()).contains("max.message.bytes"));
    }

    @Test
    void shouldStopAtASchemaThatTheRegistryRefuses() {
        var fault = new StreamsException(new IncompatibleSchema("p.features-value", "a field changed its type"));

        assertThat(faults.stop("s", "thread-1", fault)).hasValueSatisfying(it -> {
            assertThat(it.code()).isEqualTo(ExitCode.BAD_CONFIGURATION);
            assertThat(it.line()).contains("p.features-value").contains("a field changed its type");
        });
    }

    @Test
    void shouldStopWhenAStateCannotBeWritten() {
        var full = new RocksDBException("No space left", new Status(Status.Code.IOError, Status.SubCode.NoSpace, ""));

        assertThat(Stream.of(
                        new ProcessorStateException("can't write store s at /d", full),
                        new ProcessorStateException("can't write store s at /d", new IOException("No space left")),
                        new ProcessorStateException("task directory [/d] doesn't exist and couldn't be created")))
                .allSatisfy(fault -> assertThat(faults.stop("s", "thread-1", new StreamsException(fault)))
                        .hasValueSatisfying(it -> {
                            assertThat(it.code()).isEqualTo(ExitCode.UNWRITABLE);
                            assertThat(it.line()).contains("/d").contains("make room");
                        }));
    }

    @Test
    void shouldStopWhenAStateCannotBeRead() {
        var newer = new UnreadableState("windows", "a value has version 9, and this Sluicegate reads 8", null);

        assertThat(faults.stop("s", "thread-1", new StreamsException(newer))).hasValueSatisfying(it -> {
            assertThat(it.code()).isEqualTo(ExitCode.UNREADABLE);
            assertThat(it.line()).startsWith("s: the state in windows").contains("docs/operations.md");
        });
    }

    @Test
    void shouldReplaceAThreadWhoseStateIsBrokenOtherwise() {
        var odd = new RocksDBException("odd", new Status(Status.Code.Corruption, Status.SubCode.None, ""));

        assertThat(faults.stop("s", "thread-1", new ProcessorStateException("store s", odd)))
                .isEmpty();
    }

    @Test
    void shouldStopWhenTheUnknownKeepsHappening() {
        var fault = new StreamsException(new IllegalStateException("odd"));

        assertThat(IntStream.range(0, 3))
                .allSatisfy(i -> assertThat(faults.stop("s", "thread-1", fault)).isEmpty());
        assertThat(faults.stop("s", "thread-1", fault)).hasValueSatisfying(it -> {
            assertThat(it.code()).isEqualTo(ExitCode.UNEXPECTED);
            assertThat(it.line()).contains("odd").contains("report it");
        });
    }

    @Test
    void shouldCountThreadsThatFailOnTheSameThingAtTheSameMomentOnce() {
        for (int incident = 0; incident < 3; incident++) {
            for (int thread = 1; thread <= 4; thread++) {
                assertThat(faults.stop("s", "thread-" + thread, odd(thread))).isEmpty();
                now += 1_000_000;
            }
        }

        assertThat(faults.stop("s", "thread-1", odd(1))).isPresent();
    }

    @Test
    void shouldCountThreadsThatFailOnDifferentThingsEach() {
        var faultsOfThreads = List.of(
                new StreamsException(new IllegalStateException("odd")),
                new StreamsException(new IllegalArgumentException("odd")),
                new StreamsException(new ArithmeticException("odd")));

        IntStream.range(0, 3).forEach(i -> assertThat(faults.stop("s", "thread-" + i, faultsOfThreads.get(i)))
                .isEmpty());
        assertThat(faults.stop("s", "thread-4", new StreamsException(new NullPointerException())))
                .isPresent();
    }

    private static StreamsException odd(int thread) {
        return new StreamsException(new IllegalStateException("odd on partition " + thread));
    }

    @Test
    void shouldStopAtOnceAtAnError() {
        assertThat(faults.stop("s", "thread-1", new OutOfMemoryError("heap"))).isPresent();
    }
}
