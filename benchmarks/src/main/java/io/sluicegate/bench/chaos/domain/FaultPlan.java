package io.sluicegate.bench.chaos.domain;

import io.sluicegate.bench.chaos.domain.Fault.Kind;
import io.sluicegate.bench.chaos.domain.Fault.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The plan of faults, the same for the same seed. The first five cover every kind and every moment, in a random order, and the sixth
 * strikes the retraining trigger; all others are random. An instance joins after a third of the faults, and leaves later.
 *
 * <p>Hardships come in addition, spread evenly: the first six cover every kind and give the events three new schemas; one more comes with
 * every third further fault.
 */
public final class FaultPlan {
    public static final String CONTROL = "rollout-control";
    public static final String DETECTOR = "drift-detector";
    public static final String TRIGGER = "retraining-trigger";
    public static final List<String> ENRICHERS = List.of("feature-enricher-1", "feature-enricher-2");
    public static final List<String> SCORERS = List.of("stream-scorer-1", "stream-scorer-2");
    public static final String JOINING = "stream-scorer-3";

    public static final String EVENTS = "schema-of-events";
    public static final String REGISTRY = "schema-registry";
    public static final String COMMANDS = "commands";
    public static final String BUNDLES = "bundle-of-previous-version";

    private static final int ONE_MORE_EVERY = 3;
    private static final int SHORTEST_MS = 500;
    private static final int LONGEST_MS = 4_000;

    /** The longest outage of a broker, within the patience of clients. */
    private static final int BROKER_LONGEST_MS = 2_500;

    private final Random random;
    private final int brokers;
    private final Duration sessionTimeout;

    private FaultPlan(Random random, int brokers, Duration sessionTimeout) {
        this.random = random;
        this.brokers = brokers;
        this.sessionTimeout = sessionTimeout;
    }

    /**
     * A plan.
     *
     * @param kills how many faults strike; joining and leaving come on top
     * @param sessionTimeout how long a frozen instance stays a member
     */
    public static List<Fault> of(long seed, int kills, int brokers, Duration sessionTimeout) {
        return new FaultPlan(new Random(seed), brokers, sessionTimeout).plan(kills);
    }

    private List<Fault> plan(int kills) {
        var faults = new ArrayList<>(varied());
        Collections.shuffle(faults, random);
        faults.add(fault(Kind.KILL, TRIGGER, Moment.CLOSE));
        while (faults.size() < kills) {
            faults.add(any());
        }
        var plan = new ArrayList<>(faults.subList(0, kills));
        plan.add(kills / 3, joining(Kind.JOIN));
        plan.add(Math.max(kills / 3 + 1, 2 * kills / 3 + 1), joining(Kind.LEAVE));
        return spread(hardships(kills), plan);
    }

    private static List<Fault> spread(List<Fault> hardships, List<Fault> plan) {
        var all = plan.size() + hardships.size();
        for (var i = 0; i < hardships.size(); i++) {
            plan.add((i + 1) * all / (hardships.size() + 1), hardships.get(i));
        }
        return plan;
    }

    private List<Fault> hardships(int kills) {
        var kinds = new ArrayList<>(List.of(Kind.EVOLVE, Kind.EVOLVE, Kind.LAG, Kind.REPEAT, Kind.RACE, Kind.LOSE));
        Collections.shuffle(kinds, random);
        var count = kinds.size() + Math.max(0, kills - kinds.size()) / ONE_MORE_EVERY;
        return IntStream.range(0, count)
                .mapToObj(i -> hardship(kinds.get(i % kinds.size())))
                .toList();
    }

    private Fault hardship(Kind kind) {
        var target =
                switch (kind) {
                    case EVOLVE -> EVENTS;
                    case LAG -> REGISTRY;
                    case LOSE -> BUNDLES;
                    default -> COMMANDS;
                };
        return new Fault(kind, target, Moment.ANY, lasting(LONGEST_MS), Duration.ofMillis(SHORTEST_MS));
    }

    /** The first five hold what the shortest run must have. */
    private List<Fault> varied() {
        return List.of(
                fault(Kind.KILL, one(SCORERS), Moment.PREPARATION),
                fault(Kind.KILL, DETECTOR, Moment.CLOSE),
                fault(Kind.FREEZE, one(SCORERS), Moment.ROLLBACK),
                fault(Kind.TERM, one(ENRICHERS), Moment.ANY),
                fault(Kind.KILL, broker(), Moment.ANY));
    }

    private Fault any() {
        return switch (random.nextInt(14)) {
            case 0, 1 -> fault(anyKind(), one(SCORERS), Moment.PREPARATION);
            case 2, 3 -> fault(anyKind(), one(SCORERS), Moment.ROLLBACK);
            case 4 -> fault(anyKind(), CONTROL, Moment.PREPARATION);
            case 5 -> fault(anyKind(), CONTROL, Moment.ROLLBACK);
            case 6 -> fault(anyKind(), DETECTOR, Moment.CLOSE);
            case 7 -> fault(anyKind(), DETECTOR, Moment.ANY);
            case 8, 9 -> fault(anyKind(), one(ENRICHERS), Moment.ANY);
            case 10 -> fault(Kind.TERM, broker(), Moment.ANY);
            case 11 -> fault(anyKind(), TRIGGER, Moment.CLOSE);
            case 12 -> fault(anyKind(), TRIGGER, Moment.ROLLBACK);
            default -> fault(Kind.KILL, broker(), Moment.ANY);
        };
    }

    private Kind anyKind() {
        return List.of(Kind.KILL, Kind.KILL, Kind.TERM, Kind.FREEZE).get(random.nextInt(4));
    }

    private Fault joining(Kind kind) {
        return new Fault(kind, JOINING, Moment.ANY, Duration.ZERO, pause());
    }

    private Fault fault(Kind kind, String target, Moment moment) {
        var longest = target.startsWith("broker-") ? BROKER_LONGEST_MS : LONGEST_MS;
        var lasts = lasting(longest);
        var beyondSession = kind == Kind.FREEZE && random.nextBoolean();
        return new Fault(kind, target, moment, beyondSession ? sessionTimeout.plus(lasts) : lasts, pause());
    }

    private Duration lasting(int longestMs) {
        return Duration.ofMillis(SHORTEST_MS + random.nextInt(longestMs - SHORTEST_MS));
    }

    private Duration pause() {
        return Duration.ofMillis(SHORTEST_MS + random.nextInt(LONGEST_MS));
    }

    private String broker() {
        return "broker-" + (1 + random.nextInt(brokers));
    }

    private String one(List<String> names) {
        return names.get(random.nextInt(names.size()));
    }
}
