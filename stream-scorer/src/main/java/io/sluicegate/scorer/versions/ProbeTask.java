package io.sluicegate.scorer.versions;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a probe is to load, as it travels to the child process: in its arguments.
 *
 * @param report the file that the child writes its report to
 * @param store the folder that bundles may be read from
 */
record ProbeTask(Path report, Path store, String location, String digest, ModelCheck check) {

    List<String> arguments() {
        return List.of(
                report.toString(),
                store.toAbsolutePath().toString(),
                location,
                digest,
                Integer.toString(check.batch()),
                check.limit().longest().toString(),
                check.limit().setting(),
                ExecutionArgument.of(check.execution()));
    }

    static ProbeTask of(String... arguments) {
        return new ProbeTask(
                Path.of(arguments[0]),
                Path.of(arguments[1]),
                arguments[2],
                arguments[3],
                new ModelCheck(
                        Integer.parseInt(arguments[4]),
                        new CallLimit(Duration.parse(arguments[5]), arguments[6]),
                        ExecutionArgument.read(arguments[7])));
    }
}
