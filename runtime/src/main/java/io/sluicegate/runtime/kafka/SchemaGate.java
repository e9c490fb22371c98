package io.sluicegate.runtime.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Says whether the registry has answered for a schema, so that a stream thread never asks the registry itself. Questions are asked on
 * a thread of the gate's own, again and again until the registry answers. Shared by the stream threads of an application.
 */
final class SchemaGate implements AutoCloseable {
    /** For how long a stream thread waits for a registry that is up; it costs far less than reading the record again. */
    private static final Duration PATIENCE = Duration.ofMillis(100);
    /** For how long the answer that there is no such schema holds. */
    private static final Duration ABSENT = Duration.ofSeconds(10);

    private record Question(CompletableFuture<Void> answer, long begun) {
        boolean isOver() {
            return answer.isDone() && (answer.isCompletedExceptionally() || isOlderThan(ABSENT));
        }

        boolean isOlderThan(Duration age) {
            return System.nanoTime() - begun > age.toNanos();
        }
    }

    private final Schemas schemas;
    private final Map<Integer, Question> questions = new ConcurrentHashMap<>();
    private final ExecutorService asking = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "sluicegate-schemas");
        thread.setDaemon(true);
        return thread;
    });

    SchemaGate(Schemas schemas) {
        this.schemas = schemas;
    }

    /** Whether the registry has answered for the schema, be it that there is none. */
    boolean isOpen(int id) {
        return schemas.knows(id) || isAnswered(ask(id), Duration.ZERO);
    }

    /** The same, after a moment's patience with a question that is new. */
    boolean opens(int id) {
        return isOpen(id) || isAnswered(ask(id), PATIENCE);
    }

    private Question ask(int id) {
        questions.values().removeIf(Question::isOver);
        return questions.computeIfAbsent(
                id, any -> new Question(CompletableFuture.runAsync(() -> answer(id), asking), System.nanoTime()));
    }

    /** Whatever else goes wrong is met again, and answered for, by whoever reads the record. */
    private void answer(int id) {
        try {
            var unused = schemas.byId(id);
        } catch (RegistryUnavailable e) {
            throw e;
        } catch (Throwable e) { // instead of a record that waits for ever
            return;
        }
    }

    private static boolean isAnswered(Question question, Duration patience) {
        if (!question.answer().isDone() && question.isOlderThan(PATIENCE)) {
            return false;
        }
        try {
            question.answer().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
