package io.sluicegate.launcher.doctor;

import io.sluicegate.launcher.cli.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.jspecify.annotations.Nullable;

/**
 * Asks each address of {@code kafka.bootstrap}, and then each broker at the address that it gives to clients: a broker that answers at
 * the first and not at the second is of no use.
 */
record BrokersCheck(Kafka kafka) implements Check {
    private static final String WRONG_BOOTSTRAP =
            "check that the broker runs, and that kafka.bootstrap and kafka.properties are right; sluicegate up starts a local one";
    private static final String WRONG_LISTENER =
            "check that the broker runs, and that its advertised.listeners name an address that this machine reaches";

    /** The brokers that one address named, or why it named none. */
    private record Answer(
            Collection<Node> brokers, @Nullable String fault) {}

    /** A question under way: the client, or why there is none, and what it asked. */
    private record Question(Optional<Admin> admin, String fault) {}

    @Override
    public String name() {
        return "brokers";
    }

    @Override
    public List<Finding> findings() throws InterruptedException {
        var first = ask(Set.of(kafka.config().kafka().bootstrap().split("\\s*,\\s*")));
        var brokers = new LinkedHashSet<String>();
        first.values().stream().flatMap(it -> it.brokers().stream()).forEach(it -> brokers.add(address(it)));
        brokers.removeIf(it -> first.containsKey(it) && first.get(it).fault() == null);
        var found = new ArrayList<Finding>(findings(first, WRONG_BOOTSTRAP));
        found.addAll(findings(ask(brokers), WRONG_LISTENER));
        return found;
    }

    private static String address(Node broker) {
        return broker.host() + ":" + broker.port();
    }

    private static List<Finding> findings(Map<String, Answer> answers, String remedy) {
        return answers.entrySet().stream()
                .map(it -> finding(it.getKey(), it.getValue(), remedy))
                .toList();
    }

    private static Finding finding(String address, Answer answer, String remedy) {
        return answer.fault() == null
                ? Finding.ok(
                        address,
                        "answers; the cluster has " + count(answer.brokers().size()))
                : silent(address, answer.fault(), remedy);
    }

    /** A busy machine makes a broker look dead. */
    private static Finding silent(String address, String fault, String remedy) {
        return Cluster.hasListener(address)
                ? Finding.problem(
                        address,
                        "something listens, but gives no answer of Kafka's in time: " + fault,
                        "if the machine is busy, run the doctor again; else it isn't Kafka's port: correct kafka.bootstrap")
                : Finding.problem(address, "doesn't answer: " + fault, remedy);
    }

    private static String count(int brokers) {
        return brokers == 1 ? "1 broker" : brokers + " brokers";
    }

    /** Asks all addresses at once, and waits for all. */
    private Map<String, Answer> ask(Set<String> addresses) throws InterruptedException {
        var questions = new LinkedHashMap<String, Question>();
        addresses.stream().sorted().forEach(address -> questions.put(address, question(address)));
        try {
            var answers = new LinkedHashMap<String, Answer>();
            for (var question : questions.entrySet()) {
                answers.put(question.getKey(), answer(question.getValue()));
            }
            return answers;
        } finally {
            questions.values().stream()
                    .flatMap(it -> Stream.ofNullable(it.admin().orElse(null)))
                    .forEach(admin -> admin.close(Duration.ZERO));
        }
    }

    private Question question(String address) {
        try {
            return new Question(Optional.of(Admin.create(kafka.propertiesFor(address))), "");
        } catch (KafkaException e) {
            return new Question(Optional.empty(), String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause()));
        }
    }

    private static Answer answer(Question question) throws InterruptedException {
        if (question.admin().isEmpty()) {
            return new Answer(List.of(), question.fault());
        }
        try {
            return new Answer(
                    Kafka.await(question.admin()
                            .get()
                            .describeCluster(new DescribeClusterOptions())
                            .nodes()),
                    null);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            var cause = e.getCause() == null ? e : e.getCause();
            return new Answer(List.of(), String.valueOf(cause.getMessage()));
        }
    }
}
