package io.sluicegate.runtime.command;

import static io.sluicegate.runtime.service.ExitCode.BAD_CONFIGURATION;
import static io.sluicegate.runtime.service.ExitCode.CANNOT_BIND;
import static io.sluicegate.runtime.service.ExitCode.KAFKA;
import static io.sluicegate.runtime.service.ExitCode.NOT_FOUND;
import static io.sluicegate.runtime.service.ExitCode.NOT_IN_EFFECT;
import static io.sluicegate.runtime.service.ExitCode.REFUSED;
import static io.sluicegate.runtime.service.ExitCode.UNEXPECTED;
import static io.sluicegate.runtime.service.ExitCode.UNREACHABLE;
import static io.sluicegate.runtime.service.ExitCode.USAGE;

import io.sluicegate.pipeline.config.Addresses;
import io.sluicegate.runtime.service.ExitCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of what commands say when they fail: what failed, and what to do. {@code {0}}, {@code {1}} and so on are the places of
 * the values.
 */
public enum Message {
    // How a command is written.
    UNKNOWN_COMMAND(USAGE, "there is no command '{0}'", "{1}commands are {2}"),
    UNKNOWN_OPTION(USAGE, "{0} has no option {1}", "{2}options are {3}"),
    COMMAND_NEEDED(USAGE, "{0} needs a command", "choose one of {1}"),
    WRONG_USAGE(USAGE, "the command isn't complete or has a mistake: {0}", "{1} --help shows how to write the command"),
    VALUE_UNUSABLE(USAGE, "{0} is {1}, expected {2}", "correct the option"),
    SCHEMA_NEEDED(USAGE, "the events in {0} come without their schema", "pass the Avro schema with --schema"),
    NO_SUCH_STAGE(USAGE, "there is no stage '{0}'", "choose from {1}"),
    IDENTITY_FIXED(USAGE, "Kafka authenticates you as '{0}'", "omit --by"),
    SEVERAL_TO_END(USAGE, "version {0}", "choose one with {1}"),
    FOLDER_NOT_OURS(USAGE, "{0} holds files that were not written by a {1}", "choose an empty or a new folder"),
    FOLDER_TAKEN(USAGE, "another {0} is running in {1}", "stop the other one, or choose another folder"),
    NO_TRANSACTIONAL_STORES(
            USAGE, "this version of Kafka has no transactional state stores", "leave out --transactional"),
    PEER_NOT_BUILT(USAGE, "{0} is not built", "run {1} in {2}, or leave it out with --subjects"),
    NOT_A_TIME(USAGE, "'{0}' is no time", "write 2026-03-01T12:00:00Z, or how long ago, for example 15m, 2h or 3d"),
    NOT_A_LENGTH(USAGE, "'{0}' is no length of time", "write for example 30s, 15m or 2h"),
    NOT_A_PLACE(USAGE, "'{0}' is no place in a topic", "write PARTITION:OFFSET, for example 2:1042"),
    OTHER_MODEL(USAGE, "'{0}' isn't a version of the pipeline's model", "write {1}@VERSION"),
    LOAD_OPTION(USAGE, "{0}", "correct the option; see sluicegate load --help"),
    NO_STAGE_LEFT(USAGE, "no stage is left to run", "name other stages, or fewer with --without"),
    NO_FIELD_FOR_ROLE(USAGE, "no field is obviously the {0} of an event", "name one with {1}, out of {2}"),
    NO_SUCH_FIELD(USAGE, "there is no field '{0}'", "name one of {1} with {2}"),
    FIELD_NOT_A_TIME(
            USAGE,
            "the field '{0}' is {1}, and holds no times{2}",
            "name one with --time that has ISO 8601 text, or seconds or milliseconds since 1970"),
    FIELD_NOT_A_NAME(
            USAGE,
            "the field '{0}' is {1}, which can't name anything",
            "name one with {2} that has text or whole numbers"),
    RATE_WRONG(USAGE, "--rate {0} isn't a rate", "pass the number of records a second, above 0"),
    SPEED_WRONG(USAGE, "--speed {0} isn't a speed", "pass a factor, such as 60x for an hour in a minute"),
    PLACE_WRONG(
            USAGE,
            "{0} {1} is no place in a log",
            "pass beginning, end, a time span such as -10m, a time such as 2026-11-27T18:00:00Z, an offset, or "
                    + "PARTITION:OFFSET"),
    WHERE_WRONG(
            USAGE,
            "--where {0}: {1}",
            "write a condition in CEL over record.FIELD, key, partition, offset and time, such as {2}"),
    SEVERAL_QUEUED(USAGE, "{0} commands of pipeline '{1}' are queued", "name the one to take back by its id: {2}"),

