package io.sluicegate.launcher.platform;

import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.runtime.service.ExitReason;
import io.sluicegate.sandbox.Closing;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What a local platform is for: the pipelines that run on it, from its start to its end. */
public interface Tenant {
    /** Whether it needs the console's port. */
    boolean hasConsole();

    /**
     * Reads the pipelines' files, before anything starts.
     *
     * @return the pipelines' names
     */
    List<String> read(LocalPipelines files) throws IOException;

    /**
     * Starts on the platform, which runs, and returns once everything works that can.
     *
     * @param closing receives what is closed before the platform ends
     */
    void start(Closing closing, Terminal terminal) throws IOException, InterruptedException;

    /** Looks after what runs, a few times a second; the reason if the platform has to end. */
    Optional<ExitReason> look();
}
