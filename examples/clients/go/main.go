// Sends a payment to the card-fraud pipeline, waits for its prediction, and labels the payment as honest.
//
// Usage: payment BOOTSTRAP REGISTRY [TIME]
package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"time"

	"github.com/confluentinc/confluent-kafka-go/v2/kafka"
	"github.com/linkedin/goavro/v2"
)

const (
	events      = "fraud.events"
	deadLetters = "fraud.events.dlq"
	predictions = "fraud.predictions"
	labels      = "fraud.labels"
	patience    = 60 * time.Second
	lookup      = 10_000 // milliseconds

	paymentSchema = `
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
  {"name": "occurredAt", "type": {"type": "long", "logicalType": "timestamp-millis"}}]}`
)

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: payment BOOTSTRAP REGISTRY [TIME]")
		os.Exit(2)
	}
	occurredAt := time.Now()
	if len(os.Args) > 3 {
		var err error
		if occurredAt, err = time.Parse(time.RFC3339, os.Args[3]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
	}
	if err := run(os.Args[1], registry{url: os.Args[2], codecs: map[uint32]*goavro.Codec{}}, occurredAt); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(bootstrap string, registry registry, occurredAt time.Time) error {
	producer, err := kafka.NewProducer(&kafka.ConfigMap{
		"bootstrap.servers":  bootstrap,
		"enable.idempotence": true,
		"message.timeout.ms": 30_000,
		"partitioner":        "murmur2_random", // the partitions that Java's clients choose; `sluicegate tail --key` looks there
	})
	if err != nil {
		return err
	}
	defer producer.Close()
	// A service would subscribe with a group of its own, so that its instances share the partitions, and commit what it has
	// handled. This client assigns partitions, and the group only has to have a name.
	consumer, err := kafka.NewConsumer(&kafka.ConfigMap{
		"bootstrap.servers":  bootstrap,
		"group.id":           "payment-client",
		"enable.auto.commit": false,
		"isolation.level":    "read_committed",
	})
	if err != nil {
		return err
	}
	defer consumer.Close()
	if err := goToTheEnd(consumer, predictions, deadLetters); err != nil {
		return err
	}

	// goavro takes and gives a record as a map, a timestamp as a time.Time, and an optional value as nil or as a map from
	// the name of its type to the value.
	id := fmt.Sprintf("payment-%d", time.Now().UnixNano())
	payment := map[string]any{
		"transactionId": id,
		"cardId":        "card-of-cleo",
		"merchantId":    "bookshop",
		"deviceId":      "phone-of-cleo",
		"category":      "grocery",
		"country":       "DE",
		"homeCountry":   "DE",
		"amount":        12.5,
		"cardPresent":   true,
		"deviceAgeDays": goavro.Union("double", 400.0),
		"occurredAt":    occurredAt,
	}
	paymentFormat, err := registry.register(events+"-value", paymentSchema)
	if err != nil {
		return err
	}
	place, err := send(producer, events, "card-of-cleo", paymentFormat, payment)
	if err != nil {
		return err
	}
	fmt.Printf("payment %s is at %s-%d@%v\n", id, events, place.Partition, place.Offset)

	prediction, err := waitForPrediction(consumer, registry, id, place)
	if err != nil {
		return err
	}
	fmt.Printf("%v by version %v: score %v, positive %v, event time %v\n", prediction["outcome"], prediction["version"],
		optional(prediction["score"]), optional(prediction["positive"]), prediction["eventTime"])
	for label, probability := range prediction["probabilities"].(map[string]any) {
		fmt.Printf("  %s: %v\n", label, probability)
	}
	for _, output := range prediction["outputs"].([]any) {
		fmt.Printf("  output %v\n", output)
	}

	labelFormat, err := registry.latest(labels + "-value") // `sluicegate topics apply` has registered the schema of labels
	if err != nil {
		return err
	}
	_, err = send(producer, labels, "card-of-cleo", labelFormat, map[string]any{
		"eventId":   id,
		"entity":    "card-of-cleo",
		"positive":  false,
		"eventTime": occurredAt,
		"knownAt":   time.Now(),
	})
	if err == nil {
		fmt.Println("label sent")
	}
	return err
}

// optional is the value in a union, or nil.
func optional(union any) any {
	if branch, ok := union.(map[string]any); ok {
		for _, value := range branch {
			return value
		}
	}
	return nil
}

// goToTheEnd assigns all partitions, each from its present end.
func goToTheEnd(consumer *kafka.Consumer, topics ...string) error {
	var ends []kafka.TopicPartition
	for i := range topics {
		metadata, err := consumer.GetMetadata(&topics[i], false, lookup)
		if err != nil {
			return err
		}
		for _, partition := range metadata.Topics[topics[i]].Partitions {
			_, end, err := consumer.QueryWatermarkOffsets(topics[i], partition.ID, lookup)
			if err != nil {
				return err
			}
			ends = append(ends, kafka.TopicPartition{Topic: &topics[i], Partition: partition.ID, Offset: kafka.Offset(end)})
		}
	}
	return consumer.Assign(ends)
}

// send sends a record and waits until Kafka has it. For many records, read the delivery reports while you send.
func send(producer *kafka.Producer, topic, key string, format format, record map[string]any) (kafka.TopicPartition, error) {
	value, err := format.encode(record)
	if err != nil {
		return kafka.TopicPartition{}, err
	}
	delivery := make(chan kafka.Event, 1)
	err = producer.Produce(&kafka.Message{
		TopicPartition: kafka.TopicPartition{Topic: &topic, Partition: kafka.PartitionAny},
		Key:            []byte(key),
		Value:          value,
	}, delivery)
	if err != nil {
		return kafka.TopicPartition{}, err
	}
	place := (<-delivery).(*kafka.Message).TopicPartition
	return place, place.Error
}

func waitForPrediction(
	consumer *kafka.Consumer, registry registry, id string, place kafka.TopicPartition) (map[string]any, error) {
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); {
		message, err := consumer.ReadMessage(time.Second)
		if problem, ok := err.(kafka.Error); ok && problem.Code() == kafka.ErrTimedOut {
			continue
		}
		if err != nil {
			return nil, err
		}
		if *message.TopicPartition.Topic == deadLetters {
			if err := refusal(message, place); err != nil {
				return nil, err
			}
			continue
		}
		prediction, err := registry.decode(message.Value)
		if err != nil {
			return nil, err
		}
		if prediction["eventId"] == id {
			return prediction, nil
		}
	}
	return nil, fmt.Errorf("no prediction within %v", patience)
}

