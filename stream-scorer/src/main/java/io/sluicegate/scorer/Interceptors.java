package io.sluicegate.scorer;

import static org.apache.kafka.clients.consumer.ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.consumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.mainConsumerPrefix;

import io.sluicegate.scorer.pacing.NotingInterceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The interceptors of the main consumer: those that the user's properties name, and the scorer's own. */
final class Interceptors {
    private Interceptors() {}

    static List<String> withOurs(Map<String, String> users) {
        var classes = new ArrayList<>(Stream.of(
                        mainConsumerPrefix(INTERCEPTOR_CLASSES_CONFIG),
                        consumerPrefix(INTERCEPTOR_CLASSES_CONFIG),
                        INTERCEPTOR_CLASSES_CONFIG)
                .map(users::get)
                .filter(Objects::nonNull)
                .findFirst()
                .map(Interceptors::split)
                .orElse(List.of()));
        classes.add(NotingInterceptor.class.getName());
        return classes;
    }

    private static List<String> split(String classes) {
        return Stream.of(classes.split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
