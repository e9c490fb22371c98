import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends a payment to the card-fraud pipeline, waits for its prediction, and labels the payment as honest.
 *
 * <p>Usage: java PaymentClient.java BOOTSTRAP REGISTRY [TIME]
 */
public class PaymentClient {
    private static final String EVENTS = "fraud.events";
    private static final String DEAD_LETTERS = "fraud.events.dlq";
    private static final String PREDICTIONS = "fraud.predictions";
    private static final String LABELS = "fraud.labels";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The serializer registers this schema with the first payment. */
    private static final Schema PAYMENT = new Schema.Parser().parse("""
            {"type": "record", "name": "CardTransaction", "namespace": "io.sluicegate.records.fraud", "fields": [
              {"name": "transactionId", "type": "string"},
              {"name": "cardId", "type": "string"},
              {"name": "merchantId", "type": "string"},
              {"name": "deviceId", "type": "string"},
              {"name": "category", "type": "string"},
              {"name": "country", "type": "string"},
              {"name": "homeCountry", "type": "string"},
              {"name": "amount", "type": "double"},
              {"name": "cardPresent", "type": "boolean"},
              {"name": "deviceAgeDays", "type": ["null", "double"], "default": null},
              {"name": "occurredAt", "type": {"type": "long", "logicalType": "timestamp-millis"}}]}""");

    public static void main(String[] args) throws Exception {
        var time = args.length > 2 ? Instant.parse(args[2]) : Instant.now();
        var settings = Map.<String, Object>of(
                "bootstrap.servers", args[0],
                "schema.registry.url", args[1],
                "avro.use.logical.type.converters", true, // timestamps are Instants
                "isolation.level", "read_committed");
        var encoder = new KafkaAvroSerializer();
        encoder.configure(settings, false);
        var decoder = new KafkaAvroDeserializer();
        decoder.configure(settings, false);
        try (var producer = new KafkaProducer<String, Object>(settings, new StringSerializer(), encoder);
                var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
                var registry = new CachedSchemaRegistryClient(args[1], 100)) {
            goToTheEnd(consumer);
            var payment = payment(time);
            var place = send(producer, EVENTS, "cardId", payment);
            System.out.println("payment " + payment.get("transactionId") + " is at " + place);
            show(prediction(consumer, decoder, payment, place));
            send(producer, LABELS, "entity", label(registry, payment, false));
            System.out.println("label sent");
        }
    }

    private static GenericRecord payment(Instant time) {
        return new GenericRecordBuilder(PAYMENT)
                .set("transactionId", UUID.randomUUID().toString())
                .set("cardId", "card-of-ann")
                .set("merchantId", "bookshop")
                .set("deviceId", "phone-of-ann")
                .set("category", "grocery")
                .set("country", "DE")
                .set("homeCountry", "DE")
                .set("amount", 12.5)
                .set("cardPresent", true)
                .set("occurredAt", time)
                .build();
    }

    /** {@code sluicegate topics apply} has registered the schema of labels. */
    private static GenericRecord label(CachedSchemaRegistryClient registry, GenericRecord payment, boolean positive)
            throws Exception {
        var schema = registry.getLatestSchemaMetadata(LABELS + "-value").getSchema();
        return new GenericRecordBuilder(new Schema.Parser().parse(schema))
                .set("eventId", payment.get("transactionId"))
                .set("entity", payment.get("cardId"))
                .set("positive", positive)
                .set("eventTime", payment.get("occurredAt"))
                .set("knownAt", Instant.now())
                .build();
    }

    /** Sends a record and waits until Kafka has it. For many records, call get() only after the last send(). */
    private static RecordMetadata send(KafkaProducer<String, Object> producer, String topic, String key, GenericRecord value)
            throws Exception {
        return producer.send(new ProducerRecord<>(topic, value.get(key).toString(), value)).get();
    }

    /** A service would subscribe() with a group.id, so that its instances share the partitions, and commit what it has handled. */
    private static void goToTheEnd(KafkaConsumer<String, byte[]> consumer) {
        var partitions = Stream.of(PREDICTIONS, DEAD_LETTERS)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // seekToEnd() alone would look up the ends later, maybe after the payment
    }

    private static GenericRecord prediction(
            KafkaConsumer<String, byte[]> consumer, KafkaAvroDeserializer decoder, GenericRecord payment, RecordMetadata place)
            throws TimeoutException {
        var deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            for (var record : consumer.poll(Duration.ofSeconds(1))) {
                if (record.topic().equals(DEAD_LETTERS)) {
                    refuse(record, place);
                } else {
                    var prediction = (GenericRecord) decoder.deserialize(record.topic(), record.value());
                    if (prediction.get("eventId").toString().equals(payment.get("transactionId"))) {
                        return prediction;
                    }
                }
            }
        }
        throw new TimeoutException("no prediction within " + PATIENCE.toSeconds() + " s");
    }

    /** A dead letter is the original record, with headers that say where the record lies and why it wasn't used. */
    private static void refuse(ConsumerRecord<String, byte[]> letter, RecordMetadata place) {
        if (header(letter, "sluicegate.partition").equals(Integer.toString(place.partition()))
                && header(letter, "sluicegate.offset").equals(Long.toString(place.offset()))) {
            throw new IllegalArgumentException("the payment became a dead letter: "
                    + header(letter, "sluicegate.error.code") + ": " + header(letter, "sluicegate.error.message"));
        }
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static void show(GenericRecord prediction) {
        System.out.printf(
                "%s by version %s: score %s, positive %s, event time %s%n",
                prediction.get("outcome"), // SCORED, CACHED, FALLBACK or REJECTED; reason says why for the last two
                prediction.get("version"),
                prediction.get("score"), // null where the model has none
                prediction.get("positive"),
                prediction.get("eventTime"));
        // The keys of Avro's maps are no Strings, so get("fraud") would find nothing.
        ((Map<?, ?>) prediction.get("probabilities")).forEach((label, p) -> System.out.println("  " + label + ": " + p));
        for (var output : (List<?>) prediction.get("outputs")) {
            System.out.println("  output " + output);
        }
    }
}