    // The cluster.
    KAFKA_UNREACHABLE(
            UNREACHABLE,
            "Kafka at {0} doesn't answer within {1} s{2}",
            "check that it runs and that kafka.bootstrap is its address; sluicegate up or dev starts a local one"),
    KAFKA_REFUSES(
            KAFKA,
            "{0} refuses the request: {1}",
            "correct the user and the secrets in kafka.properties, or ask Kafka's operators for the missing right"),
    KAFKA_NOT_ASKED(UNREACHABLE, "Kafka at {0} can't be asked: {1}", "correct kafka.bootstrap and kafka.properties"),
    KAFKA_FELL_SILENT(
            UNREACHABLE, "Kafka stopped answering: {0}", "check that all brokers run, and run the command again"),
    REGISTRY_UNREACHABLE(
            UNREACHABLE,
            "the schema registry at {0} doesn't answer within {1} s",
            "check that it runs and that kafka.registry is its address; sluicegate up or dev starts a local one"),
    NO_REGISTRY(
            UNREACHABLE,
            "no schema registry is at {0}: {1}",
            "correct kafka.registry; a path such as /apis/ccompat/v7 is part of many registries' address"),
    SERVICE_UNREACHABLE(
            UNREACHABLE,
            "nothing answers at {0}: {1}",
            "check that the service runs and that the address is its service.host and service.port"),
    TOPIC_MISSING(NOT_FOUND, "there is no topic {0}", "create the pipeline's topics with sluicegate topics apply"),
    TRAFFIC_STOPPED(UNEXPECTED, "the traffic stopped: {0}", "mend what the message names, and start the traffic again"),
    PARTITION_MISSING(
            NOT_FOUND,
            "there is no partition {0} to read",
            "choose one that the topic has, and with --key that of the key"),
    PORTS_TAKEN(
            CANNOT_BIND,
            "other processes use {0}",
            "stop them, name other ports with --ports KAFKA,REGISTRY,CONSOLE, or take free ones with --ports free"),
    NO_PLATFORM(NOT_FOUND, "no local platform runs in {0}", "start one with {1}"),
    SUBJECT_MISSING(
            NOT_FOUND,
            "the registry at {1} has no subject {0}",
            "correct the name, register the schema first, or name a file ending in .csv, .jsonl or .avsc"),
    NO_EVENT_SCHEMA(
            NOT_FOUND,
            "the registry at {1} has no schema under {0}",
            "check that this is the registry of the pipeline, then pass the events' Avro schema with --schema FILE, which "
                    + "registers it"),
    SCHEMA_NOT_REGISTERED(
            BAD_CONFIGURATION,
            "{0} can't be registered: {1}",
            "leave out --schema to use the registered schema, or correct the file"),
    RECORDS_NOT_WRITTEN(
            UNREACHABLE,
            "Kafka may not have written {0} of {1} records to {2}: {3}",
            "look into the topic with sluicegate tail before you send them again"),

    // Rollouts.
    NOTHING_DEPLOYED(
            NOT_FOUND, "nothing is deployed in pipeline '{0}'", "deploy a version first: sluicegate rollout deploy"),
    NOTHING_TO_END(
            NOT_FOUND,
            "pipeline '{0}' has no trial, no shadow and no preparation to end",
            "go back from the primary with sluicegate rollout rollback"),
    COMMAND_REFUSED(REFUSED, "rollout control refused {0}: {1}", "correct the command, and send it again"),
    ROLLOUT_CONTROL_SILENT(
            NOT_IN_EFFECT,
            "rollout control has not answered {0} within {1} s",
            "start it with sluicegate run rollout-control. The command is in the log, and rollout control obeys it once it runs{2}."
                    + "\nTo take the command back, use this line:\n  {3}"
                    + "\nTo repeat the command, use this line, which can't act twice:\n  {4}"),
    VERSION_MISSING(
            NOT_FOUND,
            "version {0} is not in the model store: {1}",
            "publish it with sluicegate bundle publish, or set model.store to the store that has it"),
    VERSION_UNUSABLE(
            BAD_CONFIGURATION, "version {0} can't be used: {1}", "publish it anew with sluicegate bundle publish"),
    WOULD_BE_REFUSED(REFUSED, "rollout control would refuse {0}: {1}", "correct the command; nothing was sent"),
    WITHDRAWAL_QUEUED(
            NOT_IN_EFFECT,
            "rollout control has not answered {0} within {1} s",
            "start it with sluicegate run rollout-control. The withdrawal is in the log, and rollout control finds it before it "
                    + "decides on the command"),
    APPROVAL_QUEUED(
            NOT_IN_EFFECT,
            "rollout control has not answered {0} within {1} s",
            "start it with sluicegate run rollout-control. The approval is in the log, and rollout control reads it once it runs"),
    COMMAND_WITHDRAWN(NOT_IN_EFFECT, "{0} was taken back: {1}", "send the command again if you still want it"),
    COMMAND_NOT_WRITTEN(
            UNREACHABLE,
            "{0} may not have reached the log",
            "check with sluicegate audit whether command {1} arrived, before you send it again"),
    EFFECT_GIVEN_UP(
            NOT_IN_EFFECT,
            "{0} has not come into effect: {1}",
            "mend what the reason names, and send the command again"),
    EFFECT_OUTSTANDING(
            NOT_IN_EFFECT,
            "{0} was accepted, but is not in effect yet: {1}",
            "the command goes on; look at the instances of pipeline '{2}' with sluicegate status"),
    NOBODY_TO_ACT(
            NOT_IN_EFFECT,
            "{0} is in force as revision {1}, but no instance of stream-scorer is alive to act on it",
            "start one with sluicegate run stream-scorer: it reads the newest revision before it scores, so the command "
                    + "needn't be sent again"),
    NOTHING_ON_TRIAL(
            NOT_FOUND, "no version of pipeline '{0}' is on trial", "begin a trial with sluicegate rollout canary"),
    NOTHING_QUEUED(
            NOT_FOUND,
            "no command of pipeline '{0}' is queued",
            "see with sluicegate audit what became of the commands"),

