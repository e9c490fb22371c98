package io.sluicegate.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluicegate.launcher.Document.Block;
import io.sluicegate.launcher.platform.LocalPorts;
import io.sluicegate.sandbox.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what docs/tutorial.md says, word for word, in two terminals: from an empty folder, a CSV file of bike stations and a model made
 * elsewhere to predictions, a second version on trial, its promotion, its rollback and the explanation of one prediction. Compares what the
 * document shows of the output. The times of the commands are printed.
 */
class NewUserIT {
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final Duration WHOLE = Duration.ofMinutes(10);
    private static final String DEV = "sluicegate dev bikes";
    private static final Map<String, String> QUICK = Map.of("SLUICEGATE_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");

    @TempDir
    private Path home;

    private final Path checkout = Path.of("..").toAbsolutePath().normalize();
    private final Map<String, Long> millis = new LinkedHashMap<>();
    private final LocalPorts ports = new LocalPorts(FreePorts.any(), FreePorts.any(), FreePorts.any());
    private Optional<Shell.Running> dev = Optional.empty();
    private Session session;

    @BeforeEach
    void open() throws IOException {
        var environment = new LinkedHashMap<>(QUICK);
        environment.put("HOME", home.toString());
        session = Session.open(installation(), home, environment);
    }

    /** A folder that looks like the checkout, so that what the commands write doesn't lie about in it. */
    private Path installation() throws IOException {
        var folder = Files.createDirectories(home.resolve("sluicegate"));
        Files.createSymbolicLink(folder.resolve("examples"), checkout.resolve("examples"));
        var script = Files.writeString(
                folder.resolve("sluicegate"), "#!/bin/sh\nexec " + checkout.resolve("sluicegate") + " \"$@\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return folder;
    }

    @AfterEach
    void close() throws Exception {
        session.close();
        if (dev.isPresent() && dev.get().process().isAlive()) {
            dev.get().interrupt();
            dev.get().exitCode(PATIENCE.toSeconds());
        }
    }

    @Test
    void shouldLeadFromACsvFileAndAModelToPredictionsACanaryAndARollback() throws Exception {
        var begin = System.nanoTime();
        var printed = "";
        for (var block : Document.read(checkout.resolve("docs/tutorial.md")).blocks()) {
            printed = follow(block, printed);
        }
        assertThat(millis.keySet())
                .anyMatch(command -> command.startsWith("sluicegate init"))
                .anyMatch(command -> command.startsWith("sluicegate events send"))
                .anyMatch(command -> command.startsWith("sluicegate tail predictions"))
                .anyMatch(command -> command.startsWith("sluicegate rollout canary"))
                .anyMatch(command -> command.startsWith("sluicegate rollout promote"))
                .anyMatch(command -> command.startsWith("sluicegate rollout rollback"))
                .anyMatch(command -> command.startsWith("sluicegate explain obs-199"));
        shouldEndAtCtrlC(dev.orElseThrow());
        System.out.println("A newcomer's commands, in ms: " + millis);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(WHOLE);
    }

    /**
     * Does what a block of the document says.
     *
     * @param printed what the commands before it printed
     */
    private String follow(Block block, String printed) throws IOException {
        switch (block.language()) {
            case "sh" -> {
                return run(block.commands());
            }
            case "text" -> new Shown(block.lines()).requireIn(printed);
            case "console" ->
                await("the first terminal shows " + block.text())
                        .atMost(PATIENCE)
                        .failFast(() -> assertThat(dev.orElseThrow().process().isAlive())
                                .as(firstTerminal())
                                .isTrue())
                        .untilAsserted(() -> new Shown(block.lines()).requireIn(firstTerminal()));
            default -> throw new AssertionError("nobody knows what to do with a block of " + block.language());
        }
        return printed;
    }

    private String run(List<String> commands) throws IOException {
        var printed = new StringBuilder();
        for (var command : commands) {
            if (command.equals(DEV)) {
                dev = Optional.of(startDev());
            } else {
                var begin = System.nanoTime();
                printed.append(session.run(command));
                millis.put(command, Duration.ofNanos(System.nanoTime() - begin).toMillis());
            }
        }
        return printed.toString();
    }

    /** In the folder where the session is, and on ports that nobody uses. */
    private Shell.Running startDev() throws IOException {
        var folder = Path.of(session.run("pwd").strip());
        return new Shell(folder, home, Map.of())
                .start(checkout.resolve(DEV) + " --ports " + ports.kafka() + "," + ports.registry() + ","
                        + ports.console());
    }

    /** What the first terminal shows, with the usual ports. */
    private String firstTerminal() {
        return dev.orElseThrow()
                .printed()
                .replace(":" + ports.kafka(), ":" + LocalPorts.USUAL.kafka())
                .replace(":" + ports.registry(), ":" + LocalPorts.USUAL.registry())
                .replace(":" + ports.console(), ":" + LocalPorts.USUAL.console());
    }

    private void shouldEndAtCtrlC(Shell.Running running) throws Exception {
        running.interrupt();
        assertThat(running.exitCode(PATIENCE.toSeconds())).as(running.printed()).isZero();
        await("no process is left").atMost(PATIENCE).until(() -> ProcessHandle.allProcesses()
                .noneMatch(process -> process.info().commandLine().orElse("").contains(home.toString())));
    }
}
