package io.sluicegate.pipeline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluicegate.pipeline.catalogue.ProfileKind;
import io.sluicegate.pipeline.catalogue.ReportedStatistic;
import io.sluicegate.pipeline.catalogue.VectorForm;
import io.sluicegate.pipeline.config.EventSettings.Unreadable;
import io.sluicegate.pipeline.config.ExecutionSettings.Options;
import io.sluicegate.pipeline.config.FeatureDefinition.Aggregate;
import io.sluicegate.pipeline.config.FeatureDefinition.Expression;
import io.sluicegate.pipeline.config.FeatureDefinition.Field;
import io.sluicegate.pipeline.config.FeatureDefinition.Type;
import io.sluicegate.pipeline.config.FeatureDefinition.Windowed;
import io.sluicegate.pipeline.config.KafkaSettings.Guarantee;
import io.sluicegate.pipeline.config.KafkaSettings.Latency;
import io.sluicegate.pipeline.config.KafkaSettings.Profile;
import io.sluicegate.pipeline.config.ModelSettings.Approval;
import io.sluicegate.pipeline.config.ModelSettings.Isolation;
import io.sluicegate.pipeline.config.ModelSettings.Loading;
import io.sluicegate.pipeline.config.ModelSettings.OtherDefinitions;
import io.sluicegate.pipeline.config.PolicySettings.CanaryPolicy;
import io.sluicegate.pipeline.config.PolicySettings.OutcomeLimit;
import io.sluicegate.pipeline.config.PolicySettings.Persistence;
import io.sluicegate.pipeline.config.PolicySettings.RetrainPolicy;
import io.sluicegate.pipeline.config.PolicySettings.RollbackPolicy;
import io.sluicegate.records.DriftScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineConfigReaderTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("HOSTNAME", "host-1", "BROKER", "broker:9092", "PASSWORD", "hunter2");

    private static final String LEAST = """
            pipeline: fraud
            kafka:
              bootstrap: localhost:9092
              registry: http://localhost:8081
            events:
              entity: cardId
              time: occurredAt
            features:
              - {name: amount, type: double, field: amount}
            model:
              name: fraud-model
            """;

    @TempDir
    Path folder;

    @Test
    void shouldFillInEveryDefault() {
        var config = read(LEAST);

        assertThat(config)
                .isEqualTo(new PipelineConfig(
                        "fraud",
                        4,
                        new KafkaSettings(
                                "localhost:9092",
                                "http://localhost:8081",
                                Guarantee.EXACTLY_ONCE,
                                Latency.BALANCED,
                                (short) -1,
                                Map.of(),
                                Duration.ofSeconds(30),
                                Profile.PRODUCTION),
                        new ServiceSettings(
                                "host-1", Path.of("data"), "0.0.0.0", 8080, 1, Duration.ofSeconds(30), 1, List.of()),
                        new EventSettings(
                                "fraud.events",
                                "cardId",
                                Optional.empty(),
                                "occurredAt",
                                Duration.ofMinutes(10),
                                Duration.ofMinutes(5),
                                Unreadable.HOLD),
                        new FeatureSet(
                                List.of(new FeatureDefinition("amount", Type.DOUBLE, new Field("amount", false))),
                                "cardId",
                                "occurredAt"),
                        new ModelSettings(
                                "fraud-model",
                                Path.of("data/models"),
                                Approval.NONE,
                                128,
                                Duration.ofSeconds(60),
                                OtherDefinitions.REFUSE),
                        new DriftSettings(
                                Duration.ofMinutes(30),
                                Duration.ofMinutes(5),
                                Duration.ofSeconds(30),
                                Duration.ofHours(1),
                                500,
                                0.001,
                                0.2,
                                0.15,
                                Duration.ofDays(7),
                                Duration.ofDays(1),
                                100),
                        new PolicySettings(List.of(), Optional.empty(), List.of()),
                        new EndpointSettings(
                                false, Optional.empty(), 16 * 1024 * 1024, 64, Duration.ofSeconds(10), 1)));
    }

    @Test
    void shouldReadEveryKey() {
        var config = read("""
                pipeline: p1
                partitions: 8
                kafka:
                  bootstrap: ${BROKER:-nowhere}
                  registry: ${REGISTRY:-mock://p1}
                  guarantee: at-least-once
                  latency: low
                  replication: 3
                  schema-patience: 7s
                  profile: development
                  properties:
                    security.protocol: SASL_SSL
                    sasl.jaas.config: login password=${PASSWORD}
                service:
                  instance: scorer-1
                  data: /var/lib/sluicegate
                  host: 127.0.0.1
                  port: 0
                  threads: 2
                  drain: 5s
                  standbys: 2
                  names: [console.example.com]
                events:
                  topic: payments
                  entity: card
                  id: payment
                  time: at
                  lateness: 1m
                  future: 250ms
                  unreadable: dead-letter
                features:
                  - {name: amount, type: double, field: amount, required: true}
                  - {name: abroad, type: boolean, cel: event.country != event.home}
                  - {name: count, type: long, aggregate: count, window: 5m, where: event.card}
                  - {name: spend, type: double, aggregate: sum, of: amount, window: 1d}
                model:
                  name: m
                  store: models
                  approval: confined
                  batch: 64
                  prepare-timeout: 10s
                  definitions: flag
                  isolation: probe
                  load-timeout: 5s
                  load-memory: 512
                  providers: [tensorrt, openvino, cpu]
                  provider-fallback: false
                  threads: 3
                  provider-options:
                    tensorrt: {device: 1, memory-limit: 512MiB, fp16: true, batch: 256}
                    cuda: {tf32: true}
                    openvino: {device: GPU.1}
                drift:
                  window: 1m
                  grace: 2s
                  idle: 3s
                  replay-idle: 4m
                  minimum-rows: 4
                  false-alarm-rate: 0.05
                  psi: 0.6
                  ks: 0.7
                  label-horizon: 8d
                  label-lateness: 5h
                  minimum-labels: 9
                policies:
                  retrain:
                    - {name: drifted, scope: prediction, subjects: 1, persistence: 2 of 3, cooldown: 12h}
                  canary:
                    steps: [5, 25.5, 50]
                    minimum-labels: 10
                    patience: 11
                    error-rate: 0.01
                    limits:
                      - {statistic: accuracy, below: 0.05}
                  rollback:
                    - {name: worse, when: {statistic: falsePositiveRate, above: 0.1}, persistence: 1 of 2, false-alarm-every: 500}
                endpoint:
                  enabled: true
                  token: ${PASSWORD}
                  max-body: 2048
                  concurrency: 3
                  timeout: 5s
                  threads: 4
                """);

        assertThat(config)
                .isEqualTo(new PipelineConfig(
                        "p1",
                        8,
                        new KafkaSettings(
                                "broker:9092",
                                "mock://p1",
                                Guarantee.AT_LEAST_ONCE,
                                Latency.LOW,
                                (short) 3,
                                Map.of("security.protocol", "SASL_SSL", "sasl.jaas.config", "login password=hunter2"),
                                Duration.ofSeconds(7),
                                Profile.DEVELOPMENT),
                        new ServiceSettings(
                                "scorer-1",
                                Path.of("/var/lib/sluicegate"),
                                "127.0.0.1",
                                0,
                                2,
                                Duration.ofSeconds(5),
                                2,
                                List.of("console.example.com")),
                        new EventSettings(
                                "payments",
                                "card",
                                Optional.of("payment"),
                                "at",
                                Duration.ofMinutes(1),
                                Duration.ofMillis(250),
                                Unreadable.DEAD_LETTER),
                        new FeatureSet(
                                List.of(
                                        new FeatureDefinition("amount", Type.DOUBLE, new Field("amount", true)),
                                        new FeatureDefinition(
                                                "abroad", Type.BOOLEAN, new Expression("event.country != event.home")),
                                        new FeatureDefinition(
                                                "count",
                                                Type.LONG,
                                                new Windowed(
                                                        Aggregate.COUNT,
                                                        Optional.empty(),
                                                        Duration.ofMinutes(5),
                                                        Optional.of("event.card"))),
                                        new FeatureDefinition(
                                                "spend",
                                                Type.DOUBLE,
                                                new Windowed(
                                                        Aggregate.SUM,
                                                        Optional.of("amount"),
                                                        Duration.ofDays(1),
                                                        Optional.empty()))),
                                "card",
                                "at"),
                        new ModelSettings(
                                "m",
                                Path.of("models"),
                                Approval.CONFINED,
                                64,
                                Duration.ofSeconds(10),
                                OtherDefinitions.FLAG,
                                new Loading(Isolation.PROBE, Duration.ofSeconds(5), 512L << 20),
                                new ExecutionSettings(
                                        List.of(
                                                ExecutionProvider.TENSORRT,
                                                ExecutionProvider.OPENVINO,
                                                ExecutionProvider.CPU),
                                        false,
                                        Map.of(
                                                ExecutionProvider.TENSORRT,
                                                new Options(
                                                        "1",
                                                        OptionalLong.of(512L << 20),
                                                        true,
                                                        false,
                                                        OptionalInt.of(256)),
                                                ExecutionProvider.CUDA,
                                                new Options(
                                                        "0", OptionalLong.empty(), false, true, OptionalInt.empty()),
                                                ExecutionProvider.OPENVINO,
                                                new Options(
                                                        "GPU.1",
                                                        OptionalLong.empty(),
                                                        false,
                                                        false,
                                                        OptionalInt.empty())),
                                        3)),
                        new DriftSettings(
                                Duration.ofMinutes(1),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(3),
                                Duration.ofMinutes(4),
                                4,
                                0.05,
                                0.6,
                                0.7,
                                Duration.ofDays(8),
                                Duration.ofHours(5),
                                9),
                        new PolicySettings(
                                List.of(new RetrainPolicy(
                                        "drifted",
                                        DriftScope.PREDICTION,
                                        1,
                                        new Persistence(2, 3),
                                        Duration.ofHours(12))),
                                Optional.of(new CanaryPolicy(
                                        List.of(5.0, 25.5, 50.0),
                                        List.of(new OutcomeLimit(ReportedStatistic.ACCURACY, 0.05)),
                                        10,
                                        11,
                                        0.01)),
                                List.of(new RollbackPolicy(
                                        "worse",
                                        new OutcomeLimit(ReportedStatistic.FALSE_POSITIVE_RATE, 0.1),
                                        new Persistence(1, 2),
                                        500))),
                        new EndpointSettings(true, Optional.of("hunter2"), 2048, 3, Duration.ofSeconds(5), 4)));
    }

    @Test
    void shouldReportProvidersThatMeanNothing() {
        assertThat(problems(LEAST + "  providers: [gpu, cpu]\n"))
                .containsExactly(
                        "fraud.yaml:12: model.providers[0]: 'gpu' is not one of tensorrt, cuda, coreml, dml, openvino,"
                                + " xnnpack, cpu; did you mean 'cuda'?");
        assertThat(problems(LEAST + "  providers: [cuda, cpu, cuda]\n"))
                .containsExactly(
                        "fraud.yaml:12: model.providers: names a provider twice; name each once, the preferred one"
                                + " first");
        assertThat(problems(LEAST + "  providers: []\n"))
                .containsExactly(
                        "fraud.yaml:12: model.providers: has no provider; write for example [cuda, cpu], or leave the"
                                + " key out for the CPU alone");
        assertThat(problems(LEAST + "  provider-options: {cuda: {fp16: true, memory-limit: 2GB}}\n"))
                .containsExactlyInAnyOrder(
                        "fraud.yaml:12: model.provider-options.cuda.memory-limit: '2GB' is not a number of bytes above zero"
                                + " (a whole number and KiB, MiB or GiB); write for example 2GiB",
                        "fraud.yaml:12: model.provider-options.cuda.fp16: is an unknown key; known keys are"
                                + " device, memory-limit, tf32, batch");
    }

    @Test
    void shouldTakeTheBatchOfAProviderOrOfTheModel() {
        var execution = read(LEAST + "  providers: [cuda, cpu]\n  provider-options: {cuda: {batch: 512}}\n")
                .model()
                .execution();

        assertThat(execution.batch(ExecutionProvider.CUDA, 32)).isEqualTo(512);
        assertThat(execution.batch(ExecutionProvider.CPU, 32)).isEqualTo(32);
        assertThat(execution.largestBatch(32)).isEqualTo(512);
        assertThat(execution.largestBatch(1024)).isEqualTo(1024);
        assertThat(ExecutionSettings.CPU.largestBatch(32)).isEqualTo(32);
    }

    @Test
    void shouldReadTheFraudExample() {
        var config = PipelineConfigReader.read(Path.of("../examples/fraud/fraud.yaml"), ENVIRONMENT);

        assertThat(config.pipeline()).isEqualTo("fraud");
        assertThat(config.features().features()).hasSizeGreaterThan(5);
        assertThat(config.policies().canary()).isPresent();
    }

    @Test
    void shouldReportFiveMistakesAtOnceWithTheirLines() {
        var problems = problems("""
                pipeline: fraud
                partitions: many
                kafka:
                  bootstrap: ${NOWHERE}
                  registry: http://localhost:8081
                  latncy: low
                events:
                  entity: cardId
                  time: occurredAt
                  lateness: ten minutes
                features:
                  - {name: amount, type: double, field: amount}
                model:
                  batch: 32
                """);

        assertThat(problems)
                .containsExactly(
                        "fraud.yaml:2: partitions: 'many' is not a whole number from 1 to 10000; write for example 1",
                        "fraud.yaml:4: kafka.bootstrap: the environment has no NOWHERE; set NOWHERE or write ${NOWHERE:-a default}",
                        "fraud.yaml:6: kafka.latncy: is an unknown key; did you mean 'latency'?",
                        "fraud.yaml:10: events.lateness: 'ten minutes' is not a duration above zero (a whole number and ms, s, m, h or d); write for example 30s",
                        "fraud.yaml:14: model.name: is missing; add it, for example 'name: fraud-model'");
    }

    @Test
    void shouldReportContradictionsBetweenKeys() {
        var problems = problems(LEAST.replace("  - {name: amount, type: double, field: amount}", """
              - {name: amount, type: double, field: amount}
              - {name: amount, type: double, field: other}
              - {name: eventId, type: string, field: id}
              - {name: both, type: double, field: a, cel: b}
              - {name: none, type: double}
              - {name: count, type: double, aggregate: count, window: 0s, of: amount}
              - {name: odd, type: double, field: a, window: 1m}
            """.indent(-2)
                        .stripTrailing())
                + """
                policies:
                  retrain:
                    - {name: a, scope: feature, subjects: 8}
                    - {name: a, scope: outcome, persistence: 3 of 2}
                  canary:
                    steps: [50, 10]
                    limits: [{statistic: accuracy}]
                """);

        assertThat(problems)
                .extracting(problem -> problem.substring(problem.indexOf(' ') + 1))
                .containsExactly(
                        "features[1].name: 'amount' is the name of an earlier feature, too; give each its own name",
                        "features[2].name: 'eventId' is reserved for the features record's own fields; choose another name",
                        "features[3]: comes from field and cel; give it exactly one of field, cel and aggregate",
                        "features[4]: has no source; give it exactly one of field, cel and aggregate",
                        "features[5].type: is not what the aggregate gives; write long",
                        "features[5].of: means nothing for a count; take it away",
                        "features[5].window: '0s' is not a duration above zero (a whole number and ms, s, m, h or d); write for example 30s",
                        "features[6].window: means nothing for a field; take it away",
                        "policies.retrain[0].subjects: asks for more subjects than there are (7); write at most 7",
                        "policies.retrain[1].scope: outcome has no verdict to retrain on; write feature or prediction; outcomes serve rollback",
                        "policies.retrain[1].name: 'a' is the name of an earlier policy, too; give each its own name",
                        "policies.retrain[1].persistence: '3 of 2' is not so many of so many windows, the first not above the second; write for example 2 of 3",
                        "policies.canary.steps: does not ascend; order the steps from the smallest share to the largest",
                        "policies.canary.limits[0]: must have exactly one of above and below; write for example {statistic: accuracy, below: 0.05}");
    }

    @Test
    void shouldKeepNamesForFieldsOfTheFeaturesRecordThatAreToCome() {
        assertThat(problems(LEAST.replace("name: amount", "name: sluicegate_revision")))
                .singleElement()
                .asString()
                .endsWith("features[0].name: 'sluicegate_revision' is reserved for the features record's own fields;"
                        + " choose another name");
    }

    @Test
    void shouldReportAWordThatIsNoAggregateOnceAndWithTheNearest() {
        var problems = problems(LEAST.replace(
                "{name: amount, type: double, field: amount}",
                "{name: mean, type: double, aggregate: avg, of: amount, window: 1h}"));

        assertThat(problems)
                .containsExactly("fraud.yaml:9: features[0].aggregate: 'avg' is not one of count, sum, mean, max;"
                        + " did you mean 'mean'?");
    }

    @Test
    void shouldReportAWordThatIsNoTypeOnceAndWithTheNearest() {
        var problems = problems(LEAST.replace(
                "{name: amount, type: double, field: amount}",
                "{name: mean, type: float, aggregate: count, window: 1h}"));

        assertThat(problems)
                .containsExactly("fraud.yaml:9: features[0].type: 'float' is not one of double, long, boolean, string,"
                        + " vector; did you mean 'double'?");
    }

    @Test
    void shouldReadVectors() {
        var config = read(LEAST.replace("  - {name: amount, type: double, field: amount}", """
              - {name: amount, type: double, field: amount}
              - {name: pixels, type: vector, elements: uint8, shape: [28, 28], field: image.pixels, required: true}
            """.indent(-2)
                .stripTrailing()));

        assertThat(config.features().features().get(1))
                .isEqualTo(new FeatureDefinition(
                        "pixels",
                        new VectorForm(VectorForm.Element.UINT8, List.of(28, 28)),
                        new Field("image.pixels", true)));
        assertThat(config.features().profiled(ProfileKind.NUMBERS)).containsExactly("amount");
    }

    @Test
    void shouldReportContradictionsInVectors() {
        var problems = problems(LEAST.replace("  - {name: amount, type: double, field: amount}", """
              - {name: a, type: vector, field: a}
              - {name: b, type: vector, elements: float, shape: 28, field: b}
              - {name: c, type: vector, elements: uint8, shape: [28, 0], field: c}
              - {name: d, type: vector, elements: float64, shape: [1000, 1000], field: d}
              - {name: e, type: vector, elements: uint8, shape: [], field: e}
              - {name: f, type: double, elements: uint8, shape: [2], field: f}
              - {name: g, type: vector, elements: uint8, shape: [2], cel: event.g}
              - {name: h, type: vector, elements: uint8, shape: [2], aggregate: sum, of: amount, window: 1h}
            """.indent(-2)
                .stripTrailing()));

        assertThat(problems)
                .extracting(problem -> problem.substring(problem.indexOf(' ') + 1))
                .containsExactly(
                        "features[0].elements: is missing; add it, for example 'elements: float32'",
                        "features[0].shape: is missing; add it, for example 'shape: [28, 28]'",
                        "features[1].elements: 'float' is not one of float32, float64, float16, bfloat16, int8, int16, int32,"
                                + " int64, uint8, uint16, uint32, uint64, bool; did you mean 'float32'?",
                        "features[1].shape: must be a list; write one element a line, each after '- '",
                        "features[2].shape[1]: '0' is not a whole number from 1 to 2000000; write for example 1",
                        "features[3].shape: a vector of float64 [1000, 1000] takes 8000000 bytes, more than the 2000000 of a"
                                + " features record; write for example [28, 28]",
                        "features[4].shape: a vector has shape [], which isn't a positive length for each axis; write for"
                                + " example [28, 28]",
                        "features[5].elements: means nothing for a double; take it away",
                        "features[5].shape: means nothing for a double; take it away",
                        "features[6].type: is not what an expression gives; take the vector from a field of the event",
                        "features[7].type: is not what the aggregate gives; write double");
    }

    @Test
    void shouldKnowTheColumnOfAPlaceWithinAText() {
        var yaml = LEAST.replace("{name: amount, type: double, field: amount}", """
                {name: plain, type: double, cel: event.a}
                  - {name: quoted, type: double, cel: "event.a"}
                  - {name: escaped, type: double, cel: 'event.a == ''x'''}
                  - name: block
                    type: double
                    cel: |
                      1.0 +
                        event.a""");

        var fault = catchThrowableOfType(
                ConfigException.class,
                () -> PipelineConfigReader.read(file(yaml), ENVIRONMENT, (config, root) -> root.at("features")
                        .elements()
                        .forEach(feature -> feature.at("cel").problem(1, 3, "what", "todo"))));

        assertThat(fault.problems())
                .extracting(problem -> problem.place().substring(problem.place().indexOf(':')))
                .containsExactly(":9:40", ":10:42", ":11:40", ":15:9");
    }

    @Test
    void shouldRefuseAStatisticThatAPolicyCouldNeverUse() {
        var problems = problems(LEAST + """
                policies:
                  canary:
                    steps: [10]
                    limits:
                      - {statistic: falsePositivRate, above: 0.02}
                      - {statistic: psi, above: 0.2}
                      - {statistic: recall, above: 0.1}
                      - {statistic: zzzzzzzzzzzz, above: 0.1}
                      - {statistic: accuracy, below: 5}
                  rollback:
                    - {name: a, when: {statistic: acuracy, below: 0.8}}
                    - {name: b, when: {statistic: coverage, below: 0.8}}
                    - {name: c, when: {statistic: falsePositiveRate, above: 1}}
                """);

        var rates = "accuracy, falsePositiveRate, recall, precision";
        assertThat(problems)
                .extracting(problem -> problem.substring(problem.indexOf(' ') + 1))
                .containsExactly(
                        "policies.canary.limits[0].statistic: 'falsePositivRate' is no statistic of reports; did you mean 'falsePositiveRate'?",
                        "policies.canary.limits[1].statistic: 'psi' doesn't say how one version's answers fared; write one of "
                                + rates,
                        "policies.canary.limits[2]: bounds recall on the side where it is good; write 'below:'",
                        "policies.canary.limits[3].statistic: 'zzzzzzzzzzzz' is no statistic of reports; write one of "
                                + rates,
                        "policies.canary.limits[4].below: '5' is not a number above -1 and below 1; write for example 0.02",
                        "policies.rollback[0].when.statistic: 'acuracy' is no statistic of reports; did you mean 'accuracy'?",
                        "policies.rollback[1].when.statistic: 'coverage' doesn't say how one version's answers fared; write one of "
                                + rates,
                        "policies.rollback[2].when.above: '1' is not a number above 0.0 and below 1.0; write for example 0.5");
    }

    @Test
    void shouldRefuseAFutureThatMakesTrueEventsLate() {
        var yaml = LEAST.replace("  time: occurredAt", "  time: occurredAt\n  lateness: 90s\n  future: 3m");

        assertThat(problems(yaml + "drift:\n  grace: 1m\n"))
                .containsExactly(
                        "fraud.yaml:9: events.future: is longer than events.lateness (90s): after an event so far ahead,"
                                + " no window of its entity would take the true ones; write at most 90s, or a longer"
                                + " events.lateness",
                        "fraud.yaml:9: events.future: is longer than drift.grace (1m): after an event so far ahead,"
                                + " no drift window would take the true ones; write at most 1m, or a longer"
                                + " drift.grace");
        assertThat(read(yaml.replace("90s", "3m")).events().future()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void shouldNotCompareTheFutureWithWhatIsNoDuration() {
        var yaml = LEAST.replace("  time: occurredAt", "  time: occurredAt\n  lateness: long\n  future: 3m");

        assertThat(problems(yaml)).singleElement().asString().contains("events.lateness: 'long' is not a duration");
    }

    @Test
    void shouldLookNoFurtherAheadThanLatenessAndGraceAllow() {
        var late = LEAST.replace("  time: occurredAt", "  time: occurredAt\n  lateness: 2m");

        assertThat(read(late).events().future()).isEqualTo(Duration.ofMinutes(2));
        assertThat(read(late + "drift:\n  grace: 1s\n").events().future()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void shouldRefuseACanaryStepThatTriesNothing() {
        assertThat(problems(LEAST + "policies:\n  canary:\n    steps: [0, 10]\n"))
                .anySatisfy(problem -> assertThat(problem).contains("policies.canary.steps: has a step of 0"));
    }

    @Test
    void shouldReportKeysThatStandTwice() {
        assertThat(problems(LEAST + "pipeline: other\n"))
                .containsExactly("fraud.yaml:12: pipeline: stands there twice; keep one of them");
    }

    @Test
    void shouldRefuseWhatNestsOrRepeatsWithoutMeasure() {
        assertThat(problems("pipeline: " + "[".repeat(3_000)))
                .singleElement()
                .asString()
                .isEqualTo("fraud.yaml:1: can't be read: it nests lists and mappings more than 100 deep;"
                        + " write it out in a simpler form");
        assertThat(problems("pipeline: &a\n- b\n- *a\n"))
                .singleElement()
                .asString()
                .contains("fraud.yaml:3: can't be read: it contains itself");
        var bomb = new StringBuilder("a0: &a0 x\n");
        for (var i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(problems(bomb.toString()))
                .singleElement()
                .asString()
                .contains("its aliases stand for more than 10000000 values");
    }

    @Test
    void shouldReportWhatIsNoYaml() {
        assertThat(problems("pipeline: fraud\n  kafka: ["))
                .singleElement()
                .asString()
                .startsWith("fraud.yaml:2: is no YAML");
    }

    @Test
    void shouldReportAFileThatIsNotThere() {
        var fault = catchThrowableOfType(
                ConfigException.class, () -> PipelineConfigReader.read(folder.resolve("none.yaml"), Map.of()));

        assertThat(fault).hasMessageContaining("none.yaml:1: the file cannot be read (NoSuchFileException)");
    }

    @Test
    void shouldNeverShowASecret() throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "hunter3\n");
        var yaml = LEAST.replace(
                "events:",
                "  properties:\n    a.password: ${PASSWORD}\n    b.password: ${file:" + secret
                        + "}\n  latency: ${PASSWORD}\nevents:");

        var problems = problems(yaml);
        var config = read(yaml.replace("  latency: ${PASSWORD}\n", ""));

        assertThat(problems)
                .singleElement()
                .asString()
                .contains("'${PASSWORD}' is not one of low")
                .doesNotContain("hunter");
        assertThat(config.kafka().properties())
                .containsEntry("a.password", "hunter2")
                .containsEntry("b.password", "hunter3");
        assertThat(config).asString().doesNotContain("hunter");
    }

    @Test
    void shouldRefuseWhatNoPromiseWouldHoldWith() {
        var problems = problems(LEAST.replace(
                "events:", "  properties: {acks: 1, producer.enable.idempotence: false, producer.acks: all}\nevents:"));

        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "fraud.yaml:5: kafka.properties.acks: is 1, and no promise would hold with that;"
                                + " remove it: it is set by us",
                        "fraud.yaml:5: kafka.properties.producer.enable.idempotence: is false, and no promise would"
                                + " hold with that; remove it: it is set by us");
    }

    @Test
    void shouldRefuseASecretInTheFile() {
        var problems = problems(LEAST.replace("events:", "  properties: {ssl.keystore.password: hunter2}\nevents:"));

        assertThat(problems)
                .containsExactly(
                        "fraud.yaml:5: kafka.properties.ssl.keystore.password: is a secret and stands in the file;"
                                + " write ${NAME} or ${file:/path} and keep the secret there");
    }

    @Test
    void shouldRefuseATokenThatStandsInTheFile() {
        var problems = problems(LEAST + "endpoint: {enabled: true, token: hunter2}\n");

        assertThat(problems)
                .singleElement()
                .asString()
                .contains("endpoint.token: is a secret and stands in the file")
                .doesNotContain("hunter");
        assertThat(read(LEAST + "endpoint:\n  enabled: true\n  token: ${PASSWORD}\n")
                        .endpoint())
                .hasToString(
                        "EndpointSettings[enabled=true, token=set, maxBody=16777216, concurrency=64, timeout=PT10S,"
                                + " threads=1]");
    }

    @Test
    void shouldRefuseAnEmptyToken() {
        assertThat(problems(LEAST + "endpoint: {token: \"${NOWHERE:-}\"}\n"))
                .singleElement()
                .asString()
                .contains("endpoint.token: ")
                .contains("is not a text that is not empty");
    }

    @Test
    void shouldNotTakeEveryKeyForASecret() {
        var config = read(
                LEAST.replace(
                        "events:",
                        "  properties: {ssl.keystore.location: /keys, sasl.oauthbearer.token.endpoint.url: http://idp}\nevents:"));

        assertThat(config.kafka().properties()).hasSize(2);
    }

    @Test
    void shouldListTheKnownKeysWhenNoneIsNear() {
        assertThat(problems(LEAST + "drift:\n  zzzzzz: 1\n"))
                .containsExactly("fraud.yaml:13: drift.zzzzzz: is an unknown key; known keys are window, grace, idle,"
                        + " replay-idle, minimum-rows, false-alarm-rate, psi, ks, label-horizon, label-lateness,"
                        + " minimum-labels");
    }

    private PipelineConfig read(String yaml) {
        return PipelineConfigReader.read(file(yaml), ENVIRONMENT);
    }

    private List<String> problems(String yaml) {
        var fault = catchThrowableOfType(ConfigException.class, () -> read(yaml));
        assertThat(fault).as("no problem found").isNotNull();
        return fault.problems().stream()
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }

    private Path file(String yaml) {
        try {
            return Files.writeString(folder.resolve("fraud.yaml"), yaml);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