    // Files, models and bundles.
    FILE_MISSING(NOT_FOUND, "there is no file {0}", "correct the path"),
    FILE_UNUSABLE(
            BAD_CONFIGURATION, "a file can't be used: {0}", "correct the file or its permissions, or pass another one"),
    WRONG_KIND_OF_FILE(BAD_CONFIGURATION, "{0} is {1}, expected {2}", "pass the path of one"),
    NOT_A_SCHEMA(BAD_CONFIGURATION, "{0} isn't an Avro schema: {1}", "pass a file with one Avro schema as JSON"),
    EVENTS_UNUSABLE(
            BAD_CONFIGURATION,
            "the features can't be computed from {0}: {1}",
            "correct the features in the pipeline's file, or pass events that have what they need"),
    ROW_UNUSABLE(BAD_CONFIGURATION, "{0}: {1}", "correct the row"),
    ROW_NOT_UTF8(BAD_CONFIGURATION, "{0}: no UTF-8", "save the file in that encoding"),
    NO_ROWS(BAD_CONFIGURATION, "{0} holds no rows {1}", "pass a file with at least one"),
    TRAINING_ROWS_UNUSABLE(
            BAD_CONFIGURATION,
            "the training rows can't be used: {0}",
            "compute the rows with sluicegate backfill and this pipeline's file"),
    MODEL_UNUSABLE(
            BAD_CONFIGURATION,
            "the model {0} can't be used: {1}",
            "sluicegate bundle inspect shows what the model takes and what a manifest has to say"),
    MODEL_FAILS(BAD_CONFIGURATION, "the model fails: {0}", "pass other rows, or export the model again"),
    MADE_UP_ROW_FAILS(BAD_CONFIGURATION, "{0}: {1}; the row was made up", "name rows that it accepts with --features"),
    MANIFEST_UNUSABLE(
            BAD_CONFIGURATION, "the bundle of {0} contradicts itself: {1}", "correct the file passed as --manifest"),
    FEATURES_DONT_FIT(
            BAD_CONFIGURATION,
            "the features of {0} don't fit {1}: {2}",
            "change the features in the pipeline's file, or say in the manifest which feature fills which input"),
    WRONG_MODEL(
            BAD_CONFIGURATION,
            "{0} is a bundle of model '{1}', but {2} runs model '{3}'",
            "pass the file of a pipeline that runs the bundle's model, or create the bundle with --name {3}"),
    BUNDLE_MISSING(NOT_FOUND, "there is no bundle: {0}", "correct the path"),
    BUNDLE_UNUSABLE(
            BAD_CONFIGURATION,
            "the bundle {0} can't be used: {1}",
            "create the bundle anew with sluicegate bundle create"),
    BUNDLE_NOT_WRITTEN(BAD_CONFIGURATION, "the bundle can't be written: {0}", "choose another name, version or folder"),
    INPUT_MISSING(
            NOT_FOUND,
            "there is no file {0}",
            "pass a file of JSON objects, one a line, or a CSV file; - reads the standard input"),
    INPUT_NOT_ROWS(
            BAD_CONFIGURATION,
            "the rows of {0} can't be read: {1}",
            "pass JSON objects, one a line, or CSV whose first line names the columns, in UTF-8"),
    ROWS_NOT_SENT(
            BAD_CONFIGURATION,
            "{0} of {1} rows of {2} were not sent",
            "correct the rows that the lines above name, and send those again"),
    FIELD_NOT_IN_EVENTS(
            BAD_CONFIGURATION,
            "the events have no field '{0}', which {1} names{2}",
            "correct the pipeline's file or the events' schema"),
    NO_CASES(
            NOT_FOUND,
            "there are no cases in {0}",
            "pass a folder with YAML files, or one of them; docs/testing.md shows how"),
    BAD_CASES(BAD_CONFIGURATION, "{0}: {1}", "correct the file; docs/testing.md describes its keys"),
    LOAD_SOURCE(
            BAD_CONFIGURATION,
            "{0} has no events to send: {1}",
            "pass other events with --input, --schema or --from-topic"),

