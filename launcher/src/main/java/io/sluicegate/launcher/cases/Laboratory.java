package io.sluicegate.launcher.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sluicegate.bundle.Bundle;
import io.sluicegate.enricher.EnricherStage;
import io.sluicegate.enricher.domain.FeaturesSchema;
import io.sluicegate.launcher.cli.RecordJson;
import io.sluicegate.launcher.rows.EventFields;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.pipeline.config.PipelineConfig;
import io.sluicegate.records.Prediction;
import io.sluicegate.runtime.avro.AvroReader;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.avro.Decoding;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import io.sluicegate.runtime.deadletter.DeadLetter;
import io.sluicegate.runtime.http.Json;
import io.sluicegate.runtime.kafka.Clients;
import io.sluicegate.runtime.service.StageContext;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.test.TestRecord;

/**
 * The enricher's and the scorer's topologies in this process, without Kafka, with a registry of their own. The model is loaded once;
 * each case gets topologies without any state.
 */
final class Laboratory implements AutoCloseable {
    private final PipelineConfig config;
    private final Path work;
    private final StageContext context;
    private final EventEncoder events;
    private final CaseClock clock = new CaseClock();
    private final Optional<DecidingModel> model;
    private final AvroReader<GenericRecord> features;
    private final AvroReader<GenericRecord> predictions;

    /**
     * @param config the pipeline, with a registry of this process's own
     * @param work an empty folder, for what the topologies keep
     */
    Laboratory(PipelineConfig config, Schema schema, Optional<Bundle> bundle, Path work) {
        this.config = config;
        this.work = work;
        this.context =
                new StageContext(config, new SimpleMeterRegistry(), new Clients(config.kafka(), config.service()));
        var serdes = context.clients().serdes();
        this.events = new EventEncoder(
                schema,
                EventFields.of(config.events(), schema),
                serdes.writer(AvroSerdes.subject(config.events().topic()), schema));
        this.model = bundle.map(it -> new DecidingModel(context, it, work.resolve("marks"), clock));
        this.features = serdes.genericReader(
                FeaturesSchema.of(config.pipeline(), config.features()).schema());
        this.predictions = serdes.genericReader(Prediction.getClassSchema());
    }

    /** Runs the events of a case through both topologies. */
    Outcome run(Case of, Map<String, Object> shared) {
        var records =
                of.events().stream().map(event -> events.encode(event, shared)).toList();
        var begin = records.stream()
                .map(EventEncoder.Encoded::at)
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
        clock.set(begin);
        var letters = new ArrayList<TestRecord<byte[], byte[]>>();
        var enriched = enriched(records, begin, letters);
        var scored = model.map(it -> it.score(enriched, work, begin));
        scored.ifPresent(it -> letters.addAll(it.letters()));
        var answers = scored.map(DecidingModel.Scored::predictions).orElse(List.of());
        var plainAnswers = answers.stream().map(it -> plain(predictions, it)).toList();
        if (!of.labels().isEmpty()) {
            letters.addAll(new LabelledRun(context, work, work).letters(of.labels(), answers, plainAnswers, begin));
        }
        return new Outcome(
                enriched.stream().map(it -> plain(features, it)).toList(),
                plainAnswers,
                letters.stream().map(Laboratory::letter).toList());
    }

    private List<TestRecord<byte[], byte[]>> enriched(
            List<EventEncoder.Encoded> records, Instant begin, List<TestRecord<byte[], byte[]>> letters) {
        var source = config.events().topic();
        try (var enricher = new Bench(EnricherStage.topology(context), work, begin)) {
            for (var record : records) {
                clock.set(record.at());
                enricher.pipe(source, record.key(), record.value(), record.at());
            }
            letters.addAll(enricher.read(Topics.deadLetters(source)));
            return enricher.read(Topics.of(config.pipeline()).features());
        }
    }

    boolean hasModel() {
        return model.isPresent();
    }

    private static Map<String, Object> plain(AvroReader<GenericRecord> reader, TestRecord<byte[], byte[]> record) {
        return reader.read(record.value()) instanceof Decoded<GenericRecord> it
                ? RecordJson.of(it.value())
                : Json.object("undecodable", rejection(reader.read(record.value())));
    }

    private static String rejection(Decoding<GenericRecord> decoding) {
        return decoding.toString();
    }

    private static Map<String, Object> letter(TestRecord<byte[], byte[]> record) {
        var headers = record.headers();
        return Json.object(
                "code", header(headers, DeadLetter.CODE),
                "message", header(headers, DeadLetter.MESSAGE),
                "stage", header(headers, DeadLetter.STAGE),
                "topic", header(headers, DeadLetter.TOPIC),
                "key", record.key() == null ? "" : new String(record.key(), UTF_8));
    }

    private static String header(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    @Override
    public void close() {
        model.ifPresent(DecidingModel::close);
        context.clients().close();
    }
}