// refusal is an error if the dead letter is the record at the place. A dead letter is the original record, with headers
// that say where the record lies and why it wasn't used.
func refusal(letter *kafka.Message, place kafka.TopicPartition) error {
	headers := map[string]string{}
	for _, header := range letter.Headers {
		headers[header.Key] = string(header.Value)
	}
	if headers["sluicegate.partition"] != strconv.Itoa(int(place.Partition)) ||
		headers["sluicegate.offset"] != strconv.FormatInt(int64(place.Offset), 10) {
		return nil
	}
	return fmt.Errorf("the payment became a dead letter: %s: %s",
		headers["sluicegate.error.code"], headers["sluicegate.error.message"])
}

// format is a registered schema. An encoded record begins with a zero byte and the schema's id in four bytes.
type format struct {
	id    uint32
	codec *goavro.Codec
}

func (f format) encode(record map[string]any) ([]byte, error) {
	header := make([]byte, 5)
	binary.BigEndian.PutUint32(header[1:], f.id)
	return f.codec.BinaryFromNative(header, record)
}

// registry is a schema registry that speaks Confluent's protocol.
type registry struct {
	url    string
	codecs map[uint32]*goavro.Codec
}

type answer struct {
	ID     uint32 `json:"id"`
	Schema string `json:"schema"`
}

func (r registry) register(subject, schema string) (format, error) {
	body, err := json.Marshal(answer{Schema: schema})
	if err != nil {
		return format{}, err
	}
	got, err := r.ask(http.MethodPost, "/subjects/"+subject+"/versions", body)
	if err != nil {
		return format{}, err
	}
	codec, err := goavro.NewCodec(schema)
	return format{got.ID, codec}, err
}

func (r registry) latest(subject string) (format, error) {
	got, err := r.ask(http.MethodGet, "/subjects/"+subject+"/versions/latest", nil)
	if err != nil {
		return format{}, err
	}
	codec, err := goavro.NewCodec(got.Schema)
	return format{got.ID, codec}, err
}

func (r registry) decode(value []byte) (map[string]any, error) {
	if len(value) < 5 || value[0] != 0 {
		return nil, errors.New("not a record with a registered schema")
	}
	id := binary.BigEndian.Uint32(value[1:])
	if r.codecs[id] == nil {
		got, err := r.ask(http.MethodGet, fmt.Sprintf("/schemas/ids/%d", id), nil)
		if err != nil {
			return nil, err
		}
		if r.codecs[id], err = goavro.NewCodec(got.Schema); err != nil {
			return nil, err
		}
	}
	record, _, err := r.codecs[id].NativeFromBinary(value[5:])
	if err != nil {
		return nil, err
	}
	return record.(map[string]any), nil
}

func (r registry) ask(method, path string, body []byte) (answer, error) {
	var got answer
	request, err := http.NewRequest(method, r.url+path, bytes.NewReader(body))
	if err != nil {
		return got, err
	}
	request.Header.Set("Content-Type", "application/vnd.schemaregistry.v1+json")
	response, err := (&http.Client{Timeout: 10 * time.Second}).Do(request)
	if err != nil {
		return got, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return got, err
	}
	if response.StatusCode != http.StatusOK {
		return got, fmt.Errorf("the registry answers %s to %s: %s", response.Status, path, text)
	}
	return got, json.Unmarshal(text, &got)
}
