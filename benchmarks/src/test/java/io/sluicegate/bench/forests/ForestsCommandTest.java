package io.sluicegate.bench.forests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluicegate.bench.local.Results;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run: what the benchmark writes. How fast an engine is is not a test's to judge. */
class ForestsCommandTest {
    @TempDir
    Path folder;

    @Test
    void shouldCompareTheEngines() throws Exception {
        var printed = new ByteArrayOutputStream();
        try (var terminal = new PrintStream(printed, true, UTF_8)) {
            ForestsCommand.run(List.of(1, 8), true, new Results(folder), terminal);
        }

        assertThat(Files.readString(folder.resolve("forests.md")))
                .contains("| 50 boosted trees of depth 2 | 1 | ", "| 100 boosted trees of depth 6 | 8 | ");
        assertThat(Files.readString(folder.resolve("forests.json")))
                .contains("\"forest\":\"100 boosted trees of depth 6\"", "\"leastRatio\":");
        assertThat(printed.toString(UTF_8)).contains("# Forests: compiled trees against ONNX Runtime");
    }

    @Test
    void shouldGrowTreesThatAreAsDeepAsTheySay() {
        assertThat(depth(Grove.BOOSTED.grow().get(0), 0)).isEqualTo(6);
        assertThat(depth(Grove.RANDOM.grow().get(0), 0)).isBetween(20, 29);
    }

    private static int depth(GrownTree tree, int node) {
        var at = tree.nodes.get(node);
        return at.isLeaf() ? 0 : 1 + Math.max(depth(tree, at.whenTrue()), depth(tree, at.whenFalse()));
    }
}
