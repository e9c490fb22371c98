package io.sluicegate.scorer.endpoint.domain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A cursor over a request's JSON, which is read in one pass and not held as a tree. */
final class RequestJson {
    /** Deeper than any tensor, and shallow enough for any stack. */
    private static final int MOST_DEPTH = 64;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE) // the body is bounded
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // as Python writes them
            .build();

    private RequestJson() {}

    /** A reader of one member of an object; the parser stands at the member's value. */
    @FunctionalInterface
    interface Member {
        void read(String name) throws IOException, Refusal;
    }

    /** A reader of one element of an array; the parser stands at the element's start. */
    @FunctionalInterface
    interface Element {
        void read() throws IOException, Refusal;
    }

    static JsonParser parser(byte[] body, int from, int until) throws IOException {
        return FACTORY.createParser(body, from, until - from);
    }

    static void object(JsonParser json, String what, Member member) throws IOException, Refusal {
        expect(json, JsonToken.START_OBJECT, what + " is an object");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            json.nextToken();
            member.read(name);
        }
    }

    static void array(JsonParser json, String what, Element element) throws IOException, Refusal {
        expect(json, JsonToken.START_ARRAY, what + " is an array");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            element.read();
        }
    }

    static String text(JsonParser json, String what) throws IOException, Refusal {
        expect(json, JsonToken.VALUE_STRING, what + " is a string");
        return json.getText();
    }

    static long length(JsonParser json, String what) throws IOException, Refusal {
        expect(json, JsonToken.VALUE_NUMBER_INT, what + " is a whole number");
        var length = json.getLongValue();
        if (length < 0) {
            throw Refusal.wrong(what + " is " + length + ", but can't be negative");
        }
        return length;
    }

    static boolean flag(JsonParser json, String what) throws IOException, Refusal {
        if (json.currentToken() != JsonToken.VALUE_TRUE && json.currentToken() != JsonToken.VALUE_FALSE) {
            throw Refusal.wrong(what + " is true or false, found " + json.currentToken());
        }
        return json.currentToken() == JsonToken.VALUE_TRUE;
    }

    private static void expect(JsonParser json, JsonToken token, String message) throws Refusal {
        if (json.currentToken() != token) {
            throw Refusal.wrong(message + ", found " + found(json.currentToken()));
        }
    }

    private static String found(@Nullable JsonToken token) {
        return token == null
                ? "nothing"
                : token.name().replace("VALUE_", "").replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}
