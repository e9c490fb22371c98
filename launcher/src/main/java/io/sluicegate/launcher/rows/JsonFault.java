package io.sluicegate.launcher.rows;

import com.fasterxml.jackson.core.JsonProcessingException;

/** Says why a text is no JSON, without the parser's own vocabulary. */
public final class JsonFault {
    private JsonFault() {}

    public static String words(JsonProcessingException fault) {
        return "no JSON: "
                + fault.getOriginalMessage()
                        .replaceFirst(": was expecting .*", "")
                        .replaceFirst(" for 'ObjectNode': .*", " twice");
    }
}
