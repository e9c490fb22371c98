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
 * A gate that opens for a schema once the registry has answered for it, so that stream threads never call the registry. The gate's
 * own thread calls the registry again and again until it answers. The stream threads of an application share one gate.
 */
final class SchemaGate implements AutoCloseable {
    /**
     * How long a stream thread waits for the answer: with a healthy registry, the wait costs far less than reading the record
     * again.
     */
    private static final Duration PATIENCE = Duration.ofMillis(100);
    /** How long the answer that a schema doesn't exist stays valid. */
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

    /** Whether the registry has answered for the schema; the answer may be that the schema doesn't exist. */
    boolean isOpen(int id) {
        return schemas.knows(id) || isAnswered(ask(id), Duration.ZERO);
    }

    /** Whether the registry has answered; waits a moment for the answer to a new question. */
    boolean opens(int id) {
        return isOpen(id) || isAnswered(ask(id), PATIENCE);
    }

    private Question ask(int id) {
        questions.values().removeIf(Question::isOver);
        return questions.computeIfAbsent(
                id, any -> new Question(CompletableFuture.runAsync(() -> answer(id), asking), System.nanoTime()));
    }

    /** Opens the gate also after any other fault: the reader of the record meets the fault again and handles it. */
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
