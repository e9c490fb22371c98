package io.sluicegate.scorer.endpoint.domain;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.sluicegate.scorer.endpoint.domain.InferRequest.WantedOutput;
import io.sluicegate.scorer.tensors.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The reader of an inference request: a JSON object, and the binary data that may follow it. */
public final class RequestReader {
    private final byte[] body;
    private final int end;
    private final List<InputReader> inputs = new ArrayList<>();
    private final List<WantedOutput> outputs = new ArrayList<>();
    private Optional<String> id = Optional.empty();
    private boolean binary;

    private RequestReader(byte[] body, int end) {
        this.body = body;
        this.end = end;
    }

    /**
     * Reads a body.
     *
     * @param jsonLength how many bytes of the body are its JSON; empty for all
     */
    public static InferRequest read(byte[] body, OptionalInt jsonLength) throws Refusal {
        if (body.length == 0) {
            throw Refusal.wrong("the request has no body: send a JSON object");
        }
        var end = jsonLength.orElse(body.length);
        if (end < 1 || end > body.length) {
            throw Refusal.wrong("Inference-Header-Content-Length is " + end + ", but the body has " + body.length
                    + " bytes: the header gives the length of the JSON object at the body's start");
        }
        var reader = new RequestReader(body, end);
        try {
            return reader.request();
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw Refusal.wrong("the body is no JSON of a request: " + e.getOriginalMessage()
                    + (at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")"));
        } catch (IOException e) {
            throw Refusal.wrong("the body is no JSON of a request: " + e.getMessage());
        }
    }

    private InferRequest request() throws IOException, Refusal {
        try (var json = RequestJson.parser(body, 0, end)) {
            json.nextToken();
            RequestJson.object(json, "the request", member -> member(json, member));
            if (json.nextToken() != null) {
                throw Refusal.wrong("the request's JSON object ends before its length: something follows it");
            }
        }
        var data = ByteBuffer.wrap(body, end, body.length - end);
        var tensors = new ArrayList<Tensor>(inputs.size());
        for (var input : inputs) {
            tensors.add(input.tensor(data));
        }
        if (data.hasRemaining()) {
            throw Refusal.wrong(data.remaining() + " bytes follow that belong to no input: each input with binary data"
                    + " needs its binary_data_size");
        }
        return new InferRequest(id, List.copyOf(tensors), List.copyOf(outputs), binary);
    }

    private void member(JsonParser json, String name) throws IOException, Refusal {
        switch (name) {
            case "id" -> id = Optional.of(RequestJson.text(json, "id"));
            case "inputs" -> RequestJson.array(json, "inputs", () -> inputs.add(new InputReader(body, end).read(json)));
            case "outputs" -> RequestJson.array(json, "outputs", () -> outputs.add(output(json)));
            case "parameters" ->
                RequestJson.object(json, "parameters", parameter -> {
                    if (parameter.equals("binary_data_output")) {
                        binary = RequestJson.flag(json, parameter);
                    } else {
                        json.skipChildren();
                    }
                });
            default -> json.skipChildren();
        }
    }

    private static WantedOutput output(JsonParser json) throws IOException, Refusal {
        var draft = new OutputDraft();
        RequestJson.object(json, "an output", member -> {
            switch (member) {
                case "name" -> draft.name = RequestJson.text(json, "an output's name");
                case "parameters" ->
                    RequestJson.object(json, "parameters", parameter -> draft.parameter(json, parameter));
                default -> json.skipChildren();
            }
        });
        if (draft.name == null) {
            throw Refusal.wrong("an output has no name");
        }
        return new WantedOutput(draft.name, draft.binary);
    }

    private static final class OutputDraft {
        private @Nullable String name;
        private Optional<Boolean> binary = Optional.empty();

        void parameter(JsonParser json, String parameter) throws IOException, Refusal {
            if (parameter.equals("binary_data")) {
                binary = Optional.of(RequestJson.flag(json, parameter));
            } else if (parameter.equals("classification") || parameter.startsWith("shared_memory_")) {
                throw Refusal.wrong("an output's parameter '" + parameter + "' isn't supported: leave it out");
            } else {
                json.skipChildren();
            }
        }
    }
}
