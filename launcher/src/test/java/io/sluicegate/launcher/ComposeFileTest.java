package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The Compose file is read by a parser, since no container engine can be assumed. */
class ComposeFileTest {
    private static final Path REPOSITORY = Path.of("..");
    private static final Pattern STAGE = Pattern.compile("(?m)^FROM\\s+(\\S+)\\s+AS\\s+(\\S+)$");
    private static final Pattern COPIED = Pattern.compile("(?m)^COPY (?:--chmod=\\d+ )?(?!--from)(\\S+) /");

    private static Map<String, Object> compose = Map.of();
    private static Map<String, Map<String, Object>> services = Map.of();
    private static String dockerfile = "";

    @BeforeAll
    static void read() throws IOException {
        var text = Files.readString(REPOSITORY.resolve("docker-compose.yml"));
        compose = map(new Load(LoadSettings.builder().build()).loadFromString(text));
        services = new TreeMap<>();
        map(compose.get("services")).forEach((name, service) -> services.put(name, map(service)));
        dockerfile = Files.readString(REPOSITORY.resolve("Dockerfile"));
    }

    @Test
    void shouldHoldTheBrokerTheRegistryAndEveryStage() {
        assertThat(services)
                .containsKeys(
                        "kafka",
                        "registry",
                        "topics",
                        "feature-enricher",
                        "stream-scorer",
                        "drift-detector",
                        "retraining-trigger",
                        "rollout-control",
                        "console");
    }

    @TestFactory
    Stream<DynamicTest> shouldWaitOnlyForWhatCanCome() {
        return each((name, service) -> dependencies(service).forEach((target, condition) -> {
            assertThat(services).as(name + " waits for").containsKey(target);
            assertThat(condition).isIn("service_healthy", "service_completed_successfully");
            if (condition.equals("service_healthy")) {
                assertThat(checksHealth(services.get(target)))
                        .as(target + " has a healthcheck")
                        .isTrue();
            } else {
                assertThat(services.get(target).get("restart"))
                        .as(target + " ends")
                        .isEqualTo("no");
            }
        }));
    }

    @Test
    void shouldNotWaitInACircle() {
        services.keySet().forEach(name -> follow(name, List.of()));
    }

    @TestFactory
    Stream<DynamicTest> shouldCheckTheHealthOfWhatKeepsRunning() {
        return each((name, service) -> {
            var runs = !"no".equals(service.get("restart"))
                    && command(service).stream().noneMatch("traffic"::equals);
            assertThat(checksHealth(service)).as(name).isEqualTo(runs);
        });
    }

    @TestFactory
    Stream<DynamicTest> shouldPinEveryImage() {
        return each((name, service) -> {
            assertThat((String) service.get("image")).contains(":").doesNotEndWith(":latest");
        });
    }

