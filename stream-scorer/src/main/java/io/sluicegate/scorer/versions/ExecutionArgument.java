package io.sluicegate.scorer.versions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluicegate.pipeline.config.EngineWish;
import io.sluicegate.pipeline.config.ExecutionProvider;
import io.sluicegate.pipeline.config.ExecutionSettings;
import io.sluicegate.pipeline.config.ExecutionSettings.Options;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Execution settings as one argument of a process: JSON. */
final class ExecutionArgument {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PROVIDERS = "providers";
    private static final String FALL_BACK = "fallBack";
    private static final String THREADS = "threads";
    private static final String OPTIONS = "options";
    private static final String ENGINE = "engine";

    private ExecutionArgument() {}

    static String of(ExecutionSettings settings) {
        var json =
                MAPPER.createObjectNode().put(FALL_BACK, settings.mayFallBack()).put(THREADS, settings.threads());
        json.put(ENGINE, settings.engine().name());
        var providers = json.putArray(PROVIDERS);
        settings.providers().forEach(provider -> providers.add(provider.name()));
        var options = json.putObject(OPTIONS);
        settings.options().forEach((provider, set) -> write(options.putObject(provider.name()), set));
        return json.toString();
    }

    private static void write(ObjectNode json, Options options) {
        json.put("device", options.device()).put("fp16", options.fp16()).put("tf32", options.tf32());
        options.memoryLimit().ifPresent(bytes -> json.put("memoryLimit", bytes));
        options.batch().ifPresent(rows -> json.put("batch", rows));
    }

    static ExecutionSettings read(String argument) {
        try {
            return read(MAPPER.readTree(argument));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no execution settings: " + argument, e);
        }
    }

    private static ExecutionSettings read(JsonNode json) {
        var providers = new ArrayList<ExecutionProvider>();
        json.path(PROVIDERS).forEach(provider -> providers.add(ExecutionProvider.valueOf(provider.asText())));
        var options = new EnumMap<ExecutionProvider, Options>(ExecutionProvider.class);
        json.path(OPTIONS)
                .properties()
                .forEach(set -> options.put(ExecutionProvider.valueOf(set.getKey()), options(set.getValue())));
        return new ExecutionSettings(
                providers,
                json.path(FALL_BACK).asBoolean(),
                options,
                json.path(THREADS).asInt(),
                EngineWish.valueOf(json.path(ENGINE).asText()));
    }

    private static Options options(JsonNode json) {
        return new Options(
                json.path("device").asText(),
                json.has("memoryLimit")
                        ? OptionalLong.of(json.path("memoryLimit").asLong())
                        : OptionalLong.empty(),
                json.path("fp16").asBoolean(),
                json.path("tf32").asBoolean(),
                json.has("batch") ? OptionalInt.of(json.path("batch").asInt()) : OptionalInt.empty());
    }
}
