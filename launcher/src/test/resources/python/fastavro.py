"""The functions of fastavro that confluent-kafka calls, by Apache's avro, for systems that package avro but not fastavro."""
import json

import avro.io
import avro.schema


def parse_schema(schema):
    avro.schema.parse(json.dumps(schema))
    return schema


def schemaless_writer(out, schema, record):
    avro.io.DatumWriter(avro.schema.parse(json.dumps(schema))).write(record, avro.io.BinaryEncoder(out))


def schemaless_reader(source, writer_schema, reader_schema=None, return_record_name=False):
    writer = avro.schema.parse(json.dumps(writer_schema))
    reader = avro.schema.parse(json.dumps(reader_schema or writer_schema))
    return avro.io.DatumReader(writer, reader).read(avro.io.BinaryDecoder(source))
