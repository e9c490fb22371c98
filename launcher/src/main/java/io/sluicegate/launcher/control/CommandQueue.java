package io.sluicegate.launcher.control;

import io.sluicegate.launcher.cli.LogReader;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.AuditEntry;
import io.sluicegate.records.ModelCommand;
import io.sluicegate.runtime.avro.AvroReader;
import io.sluicegate.runtime.avro.Decoding.Decoded;
import io.sluicegate.runtime.kafka.Clients;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The commands that rollout control has not decided yet. Rollout control decides them in the log's order, so they are those behind the
 * last one that the audit knows; nothing older is read.
 */
final class CommandQueue {
    private static final long COMMANDS = 500;
    /** Each command has at most two entries, and approvals have theirs. */
    private static final long ENTRIES = 2_000;

    private final List<ModelCommand> queued;

    private CommandQueue(List<ModelCommand> queued) {
        this.queued = queued;
    }

    static CommandQueue read(Clients clients) {
        try (var log = new LogReader(clients)) {
            var commands = new ArrayList<ModelCommand>();
            newest(log, Topics.COMMANDS, COMMANDS, clients.serdes().reader(ModelCommand.class), commands::add);
            var decided = new HashSet<String>();
            newest(log, Topics.AUDIT, ENTRIES, clients.serdes().reader(AuditEntry.class), entry -> {
                var command = entry.getCommand();
                if (command != null) {
                    decided.add(key(command));
                }
            });
            return new CommandQueue(behindTheLast(commands, decided));
        }
    }

    static List<ModelCommand> behindTheLast(List<ModelCommand> commands, Set<String> decided) {
        var from = commands.size();
        while (from > 0 && !decided.contains(key(commands.get(from - 1)))) {
            from--;
        }
        return List.copyOf(commands.subList(from, commands.size()));
    }

    /** The pipeline's, in the log's order. */
    List<ModelCommand> of(String pipeline) {
        return queued.stream()
                .filter(command -> command.getPipeline().equals(pipeline))
                .toList();
    }

    static String key(ModelCommand command) {
        return command.getPipeline() + "/" + command.getCommandId();
    }

    static <T> void newest(LogReader log, String topic, long count, AvroReader<T> reader, Consumer<T> each) {
        log.read(log.newest(log.partitions(topic), count), record -> {
            if (reader.read(record.value()) instanceof Decoded<T> decoded) {
                each.accept(decoded.value());
            }
            return true;
        });
    }
}
