package io.sluicegate.scorer.batching;

import static io.sluicegate.scorer.TestFeatures.TOPICS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.noop.NoopTimer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.pipeline.catalogue.ErrorCode;
import io.sluicegate.pipeline.config.ModelSettings.OtherDefinitions;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.records.Role;
import io.sluicegate.runtime.avro.WireFormat;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.metrics.PipelineMetrics;
import io.sluicegate.scorer.TestBundles;
import io.sluicegate.scorer.TestDeployments;
import io.sluicegate.scorer.TestEvent;
import io.sluicegate.scorer.TestFeatures;
import io.sluicegate.scorer.TestModels;
import io.sluicegate.scorer.TestPipeline;
import io.sluicegate.scorer.domain.RawRecord;
import io.sluicegate.scorer.domain.Router;
import io.sluicegate.scorer.predictions.Answer;
import io.sluicegate.scorer.predictions.PredictionSchemas;
import io.sluicegate.scorer.versions.ModelHolder;
import io.sluicegate.scorer.versions.Serving;
import io.sluicegate.scorer.versions.VersionLoader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with a record that is scored ahead stays with that record. */
class BatchScorerTest {
    private static final byte[] KEY = "card".getBytes(UTF_8);
    private static final TestEvent EVENT = TestEvent.of(0, 1, 1).get(0);

    /** The length of a string, larger than any string may be. */
    private static final byte[] HUGE = {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 1};

    @TempDir
    Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PipelineMetrics metrics = new PipelineMetrics(meters, "fraud");
    private TestBundles bundles;
    private ModelHolder holder;
    private Clients clients;
    private byte[] good;

    @BeforeEach
    void open() {
        bundles = new TestBundles(folder);
        holder = new ModelHolder(
                new VersionLoader(
                        TestBundles.MODEL,
                        TestBundles.FEATURE_SET,
                        32,
                        TestBundles.PATIENT,
                        folder.resolve("marks"),
                        OtherDefinitions.REFUSE,
                        TestBundles.ANYWHERE),
                metrics,
                Duration.ofMinutes(10));
        holder.accept(TestDeployments.revision(1).primary(bundles.linear(1)).view());
        assertThat(holder.await(Serving::isReady, Duration.ofSeconds(60))).isPresent();
        clients = clients("mock://" + UUID.randomUUID());
        good = new TestFeatures(clients).bytes(EVENT);
    }

    @AfterEach
    void close() {
        holder.close();
    }

    @Test
    void shouldAnswerABrokenBodyByItselfOnly() {
        var id = WireFormat.schemaId(good).orElseThrow();
        var broken = ByteBuffer.allocate(WireFormat.HEADER + HUGE.length)
                .put(header(id))
                .put(HUGE)
                .array();

        var answers = score(clients, good, broken, good);

        assertThat(answers.get(0)).containsInstanceOf(Answer.Scored.class);
        assertThat(answers.get(1)).get().isInstanceOfSatisfying(Answer.Unreadable.class, answer -> assertThat(
                        answer.rejection().code())
                .isEqualTo(ErrorCode.UNDECODABLE));
        assertThat(answers.get(2)).containsInstanceOf(Answer.Scored.class);
    }

    @Test
    void shouldLeaveWhatFailsAheadForItsTurn() {
        var absent = new DeployedVersion("9", folder.resolve("nowhere").toString(), "abc");
        var primary = bundles.linear(1);
        holder.accept(TestDeployments.revision(2)
                .primary(primary)
                .candidate(absent, 5_000)
                .view());
        var ofPrimary = keyOf(Role.PRIMARY);
        var ofAbsent = keyOf(Role.CANDIDATE);

        var answers = score(
                clients,
                List.of(
                        new RawRecord(0, 0, ofPrimary, good),
                        new RawRecord(0, 1, ofAbsent, good),
                        new RawRecord(0, 2, ofPrimary, good)));

        assertThat(answers.get(0)).containsInstanceOf(Answer.Scored.class);
        assertThat(answers.get(1)).isEmpty();
        assertThat(answers.get(2)).containsInstanceOf(Answer.Scored.class);
    }

