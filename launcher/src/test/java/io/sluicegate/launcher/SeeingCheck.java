package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the commands that show something say about a pipeline that runs. */
record SeeingCheck(Path pipeline) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Each command prints JSON for programs and text for people, and succeeds. */
    JsonNode json(String... command) throws IOException {
        assertThat(run(command).succeeded().out()).isNotBlank();
        var arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("--output", "json"));
        return MAPPER.readTree(run(arguments.toArray(String[]::new)).succeeded().out());
    }

    Desk.Result run(String... command) {
        var arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("--pipeline", pipeline.toString()));
        return Desk.run(arguments.toArray(String[]::new));
    }

    /** The chain from an event to what it was computed by, each record at its place. */
    JsonNode shouldExplain(String event, String version) throws IOException {
        var explained = json("explain", event);

        assertThat(explained.at("/prediction/record/eventId").asText()).isEqualTo(event);
        assertThat(explained.at("/prediction/record/version").asText()).isEqualTo(version);
        assertThat(explained.at("/features/record/eventId").asText()).isEqualTo(event);
        assertThat(explained.at("/features/place/offset").asLong())
                .isEqualTo(explained.at("/prediction/record/featuresOffset").asLong());
        assertThat(explained.at("/event/place/topic").asText()).isNotEmpty();
        assertThat(explained.at("/decision/deployment/revision").asLong())
                .isEqualTo(explained.at("/prediction/record/revision").asLong());
        assertThat(explained.at("/decision/issuedBy").asText()).isNotEmpty();
        assertThat(explained.at("/decision/registrations/0/version").asText()).isEqualTo(version);
        return explained;
    }

    /** The prediction of a chain comes out again with the same bits. */
    void shouldReplay(JsonNode explained) throws IOException {
        var place = explained.at("/prediction/place");

        var replayed = json(
                "replay",
                place.get("partition").asText() + ":" + place.get("offset").asText());

        assertThat(replayed.get("bitForBit").asBoolean())
                .as(replayed.get("verdict").asText())
                .isTrue();
        assertThat(replayed.at("/computed/score")).isEqualTo(explained.at("/prediction/record/score"));
    }

    void shouldShowWhoDecided(String model, String version, long decisions) throws IOException {
        var versions = json("versions");
        assertThat(versions.at("/0/version").asText()).isEqualTo(version);
        assertThat(versions.at("/0/standing").asText()).isEqualTo("DECIDES");
        assertThat(versions.at("/0/words").asText()).isEqualTo("PRIMARY 100 %");
        assertThat(versions.at("/0/instances/0/state").asText()).isEqualTo("READY");

        assertThat(json("audit").findValuesAsText("kind")).contains("REGISTER", "DEPLOY", "ACCEPTED", "ACTIVATED");
        assertThat(json("live", "--at", "0s").at("/deployment/arms/0/version").asText())
                .isEqualTo(version);
        assertThat(run("live", "--at", "1d").errors())
                .singleElement()
                .asString()
                .contains("nothing was deployed");
        assertThat(json("blast-radius", model + "@" + version).get("decisions").asLong())
                .isEqualTo(decisions);
        assertThat(run("blast-radius", model + "@none").errors())
                .singleElement()
                .asString()
                .contains("has never decided");
    }

    /** A stage that isn't there is named, with how to start it; those that are there aren't. */
    void shouldNameTheStageThatDoesNotRun(String missing, String running) throws IOException {
        var status = json("status").get(0);

        assertThat(status.get("findings").findValuesAsText("what"))
                .contains("no instance of " + missing + " runs")
                .doesNotContain("no instance of " + running + " runs");
        assertThat(status.get("findings").findValuesAsText("remedy"))
                .anyMatch(remedy -> remedy.contains("sluicegate run " + missing));
    }
}
