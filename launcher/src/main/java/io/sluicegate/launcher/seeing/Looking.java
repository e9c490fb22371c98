package io.sluicegate.launcher.seeing;

import io.sluicegate.launcher.cli.Disk;
import io.sluicegate.launcher.seeing.domain.Finding;
import io.sluicegate.launcher.seeing.domain.Findings;
import io.sluicegate.launcher.seeing.domain.Glimpse;
import io.sluicegate.launcher.seeing.domain.PipelineStatus;
import io.sluicegate.launcher.seeing.domain.ServiceAnswer;
import io.sluicegate.launcher.seeing.domain.StageFindings;
import io.sluicegate.launcher.seeing.domain.StageStatus;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.pipeline.config.ServiceSettings;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;

/** Looks at one pipeline, and tells what can be told where Kafka, the registry or a topic is missing. */
final class Looking implements Callable<Look> {
    /** Failures after which Kafka needn't be asked again. */
    private static final Set<Message> OF_KAFKA =
            Set.of(Message.KAFKA_UNREACHABLE, Message.KAFKA_REFUSES, Message.KAFKA_NOT_ASKED);

    private final PipelineConfig config;
    private final Optional<List<String>> urls;

    /** @param urls where services are to be asked; empty for the one of the pipeline's file */
    Looking(PipelineConfig config, Optional<List<String>> urls) {
        this.config = config;
        this.urls = urls;
    }

    @Override
    public Look call() throws Exception {
        var probe = new ServiceProbe();
        var asked = urls.orElseGet(() -> here(config.service())).stream()
                .map(probe::ask)
                .toList();
        try {
            return SeeingCommand.with(config, log -> whole(log, answers(asked)));
        } catch (CommandFailed e) {
            return part(e, answers(asked));
        }
    }

    private Look whole(PipelineLog log, List<ServiceAnswer> services) throws ExecutionException, InterruptedException {
        var status = new StatusReader(log).read(services, Instant.now());
        return new Look.Whole(status, findings(log, status));
    }

    private List<Finding> findings(PipelineLog log, PipelineStatus status) throws InterruptedException {
        var findings = new ArrayList<>(DiskFindings.ofBrokers(log));
        findings.addAll(DiskFindings.ofState(config.service(), Disk.OF_THIS_MACHINE));
        findings.addAll(Findings.of(status));
        return List.copyOf(findings);
    }

    private Look part(CommandFailed failure, List<ServiceAnswer> services) throws InterruptedException {
        var stages = OF_KAFKA.contains(failure.entry()) ? List.<StageStatus>of() : stages();
        var glimpse = new Glimpse(config.pipeline(), Instant.now(), stages, services);
        var findings = new ArrayList<Finding>();
        findings.add(new Finding(failure.what(), failure.remedy()));
        findings.addAll(DiskFindings.ofState(config.service(), Disk.OF_THIS_MACHINE));
        findings.addAll(StageFindings.of(glimpse, 0));
        return new Look.Part(glimpse, List.copyOf(findings), failure.exitCode());
    }

    /** None if Kafka doesn't tell. */
    private List<StageStatus> stages() throws InterruptedException {
        try (var log = PipelineLog.withoutSchemas(config)) {
            return new StageGroups(log).read();
        } catch (CommandFailed | ExecutionException | KafkaException e) {
            return List.of();
        }
    }

    private static List<ServiceAnswer> answers(List<CompletableFuture<ServiceAnswer>> asked) {
        return asked.stream().map(CompletableFuture::join).toList();
    }

    private static List<String> here(ServiceSettings service) {
        var host = service.host().equals("0.0.0.0") ? "localhost" : service.host();
        return service.port() == 0 ? List.of() : List.of("http://" + host + ":" + service.port());
    }
}
