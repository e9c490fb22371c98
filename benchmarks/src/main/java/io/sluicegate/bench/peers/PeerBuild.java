package io.sluicegate.bench.peers;

import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Stream;

/** Finds the class paths of the peers, which a build by a profile of its own leaves in the checkout. */
public final class PeerBuild {
    /** The one command that builds them. */
    static final String COMMAND = "mvn -B -Ppeers -Dfast -DskipTests -pl peers/flink,peers/spark,peers/jet -am package";

    private final Path home;

    /** @param home the checkout */
    public PeerBuild(Path home) {
        this.home = home;
    }

    /** Fails with one line if the engine of one of these is missing. */
    void check(Collection<Contender> contenders) {
        contenders.stream().map(Contender::engine).distinct().forEach(this::check);
    }

    /** Fails with one line if an engine is missing. */
    public void check(Engine engine) {
        if (engine.isPeer() && !isThere(engine)) {
            throw new CommandFailed(
                    Message.PEER_NOT_BUILT,
                    engine.folder(),
                    COMMAND,
                    home.toAbsolutePath().normalize());
        }
    }

    private boolean isThere(Engine engine) {
        return Files.isDirectory(libraries(engine)) && Files.isDirectory(classes(engine));
    }

    /** The class path of an engine. */
    public String classPath(Engine engine) {
        return Stream.of(classes(engine), libraries(engine).resolve("*"))
                .map(path -> path.toAbsolutePath().toString())
                .reduce((classes, libraries) -> classes + File.pathSeparator + libraries)
                .orElseThrow();
    }

    private Path classes(Engine engine) {
        return target(engine).resolve("classes");
    }

    private Path libraries(Engine engine) {
        return target(engine).resolve("lib");
    }

    private Path target(Engine engine) {
        return home.resolve("peers").resolve(engine.folder()).resolve("target");
    }
}
