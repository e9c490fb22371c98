package io.sluicegate.runtime.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A background check of Kafka. It asks the cluster once a second on a thread of its own, so that readers of the result never wait.
 * Kafka Streams itself stays RUNNING without any broker. Because one broker's answer is enough for the check, it also watches the
 * partitions' {@link Leaders} and the {@link OpenTransactions} that keep records from being read.
 */
public final class BrokerPulse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerPulse.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration OPEN = Duration.ofSeconds(60);
    private static final int PATIENCE_MS = 3_000;

    /** One thread for each check: a check that waits for a broker must not make Kafka look silent. */
    private static final int TASKS = 3;

    private final String bootstrap;
    private final Callable<?> question;
    private final Leaders leaders;
    private final OpenTransactions transactions;
    private final AutoCloseable connection;
    private final Duration silence;
    private final ScheduledExecutorService workers = Executors.newScheduledThreadPool(TASKS, BrokerPulse::thread);
    private volatile long answered = System.nanoTime();
    private volatile String fault = "";
    private final Map<String, String> broken = new ConcurrentHashMap<>();
    private boolean silent;

    /**
     * Starts to check.
     *
     * @param question fails if Kafka doesn't answer
     * @param leaders checks for partitions without a leader
     * @param transactions checks for transactions that don't end
     * @param connection the connection that the question uses; closed with the pulse
     * @param silence how long Kafka may be silent before that is reported
     */
    BrokerPulse(
            String bootstrap,
            Callable<?> question,
            Leaders leaders,
            OpenTransactions transactions,
            AutoCloseable connection,
            Duration every,
            Duration silence) {
        this.bootstrap = bootstrap;
        this.question = question;
        this.leaders = leaders;
        this.transactions = transactions;
        this.connection = connection;
        this.silence = silence;
        repeat("availability", this::ask, every);
        repeat("partition leaders", leaders::look, LOOK);
        repeat("open transactions", transactions::look, transactions.every());
    }

    static BrokerPulse of(Clients clients) {
        return of(clients, OPEN);
    }

    /**
     * The pulse of the cluster of these clients.
     *
     * @param open how long a transaction may be open before that is reported
     */
    static BrokerPulse of(Clients clients, Duration open) {
        var properties = new HashMap<>(clients.adminProperties());
        properties.compute(AdminClientConfig.CLIENT_ID_CONFIG, (key, id) -> id + "-pulse");
        var admin = Admin.create(properties);
        var options = new DescribeClusterOptions().timeoutMs(PATIENCE_MS);
        return new BrokerPulse(
                clients.bootstrap(),
                () -> admin.describeCluster(options).clusterId().get(PATIENCE_MS, TimeUnit.MILLISECONDS),
                Leaders.of(admin, PATIENCE_MS),
                OpenTransactions.of(admin, PATIENCE_MS, open),
                () -> admin.close(Duration.ZERO),
                EVERY,
                SILENCE);
    }

    private void repeat(String what, Runnable task, Duration every) {
        var unused = workers.scheduleWithFixedDelay(() -> look(what, task), 0, every.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Logs whatever a check throws: an executor alone would silently end all further checks. */
    private void look(String what, Runnable task) {
        try {
            task.run();
            broken.remove(what);
        } catch (Throwable e) {
            broken.put(what, e.toString());
            LOG.atError().addKeyValue("what", what).setCause(e).log("background check of Kafka failed");
        }
    }

    private Optional<String> unseen() {
        return broken.isEmpty()
                ? Optional.empty()
                : Optional.of("can't check Kafka's " + broken + "; the log has the stack trace, please report it");
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "sluicegate-pulse");
        thread.setDaemon(true);
        return thread;
    }

    /** Why an application with these topics can't do its work; empty if Kafka answers, leads all of them and lets them be read. */
    public Optional<String> trouble(Set<String> topics) {
        return trouble().or(this::unseen).or(() -> leaders.trouble(topics)).or(() -> transactions.trouble(topics));
    }

    /** How long Kafka hasn't answered; empty while it answers. */
    Optional<String> trouble() {
        var since = Duration.ofNanos(System.nanoTime() - answered);
        return since.compareTo(silence) <= 0
                ? Optional.empty()
                : Optional.of("Kafka at " + bootstrap + " hasn't answered for " + since.toSeconds() + " s (" + fault
                        + "); check that it runs and can be reached from here");
    }

    private void ask() {
        try {
            var unused = question.call();
            answered = System.nanoTime();
        } catch (ExecutionException e) {
            fault = String.valueOf(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            fault = e.toString();
        }
        say();
    }

    /** Logs the start and the end of each silence once. */
    private void say() {
        var trouble = trouble();
        if (trouble.isPresent() != silent) {
            silent = trouble.isPresent();
            trouble.ifPresentOrElse(
                    why -> LOG.atWarn().addKeyValue("why", why).log("Kafka doesn't answer"),
                    () -> LOG.atInfo().addKeyValue("bootstrap", bootstrap).log("Kafka answers again"));
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
        try {
            connection.close();
        } catch (Exception e) {
            LOG.atDebug().setCause(e).log("could not close the connection of the background check");
        }
    }
}
