package io.sluicegate.bench.gpu;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The names of NVIDIA's GPUs in this machine, as their own tool tells them. */
final class Card {
    private static final List<String> COMMAND =
            List.of("nvidia-smi", "--query-gpu=name,driver_version", "--format=csv,noheader");
    private static final long PATIENCE_S = 20;

    private Card() {}

    /** The names with the driver's version, or that there is none. */
    static String names() {
        try {
            var process = new ProcessBuilder(COMMAND).redirectErrorStream(true).start();
            var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return process.waitFor(PATIENCE_S, TimeUnit.SECONDS) && process.exitValue() == 0 && !lines.isEmpty()
                    ? String.join("; ", lines)
                    : "no NVIDIA GPU";
        } catch (IOException e) {
            return "no NVIDIA GPU";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
