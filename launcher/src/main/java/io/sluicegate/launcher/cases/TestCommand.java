package io.sluicegate.launcher.cases;

import io.sluicegate.launcher.cases.CaseRunner.Given;
import io.sluicegate.launcher.cli.ChangesNothing;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.runtime.service.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The {@code test} command. */
@ChangesNothing
@Command(
        name = "test",
        description =
                "Run a pipeline's topologies over given events, without Kafka, and compare features, predictions and dead "
                        + "letters with what the cases expect; exit with 1 if one differs.",
        footer = "  sluicegate test examples/fraud/cases/features.yaml")
public final class TestCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The folder with the cases (*.yaml), or one file.")
    @SuppressWarnings("NullAway.Init")
    private Path place;

    @Option(
            names = {"-p", "--pipeline"},
            paramLabel = "FILE",
            description = "The pipeline's YAML file (default: as the cases say).")
    private @Nullable Path pipeline;

    @Option(
            names = "--schema",
            paramLabel = "FILE",
            description = "The events' Avro schema (default: as the cases say).")
    private @Nullable Path schema;

    @Option(names = "--bundle", paramLabel = "DIR", description = "The model's bundle (default: as the cases say).")
    private @Nullable Path bundle;

    @Option(
            names = {"-v", "--model-version"},
            paramLabel = "VERSION",
            description = "The model's version in the pipeline's store, in place of --bundle.")
    private @Nullable String version;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the results as JUnit's XML, too.")
    private @Nullable Path junit;

    @Override
    public Integer call() throws IOException {
        var given = new Given(
                Optional.ofNullable(pipeline),
                Optional.ofNullable(schema),
                Optional.ofNullable(bundle),
                Optional.ofNullable(version));
        var terminal = Terminal.standard();
        var results = new ArrayList<CaseResult>();
        for (var suite : SuiteReader.read(place)) {
            new CaseRunner(given, System.getenv()).run(suite, result -> {
                results.add(result);
                CaseText.print(terminal, result);
            });
        }
        if (junit != null) {
            JUnitReport.write(junit, results);
        }
        return summedUp(terminal, results);
    }

    private static int summedUp(Terminal terminal, List<CaseResult> results) {
        var failed = results.stream().filter(it -> !it.isSuccess()).count();
        terminal.line("");
        terminal.line(results.size() + (results.size() == 1 ? " case, " : " cases, ") + failed + " failed");
        return (failed == 0 ? ExitCode.OK : ExitCode.UNEXPECTED).code();
    }
}