    // What a pipeline has decided.
    EVENT_NOT_FOUND(
            NOT_FOUND,
            "no prediction about event '{0}' is among {1}",
            "pass --entity KEY to search one partition only, --time TIME to search around a time, or a greater --search; an "
                    + "event that couldn't be used has none: sluicegate tail dead-letters"),
    NO_PREDICTION_THERE(
            NOT_FOUND, "there is no prediction at {0} of {1}", "pass a place that sluicegate explain shows"),
    NOTHING_DECIDED(
            NOT_FOUND,
            "nothing was deployed in pipeline '{0}' at {1}",
            "pass a later time; sluicegate audit shows when the first version was deployed"),
    NO_SUCH_SUBJECT(NOT_FOUND, "no drift report is about '{0}'", "choose one of {1}"),
    NEVER_DECIDED(
            NOT_FOUND,
            "version '{0}' has never decided in pipeline '{1}'",
            "choose one that sluicegate versions shows to decide, or to have decided"),
    NOT_REPLAYABLE(
            NOT_FOUND,
            "the prediction at {0} can't be computed again: {1}",
            "run the command where the model store is mounted, with the pipeline's file of the scorer"),

    // Projects.
    PROJECT_EXISTS(USAGE, "{0} is there already and isn't empty", "name a new folder: init overwrites nothing"),
    SAMPLE_OF_OTHER_KIND(
            BAD_CONFIGURATION,
            "{0} is none of .csv, .tsv, .jsonl and .avsc",
            "export the events as CSV with a heading, or as one JSON object a line"),
    SAMPLE_ROW_BROKEN(BAD_CONFIGURATION, "{0}, line {1}: {2}", "correct the line, or name a sample without it"),
    SAMPLE_WITHOUT_HEADING(
            BAD_CONFIGURATION, "line 1 of {0} has the value {1} where a name should be", "let line 1 name the columns"),
    SAMPLE_EMPTY(
            BAD_CONFIGURATION, "{0} has no rows", "name a sample with at least one event, or an Avro schema (.avsc)"),
    DECIMAL_COMMA(
            BAD_CONFIGURATION,
            "the column '{0}' has the value {1} in row {2}, a number with a decimal comma",
            "export the file again with decimal points"),
    NO_PROJECT(NOT_FOUND, "{0} has no pipeline.yaml", "make a project with sluicegate init, or name its folder"),

    // The rest.
    BENCHMARK_FAILED(
            UNEXPECTED,
            "the benchmark failed: {0}",
            "read the logs in the folder that the benchmark names, and run it again on a quieter machine"),
    UNKNOWN_FAULT(
            UNEXPECTED,
            "{0} failed for an unknown reason: {1}",
            "run the command again with --debug for the stack trace, and report it");

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    private final ExitCode exitCode;
    private final String what;
    private final String remedy;

    Message(ExitCode exitCode, String what, String remedy) {
        this.exitCode = exitCode;
        this.what = what;
        this.remedy = remedy;
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    /** What failed, with places for values. */
    public String what() {
        return what;
    }

    /** What to do, with places for values. */
    public String remedy() {
        return remedy;
    }

    /** The text with its values; without the user and the password that an address among them may hold. */
    static String filled(String text, @Nullable Object... values) {
        return PLACE.matcher(text)
                .replaceAll(place ->
                        Matcher.quoteReplacement(shown(String.valueOf(values[Integer.parseInt(place.group(1))]))));
    }

    /** Words of Kafka, Avro or ONNX Runtime may have several lines. */
    private static String shown(String value) {
        return Addresses.shown(value.replaceAll("\\R\\s*$", "").replaceAll("\\s*\\R\\s*", " "));
    }
}
