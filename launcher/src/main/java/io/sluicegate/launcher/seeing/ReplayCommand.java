package io.sluicegate.launcher.seeing;

import static io.sluicegate.runtime.http.Json.object;

import io.sluicegate.launcher.cli.ChangesNothing;
import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.cli.Terminal.Style;
import io.sluicegate.launcher.seeing.domain.Found;
import io.sluicegate.launcher.seeing.domain.ReplayComparison;
import io.sluicegate.records.Prediction;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.runtime.service.ExitCode;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Computes a prediction again from the log, and compares. */
@ChangesNothing
@Command(
        name = "replay",
        description =
                "Compute a prediction again: from its features record in the log, with its bundle from the model store, by "
                        + "the scorer's own code. The same bits come out with the same execution provider, engine and batch; which "
                        + "batch it was isn't in the log, so each size up to model.batch is tried. Exits with 1 if the answer differs.",
        footer = "  sluicegate replay 2:1042 --pipeline examples/fraud/fraud.yaml")
public final class ReplayCommand extends SeeingCommand {
    private static final Pattern PLACE = Pattern.compile("([0-9]{1,9}):([0-9]{1,18})");

    @Parameters(
            paramLabel = "PARTITION:OFFSET",
            description = "The prediction's place in the topic of predictions, as explain shows it.")
    @SuppressWarnings("NullAway.Init")
    private String place;

    @Option(names = "--shadow", description = "The place is one in the topic of shadows' predictions.")
    private boolean shadow;

    @Override
    int run(PipelineLog log, Terminal terminal) throws Exception {
        var logged = prediction(log);
        var replayed = new Replayer(log).replay(logged);
        print(terminal, json(logged, replayed), () -> print(logged, replayed, terminal));
        return replayed.agrees() ? ExitCode.OK.code() : ExitCode.UNEXPECTED.code();
    }

    private Found<Prediction> prediction(PipelineLog log) {
        var topic = shadow ? log.topics().shadowPredictions() : log.topics().predictions();
        var matched = PLACE.matcher(place);
        if (!matched.matches()) {
            throw new CommandFailed(Message.NOT_A_PLACE, place);
        }
        return log.at(topic, Integer.parseInt(matched.group(1)), Long.parseLong(matched.group(2)))
                .flatMap(raw -> log.decoded(Prediction.class, raw))
                .orElseThrow(() -> new CommandFailed(Message.NO_PREDICTION_THERE, place, topic));
    }

    private static void print(Found<Prediction> logged, Replayed replayed, Terminal terminal) {
        var prediction = logged.value();
        terminal.line(terminal.styled(replayed.agrees() ? Style.GREEN : Style.RED, replayed.verdict()));
        terminal.line("event " + prediction.getEventId() + " of " + prediction.getEntity() + ", "
                + prediction.getModel() + "@" + prediction.getVersion() + ", bundle " + prediction.getBundleDigest());
        terminal.line("features from " + replayed.features() + ", bundle from " + replayed.location());
        terminal.line("in the log: " + answer(prediction) + ", on " + replayed.loggedBy());
        terminal.line("computed:   " + answer(replayed.prediction()) + ", on " + replayed.by() + ", in a batch of "
                + replayed.batch());
    }

    private static String answer(Prediction prediction) {
        return prediction.getOutcome()
                + (prediction.getScore() == null ? "" : " " + prediction.getScore())
                + (prediction.getLabel() == null ? "" : ", class " + prediction.getLabel())
                + (prediction.getReason() == null ? "" : ", " + prediction.getReason());
    }

    private static Map<String, Object> json(Found<Prediction> logged, Replayed replayed) {
        ReplayComparison comparison = replayed.comparison();
        return object(
                "place", ExplanationJson.place(logged.place()),
                "features", ExplanationJson.place(replayed.features()),
                "bundle", replayed.location(),
                "bitForBit", comparison.sameBits(),
                "withinTolerance", comparison.isWithin(replayed.tolerance()),
                "tolerance", replayed.tolerance(),
                "greatestDifference", comparison.greatest(),
                "batch", replayed.batch(),
                "provider", replayed.by().provider(),
                "loggedProvider", replayed.loggedBy().provider(),
                "engine", replayed.by().engine().toString(),
                "loggedEngine", replayed.loggedBy().engine().toString(),
                "verdict", replayed.verdict(),
                "logged", ExplanationJson.record(logged),
                "computed", ExplanationJson.fields(replayed.prediction()));
    }
}