    @Test
    void shouldChargeAFaultOfOursToARecordThatIsScoredAlone() {
        var faulty = new BatchScorer(
                TOPICS.features(),
                clients.schemas(),
                32,
                new PipelineMetrics(new FaultyMeters(), "fraud"),
                InstantSource.system(),
                TestBundles.rule());
        faulty.writeUnder(new PredictionSchemas(1, 2));
        var first = new RawRecord(0, 0, KEY, good);
        var second = new RawRecord(0, 1, KEY, good);

        assertThat(faulty.score(List.of(first, second), holder.serving())).containsOnly(Optional.empty());
        assertThatThrownBy(() -> faulty.score(List.of(first), holder.serving())).hasMessage("a fault of ours");
    }

    @Test
    void shouldScoreLargerBatchesOnceAVersionThatTakesFewRowsHasGone() {
        var scorer = new BatchScorer(
                TOPICS.features(), clients.schemas(), 32, metrics, InstantSource.system(), TestBundles.rule());
        scorer.writeUnder(new PredictionSchemas(1, 2));
        var primary = bundles.linear(1);
        var heavy = bundles.publish(TestBundles.manifest("2"), TestModels.looping(0, 60, 0), 0);
        holder.accept(TestDeployments.revision(2)
                .primary(primary)
                .candidate(heavy, 5_000)
                .view());
        assertThat(holder.await(it -> it.isReady() && it.revision() == 2, Duration.ofSeconds(60)))
                .isPresent();
        var record = new RawRecord(0, 0, keyOf(Role.PRIMARY), good);
        assertThat(scorer.score(List.of(record), holder.serving()).get(0)).containsInstanceOf(Answer.Scored.class);
        var few = holder.serving().batch();

        holder.accept(TestDeployments.revision(3).primary(primary).view());
        var more = Collections.nCopies(holder.serving().batch(), record);

        assertThat(more).hasSizeGreaterThan(few);
        assertThat(scorer.score(more, holder.serving()))
                .allSatisfy(it -> assertThat(it).containsInstanceOf(Answer.Scored.class));
    }

    /** Fails on each call of a model. */
    private static final class FaultyMeters extends SimpleMeterRegistry {
        @Override
        protected Timer newTimer(Meter.Id id, DistributionStatisticConfig distribution, PauseDetector pauseDetector) {
            return new NoopTimer(id) {
                @Override
                public void record(long amount, TimeUnit unit) {
                    throw new IllegalStateException("a fault of ours");
                }
            };
        }
    }

    @Test
    void shouldAskASilentRegistryForNoRecordAhead() throws IOException {
        Set<String> asked = new ConcurrentSkipListSet<>();
        var silent = silentRegistry(asked);
        try {
            var answers = score(
                    clients("http://localhost:" + silent.getAddress().getPort()),
                    new byte[] {9},
                    header(7),
                    header(8),
                    header(9));

            assertThat(answers.get(0)).containsInstanceOf(Answer.Unreadable.class);
            assertThat(answers.subList(1, 4)).containsOnly(Optional.empty());
            assertThat(asked).isEmpty();
        } finally {
            silent.stop(0);
        }
    }

    private static HttpServer silentRegistry(Set<String> asked) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private List<Optional<Answer>> score(Clients with, byte[]... values) {
        return score(
                with,
                IntStream.range(0, values.length)
                        .mapToObj(i -> new RawRecord(0, i, KEY, values[i]))
                        .toList());
    }

    private List<Optional<Answer>> score(Clients with, List<RawRecord> batch) {
        var scorer = new BatchScorer(
                TOPICS.features(), with.schemas(), 32, metrics, InstantSource.system(), TestBundles.rule());
        scorer.writeUnder(new PredictionSchemas(1, 2));
        return scorer.score(batch, holder.serving());
    }

    private byte[] keyOf(Role role) {
        var router = Router.of(holder.serving().deployment().orElseThrow());
        return IntStream.range(0, 1_000)
                .mapToObj(i -> ("card-" + i).getBytes(UTF_8))
                .filter(key -> router.decide(key).arm().role() == role)
                .findFirst()
                .orElseThrow();
    }

    private static byte[] header(int schemaId) {
        return ByteBuffer.allocate(WireFormat.HEADER).putInt(1, schemaId).array();
    }

    private Clients clients(String registry) {
        return new TestPipeline("unused:1", registry, folder).context(meters).clients();
    }
}