    @Test
    void shouldPinWhatTheImagesAreBuiltFrom() {
        var stages = stages();
        var matcher = STAGE.matcher(dockerfile);
        while (matcher.find()) {
            if (!stages.contains(matcher.group(1))) {
                assertThat(matcher.group(1)).contains(":").doesNotEndWith(":latest");
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> shouldBuildFromStagesThatTheDockerfileHas() {
        return each((name, service) -> {
            if (service.containsKey("build")) {
                assertThat(stages()).contains((String) map(service.get("build")).get("target"));
            }
        });
    }

    @Test
    void shouldCopyFromTheRepositoryOnlyWhatIsThere() {
        COPIED.matcher(dockerfile).results().forEach(copied -> assertThat(REPOSITORY.resolve(copied.group(1)))
                .exists());
    }

    @Test
    void shouldNotRunAsRoot() {
        for (var image : List.of("registry", "gpu", "service")) {
            var stage = dockerfile.substring(dockerfile.indexOf(" AS " + image));
            assertThat(stage).as(image).containsPattern("(?m)^USER 10001$");
        }
    }

    @Test
    void shouldDeclareEveryVolumeThatIsUsedAndUseEveryOneThatIsDeclared() {
        var used = services.values().stream()
                .flatMap(service -> strings(service.get("volumes")).stream())
                .map(volume -> volume.split(":")[0])
                .toList();

        var folders = used.stream().filter(volume -> volume.startsWith(".")).toList();
        assertThat(folders)
                .allSatisfy(folder -> assertThat(REPOSITORY.resolve(folder)).exists());
        assertThat(map(compose.get("volumes")).keySet())
                .containsExactlyInAnyOrderElementsOf(used.stream()
                        .filter(volume -> !volume.startsWith("."))
                        .distinct()
                        .toList());
    }

    @Test
    void shouldOpenEachPortOnce() {
        var ports = services.values().stream()
                .flatMap(service -> strings(service.get("ports")).stream())
                .map(port -> port.split(":")[0])
                .toList();

        assertThat(ports).doesNotHaveDuplicates().contains("8080", "8081", "9092");
    }

    @TestFactory
    Stream<DynamicTest> shouldRunCommandsThatExist() {
        return each((name, service) -> {
            if (service.containsKey("build") && !command(service).isEmpty()) {
                assertThatCode(() -> CommandTree.parse(command(service))).doesNotThrowAnyException();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> shouldCheckHealthByCommandsThatExist() {
        return each((name, service) -> {
            var test = checksHealth(service)
                    ? strings(map(service.get("healthcheck")).get("test"))
                    : List.<String>of();
            if (test.contains("sluicegate")) {
                assertThatCode(() -> CommandTree.parse(test.subList(test.indexOf("sluicegate") + 1, test.size())))
                        .doesNotThrowAnyException();
            }
        });
    }

    @Test
    void shouldShowCommandsInItsHeadThatExist() throws IOException {
        var shown = Files.readAllLines(REPOSITORY.resolve("docker-compose.yml")).stream()
                .filter(line -> line.startsWith("#") && line.contains("run --rm cli "))
                .map(line -> line.substring(line.indexOf("cli ") + 4).split("   ")[0])
                .toList();

        assertThat(shown).hasSize(3).allSatisfy(command -> CommandTree.parse(List.of(command.split(" "))));
    }

    private static void follow(String name, List<String> path) {
        assertThat(path).as("waits for itself").doesNotContain(name);
        var further = new ArrayList<>(path);
        further.add(name);
        dependencies(services.get(name)).keySet().forEach(target -> follow(target, further));
    }

    private static Map<String, String> dependencies(Map<String, Object> service) {
        var dependencies = new TreeMap<String, String>();
        map(service.getOrDefault("depends_on", Map.of()))
                .forEach((target, wish) ->
                        dependencies.put(target, (String) map(wish).get("condition")));
        return dependencies;
    }

    private static boolean checksHealth(Map<String, Object> service) {
        var check = map(service.getOrDefault("healthcheck", Map.of()));
        return check.containsKey("test") && !Boolean.TRUE.equals(check.get("disable"));
    }

    private static List<String> command(Map<String, Object> service) {
        return strings(service.get("command"));
    }

    private static List<String> stages() {
        return STAGE.matcher(dockerfile).results().map(stage -> stage.group(2)).toList();
    }

    private static Stream<DynamicTest> each(Check check) {
        return services.entrySet().stream()
                .map(service -> DynamicTest.dynamicTest(
                        service.getKey(), () -> check.of(service.getKey(), service.getValue())));
    }

    private static List<String> strings(Object list) {
        return list == null
                ? List.of()
                : ((List<?>) list).stream().map(String::valueOf).toList();
    }

    /** A mapping with its merge keys resolved: its own entries win. */
    private static Map<String, Object> map(Object node) {
        var merged = new LinkedHashMap<String, Object>();
        var own = (Map<?, ?>) node;
        if (own.containsKey("<<")) {
            merged.putAll(map(own.get("<<")));
        }
        own.forEach((key, value) -> merged.put((String) key, value));
        merged.remove("<<");
        return merged;
    }

    private interface Check {
        void of(String name, Map<String, Object> service);
    }
}
