package io.sluicegate.control;

import static io.sluicegate.records.AuditKind.ACCEPTED;
import static io.sluicegate.records.AuditKind.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kroxylicious.testing.kafka.api.KafkaCluster;
import io.kroxylicious.testing.kafka.common.KafkaClusterConfig;
import io.kroxylicious.testing.kafka.common.KafkaClusterExecutionMode;
import io.kroxylicious.testing.kafka.common.KafkaClusterFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.PipelineConfigReader;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.AuditKind;
import io.sluicegate.records.CommandKind;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.service.StageContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Anna registers and deploys, and Bert approves, on a broker that knows who writes and who may. */
class ApprovalRightsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CONTROL = "control";
    private static final String ANNA = "anna";
    private static final String BERT = "bert";

    @TempDir
    Path folder;

    @Test
    void shouldLetOnlyThoseApproveWhoMayWriteToTheTopicOfApprovals() throws Exception {
        try (var cluster = cluster()) {
            cluster.start();
            var config = config(cluster, CONTROL);
            try (var clients = new Clients(config.kafka(), config.service());
                    var anna = new Person(clients, login(ANNA));
                    var bert = new Person(clients, login(BERT));
                    var stage = new ControlStage(new StageContext(config, new SimpleMeterRegistry(), clients))) {
                prepare(clients);
                stage.start();

                anna.send(Topics.COMMANDS, Inputs.register("r1", "1"));
                assertThatThrownBy(() -> anna.send(Topics.APPROVALS, approval("a1")))
                        .hasRootCauseInstanceOf(TopicAuthorizationException.class);
                anna.send(Topics.COMMANDS, approval("a2"));
                anna.send(Topics.COMMANDS, Inputs.command("d1", CommandKind.DEPLOY, "1"));
                awaitAudit(clients, ACCEPTED, REFUSED, REFUSED);
                assertThatThrownBy(() -> bert.send(Topics.COMMANDS, Inputs.command("d2", CommandKind.DEPLOY, "1")))
                        .hasRootCauseInstanceOf(TopicAuthorizationException.class);

                bert.send(Topics.APPROVALS, approval("a3"));
                awaitAudit(clients, ACCEPTED, REFUSED, REFUSED, ACCEPTED);
                anna.send(Topics.COMMANDS, Inputs.command("d3", CommandKind.DEPLOY, "1"));
                awaitAudit(clients, ACCEPTED, REFUSED, REFUSED, ACCEPTED, ACCEPTED);
            }
        }
    }

    private static ModelCommand approval(String id) {
        return ModelCommand.newBuilder(Inputs.command(id, CommandKind.APPROVE, "1"))
                .setIssuedBy(BERT)
                .build();
    }

    /** Somebody with a login of their own. */
    private record Person(Clients clients, KafkaProducer<String, ModelCommand> producer) implements AutoCloseable {
        Person(Clients clients, Map<String, String> login) {
            this(clients, producer(clients, login));
        }

        private static KafkaProducer<String, ModelCommand> producer(Clients clients, Map<String, String> login) {
            var properties = new HashMap<String, Object>(login);
            properties.put("bootstrap.servers", clients.bootstrap());
            return new KafkaProducer<>(
                    properties,
                    new StringSerializer(),
                    clients.serdes().specific(ModelCommand.class).serializer());
        }

        void send(String topic, ModelCommand command) throws ExecutionException, InterruptedException {
            producer.send(new ProducerRecord<>(topic, command.getPipeline(), command))
                    .get();
        }

        @Override
        public void close() {
            producer.close();
        }
    }

    private static void awaitAudit(Clients clients, AuditKind... kinds) {
        try (var consumer = new KafkaConsumer<>(
                clients.consumerProperties("audit-" + kinds.length),
                new StringDeserializer(),
                clients.serdes().specific(AuditEntry.class).deserializer())) {
            consumer.subscribe(List.of(Topics.AUDIT));
            var audit = new ArrayList<AuditKind>();
            await().pollInSameThread().atMost(PATIENCE).untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> audit.add(record.value().getKind()));
                assertThat(audit).containsExactly(kinds);
            });
        }
    }

    /** As docs/operations.md says. */
    private static void prepare(Clients clients) throws Exception {
        try (var admin = Admin.create(clients.adminProperties())) {
            admin.createTopics(Topics.ofCluster().stream()
                            .map(topic ->
                                    new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(topic.settings()))
                            .toList())
                    .all()
                    .get();
            admin.createAcls(Stream.concat(
                                    rights(ANNA, Topics.COMMANDS).stream(), rights(BERT, Topics.APPROVALS).stream())
                            .toList())
                    .all()
                    .get();
        }
    }

    private static List<AclBinding> rights(String user, String topic) {
        return Stream.of(AclOperation.WRITE, AclOperation.DESCRIBE)
                .map(operation -> new AclBinding(
                        new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                        new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW)))
                .toList();
    }

    /** The broker itself is anonymous, on a listener of its own. */
    private static KafkaCluster cluster() {
        return KafkaClusterFactory.create(KafkaClusterConfig.builder()
                .execMode(KafkaClusterExecutionMode.IN_VM)
                .kraftMode(true)
                .brokersNum(1)
                .securityProtocol("SASL_PLAINTEXT")
                .saslMechanism("PLAIN")
                .user(CONTROL, CONTROL)
                .user(ANNA, ANNA)
                .user(BERT, BERT)
                .brokerConfig("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .brokerConfig("super.users", "User:ANONYMOUS;User:" + CONTROL)
                .build());
    }

    private static Map<String, String> login(String user) {
        return Map.of(
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(user, user));
    }

    private PipelineConfig config(KafkaCluster cluster, String user) throws IOException {
        var login = login(user);
        return PipelineConfigReader.read(
                Files.writeString(folder.resolve("fraud.yaml"), """
                        pipeline: fraud
                        kafka:
                          bootstrap: "%s"
                          registry: mock://approval-rights
                          replication: 1
                          properties:
                            security.protocol: %s
                            sasl.mechanism: %s
                            sasl.jaas.config: ${LOGIN}
                        service: {instance: control-1, data: %s, drain: 5s}
                        events: {entity: cardId, time: occurredAt}
                        features:
                          - {name: amount, type: double, field: amount}
                        model: {name: fraud-model, store: /models, approval: confined}
                        """.formatted(
                                cluster.getBootstrapServers(),
                                login.get("security.protocol"),
                                login.get("sasl.mechanism"),
                                folder)),
                Map.of("LOGIN", login.get("sasl.jaas.config")));
    }
}
