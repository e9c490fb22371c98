package io.sluicegate.bench.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.Label;
import io.sluicegate.runtime.avro.AvroSerdes;
import io.sluicegate.runtime.avro.AvroWriter;
import io.sluicegate.runtime.kafka.Clients;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Seeded traffic: events of a few shoppers whose time passes twenty times as fast as the clock, a little out of order, some of them
 * unusable; and labels of every third. A positive label comes soon, a negative one late. The schema of the events evolves when told so.
 */
final class Traffic implements AutoCloseable {
    private static final String SCHEMA = "chaos.schema";
    private static final int TEMPO = 20;
    private static final int SHOPPERS = 40;
    private static final int DEVICES = 1_000;
    private static final int LARGE_ID = 1_000_000;
    private static final int LARGE_ONE_IN = 2_000;
    private static final int FIRST_LARGE = 500;

    /** What the topic of the events takes: more than any service writes. */
    static final int LARGEST_EVENT = 20_000_000;

    private static final int BAD_ONE_IN = 60;
    private static final int LABEL_ONE_IN = 3;
    private static final int JITTER_MS = 8_000;
    private static final int SOON_MS = 15_000;
    private static final int LATE_MS = 150_000;
    private static final int DELIVERY_MS = 600_000;

    private final String events;
    private final String labels = Topics.of(Visits.PIPELINE).labels();
    private final int rate;
    private final Random random;
    private final Spoiler spoiler;
    private final AvroWriter<Label> labelWriter;
    private final Producer<@Nullable String, byte[]> producer;
    private final PriorityQueue<Label> awaited = new PriorityQueue<>(Comparator.comparing(Label::getKnownAt));
    private final AtomicLong sent = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::go, "traffic");
    private long time;
    private long newestEvent;
    private long newestLabel;
    private volatile EventFormat format;
    private volatile boolean stopped;

    /**
     * The end of the traffic.
     *
     * @param events time of the newest event that counts in a window that closes
     * @param labels time at which the newest label became known that does
     * @param watermark time that every partition comes to
     */
    record Ending(Instant events, Instant labels, Instant watermark) {}

    Traffic(String events, Clients clients, ChaosSettings settings, Instant start, EventFormat format) {
        this.events = events;
        this.rate = settings.rate();
        this.random = new Random(settings.seed());
        this.time = start.toEpochMilli();
        this.format = format;
        this.spoiler = new Spoiler(events);
        this.labelWriter = clients.serdes().writer(AvroSerdes.subject(labels), Label.class);
        var patient = new HashMap<String, Object>(clients.producerProperties("chaos-traffic"));
        patient.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MS);
        patient.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DELIVERY_MS);
        patient.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_EVENT);
        this.producer = new KafkaProducer<>(patient, new StringSerializer(), new ByteArraySerializer());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Writes all further events by this schema. */
    void evolve(EventFormat next) {
        format = next;
    }

    private void go() {
        var next = System.nanoTime();
        while (!stopped) {
            one();
            next += Duration.ofSeconds(1).toNanos() / rate;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private void one() {
        time += Duration.ofSeconds(TEMPO).toMillis() / rate;
        var number = sent.incrementAndGet();
        var now = format;
        var event = event(now, id(number), "shopper-" + random.nextInt(SHOPPERS), time - random.nextInt(JITTER_MS));
        if (random.nextInt(BAD_ONE_IN) == 0) {
            send(spoiler.spoil(event, now));
        } else {
            send(event, now);
            newestEvent = Math.max(newestEvent, (Long) event.get(Visits.TIME));
            if (random.nextInt(LABEL_ONE_IN) == 0) {
                awaited.add(label(event));
            }
        }
        tell(time - JITTER_MS);
    }

    /** A few events have an id of a megabyte: what is made of them is larger than they are. */
    private static String id(long number) {
        var id = "visit-" + number;
        return number % LARGE_ONE_IN == FIRST_LARGE ? id + "-".repeat(LARGE_ID - id.length()) : id;
    }

    private GenericRecord event(EventFormat format, String id, String shopper, long at) {
        var event = new GenericData.Record(format.schema());
        event.put(Visits.ID, id);
        event.put(Visits.SHOPPER, shopper);
        event.put(Visits.TIME, at);
        event.put(Visits.AMOUNT, random.nextInt(10_000) / 100.0);
        event.put(Visits.CHANNEL, random.nextBoolean() ? "online" : "shop");
        event.put(Visits.DEVICE, device(format.schema()));
        for (var field : format.schema().getFields()) {
            if (field.schema().getType() == Schema.Type.STRING && event.get(field.pos()) == null) {
                event.put(field.pos(), "nobody reads this");
            }
        }
        return event;
    }

    private GenericData.EnumSymbol device(Schema event) {
        var devices = event.getField(Visits.DEVICE).schema();
        var symbols = devices.getEnumSymbols();
        return new GenericData.EnumSymbol(devices, symbols.get(random.nextInt(DEVICES) % symbols.size()));
    }

    private Label label(GenericRecord event) {
        var positive = random.nextBoolean();
        var delay = 1 + (positive ? random.nextInt(SOON_MS) : SOON_MS + random.nextInt(LATE_MS - SOON_MS));
        return label(event, positive, (Long) event.get(Visits.TIME) + delay);
    }

    private static Label label(GenericRecord event, boolean positive, long knownAt) {
        return Label.newBuilder()
                .setEventId(event.get(Visits.ID).toString())
                .setEntity(event.get(Visits.SHOPPER).toString())
                .setPositive(positive)
                .setEventTime(Instant.ofEpochMilli((Long) event.get(Visits.TIME)))
                .setKnownAt(Instant.ofEpochMilli(knownAt))
                .build();
    }

    private void tell(long until) {
        while (!awaited.isEmpty() && awaited.peek().getKnownAt().toEpochMilli() <= until) {
            var label = awaited.remove();
            newestLabel = Math.max(newestLabel, label.getKnownAt().toEpochMilli());
            send(label);
        }
    }

    private void send(GenericRecord event, EventFormat format) {
        var record = new ProducerRecord<@Nullable String, byte[]>(
                events, event.get(Visits.SHOPPER).toString(), format.write(event));
        record.headers().add(SCHEMA, Integer.toString(format.number()).getBytes(UTF_8));
        send(record);
    }

    /** Number of the schema that a usable event was written by. */
    static int schema(ConsumerRecord<?, ?> event) {
        return Integer.parseInt(new String(event.headers().lastHeader(SCHEMA).value(), UTF_8));
    }

    /** By the hash that producers on librdkafka use by default: no label need lie on the partition of its event. */
    private void send(Label label) {
        var hash = new CRC32();
        hash.update(label.getEntity().getBytes(UTF_8));
        send(label, (int) (hash.getValue() % Visits.PARTITIONS));
    }

    private void send(Label label, int partition) {
        send(new ProducerRecord<>(labels, partition, label.getEntity(), labelWriter.write(label)));
    }

    private void send(ProducerRecord<@Nullable String, byte[]> record) {
        var unused = producer.send(record, (metadata, e) -> {
            if (e != null) {
                failure.compareAndSet(null, e);
            }
        });
    }

    /** Ends the traffic with an event and a label on each partition that let every window before them close. */
    Ending finish() throws InterruptedException {
        stopped = true;
        thread.join();
        tell(Long.MAX_VALUE);
        var now = format;
        var end = time + LATE_MS + Visits.WINDOW.plus(Visits.GRACE).toMillis();
        for (var partition = 0; partition < Visits.PARTITIONS; partition++) {
            var event = event(now, "last-" + partition, shopperOf(partition), end);
            send(event, now);
            send(label(event, true, end), partition);
            sent.incrementAndGet();
        }
        producer.flush();
        return new Ending(
                Instant.ofEpochMilli(newestEvent), Instant.ofEpochMilli(newestLabel), Instant.ofEpochMilli(end));
    }

    private static String shopperOf(int partition) {
        var number = 0;
        while (partition("shopper-" + number) != partition) {
            number++;
        }
        return "shopper-" + number;
    }

    private static int partition(String key) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % Visits.PARTITIONS;
    }

    long sent() {
        return sent.get();
    }

    @Nullable
    Exception failure() {
        return failure.get();
    }

    @Override
    public void close() {
        stopped = true;
        producer.close(Duration.ofSeconds(5));
    }
}
