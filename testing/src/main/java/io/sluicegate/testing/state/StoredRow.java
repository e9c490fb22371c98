package io.sluicegate.testing.state;

import java.util.HexFormat;
import java.util.Optional;

/**
 * One record of a changelog.
 *
 * @param schema the name of the value's Avro schema, if it is Avro; the value is then without the header that names the schema's id
 */
public record StoredRow(byte[] key, Optional<String> schema, byte[] value) {
    private static final HexFormat HEX = HexFormat.of();

    static StoredRow parse(String line) {
        var parts = line.split(" ", -1);
        var schema = parts.length == 3 ? Optional.of(parts[1]) : Optional.<String>empty();
        return new StoredRow(HEX.parseHex(parts[0]), schema, HEX.parseHex(parts[parts.length - 1]));
    }

    String line() {
        return HEX.formatHex(key) + schema.map(name -> " " + name).orElse("") + " " + HEX.formatHex(value);
    }
}
