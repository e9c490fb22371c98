#!/usr/bin/env python3
"""Sends a payment to the card-fraud pipeline, waits for its prediction, and labels the payment as honest.

Usage: payment_client.py BOOTSTRAP REGISTRY [TIME]
"""
import sys
import time
import uuid
from datetime import datetime, timezone

from confluent_kafka import Consumer, KafkaException, Producer, TopicPartition
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer, AvroSerializer
from confluent_kafka.serialization import MessageField, SerializationContext

EVENTS, DEAD_LETTERS = "fraud.events", "fraud.events.dlq"
PREDICTIONS, LABELS = "fraud.predictions", "fraud.labels"
PATIENCE = 60  # seconds

# The serializer registers this schema with the first payment.
PAYMENT = """
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
  {"name": "occurredAt", "type": {"type": "long", "logicalType": "timestamp-millis"}}]}
"""


def main(bootstrap, registry_url, occurred_at=None):
    payment = {
        "transactionId": str(uuid.uuid4()),
        "cardId": "card-of-ben",
        "merchantId": "bookshop",
        "deviceId": "phone-of-ben",
        "category": "grocery",
        "country": "DE",
        "homeCountry": "DE",
        "amount": 12.5,
        "cardPresent": True,
        "deviceAgeDays": None,
        "occurredAt": datetime.fromisoformat(occurred_at) if occurred_at else now(),
    }
    registry = SchemaRegistryClient({"url": registry_url})
    # `sluicegate topics apply` has registered the schema of labels.
    label_schema = registry.get_latest_version(LABELS + "-value").schema.schema_str
    encode_payment = AvroSerializer(registry, PAYMENT)
    encode_label = AvroSerializer(registry, label_schema)
    decode = AvroDeserializer(registry)

    producer = Producer({
        "bootstrap.servers": bootstrap,
        "enable.idempotence": True,
        "partitioner": "murmur2_random",  # the partitions that Java's clients choose; `sluicegate tail --key` looks there
    })
    # A service would subscribe() with a group of its own, so that its instances share the partitions, and commit what it
    # has handled. This client assigns partitions, and the group only has to have a name.
    consumer = Consumer({
        "bootstrap.servers": bootstrap,
        "group.id": "payment-client",
        "enable.auto.commit": False,
        "isolation.level": "read_committed",
    })
    try:
        consumer.assign(ends(consumer, PREDICTIONS) + ends(consumer, DEAD_LETTERS))
        place = send(producer, EVENTS, payment["cardId"], encode_payment(payment, value_of(EVENTS)))
        print(f"payment {payment['transactionId']} is at {EVENTS}-{place[0]}@{place[1]}")

        prediction = wait_for_prediction(consumer, decode, payment, place)
        # A prediction is a dict. Timestamps are datetimes with a time zone, enums are strings, maps are dicts, and an
        # optional field is the value or None.
        print(f"{prediction['outcome']} by version {prediction['version']}: score {prediction['score']}, "
              f"positive {prediction['positive']}, event time {prediction['eventTime'].isoformat()}")
        for label, probability in prediction["probabilities"].items():
            print(f"  {label}: {probability}")
        for output in prediction["outputs"]:
            print(f"  output {output}")

        label = {
            "eventId": payment["transactionId"],
            "entity": payment["cardId"],
            "positive": False,
            "eventTime": payment["occurredAt"],
            "knownAt": now(),
        }
        send(producer, LABELS, label["entity"], encode_label(label, value_of(LABELS)))
        print("label sent")
    finally:
        consumer.close()


def now():
    return datetime.now(timezone.utc)


def value_of(topic):
    return SerializationContext(topic, MessageField.VALUE)


def ends(consumer, topic):
    """The present end of each partition. OFFSET_END would be looked up later, maybe after the payment."""
    partitions = [TopicPartition(topic, p) for p in consumer.list_topics(topic, timeout=10).topics[topic].partitions]
    return [TopicPartition(topic, p.partition, consumer.get_watermark_offsets(p, timeout=10)[1]) for p in partitions]


def send(producer, topic, key, value):
    """Sends a record and waits until Kafka has it. For many records, flush() only after the last produce()."""
    reports = []
    producer.produce(topic, key=key, value=value, on_delivery=lambda error, message: reports.append((error, message)))
    if producer.flush(30) > 0:
        raise TimeoutError(f"{topic} hasn't taken the record within 30 s")
    error, message = reports[0]
    if error:
        raise KafkaException(error)
    return message.partition(), message.offset()


def wait_for_prediction(consumer, decode, payment, place):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        message = consumer.poll(1.0)
        if message is None:
            continue
        if message.error():
            raise KafkaException(message.error())
        if message.topic() == DEAD_LETTERS:
            refuse(message, place)
            continue
        prediction = decode(message.value(), value_of(PREDICTIONS))
        if prediction["eventId"] == payment["transactionId"]:
            return prediction
    raise TimeoutError(f"no prediction within {PATIENCE} s")


def refuse(letter, place):
    """A dead letter is the original record, with headers that say where the record lies and why it wasn't used."""
    headers = {name: value.decode() for name, value in letter.headers() if name.startswith("sluicegate.")}
    if (int(headers["sluicegate.partition"]), int(headers["sluicegate.offset"])) == place:
        raise ValueError("the payment became a dead letter: "
                         f"{headers['sluicegate.error.code']}: {headers['sluicegate.error.message']}")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(*sys.argv[1:])
