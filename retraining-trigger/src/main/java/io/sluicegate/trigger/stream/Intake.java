package io.sluicegate.trigger.stream;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.Deployment;
import io.sluicegate.records.DriftReport;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.runtime.avro.AvroReader;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.avro.Decoding;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import io.sluicegate.runtime.avro.Decoding.Rejected;
import io.sluicegate.trigger.domain.Facts;
import io.sluicegate.trigger.domain.TriggerSettings;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Adds the records of each source topic to the facts; ignores records of other pipelines. */
final class Intake {
    private final TriggerSettings settings;
    private final AvroReader<DriftReport> reports;
    private final AvroReader<Deployment> deployments;
    private final AvroReader<ModelRegistration> registrations;

    Intake(TriggerSettings settings, AvroSerdes serdes) {
        this.settings = settings;
        reports = serdes.reader(DriftReport.class);
        deployments = serdes.reader(Deployment.class);
        registrations = serdes.reader(ModelRegistration.class);
    }

    Decoding<UnaryOperator<Facts>> read(String topic, byte[] value) {
        return switch (topic) {
            case Topics.DEPLOYMENTS -> map(deployments.read(value), this::deployment);
            case Topics.MODELS -> map(registrations.read(value), this::registration);
            default -> map(reports.read(value), this::report);
        };
    }

    private UnaryOperator<Facts> report(DriftReport report) {
        return facts -> isOurs(report.getPipeline()) ? facts.learn(report, settings) : facts;
    }

    private UnaryOperator<Facts> deployment(Deployment deployment) {
        return facts -> isOurs(deployment.getPipeline()) ? facts.learn(deployment) : facts;
    }

    private UnaryOperator<Facts> registration(ModelRegistration registration) {
        return facts -> isOurs(registration.getPipeline()) ? facts.learn(registration) : facts;
    }

    private boolean isOurs(String pipeline) {
        return settings.pipeline().equals(pipeline);
    }

    private static <T> Decoding<UnaryOperator<Facts>> map(
            Decoding<T> decoding, Function<T, UnaryOperator<Facts>> learning) {
        if (decoding instanceof Decoded<T> decoded) {
            return new Decoded<>(learning.apply(decoded.value()));
        }
        return new Rejected<>(((Rejected<T>) decoding).rejection());
    }
}
