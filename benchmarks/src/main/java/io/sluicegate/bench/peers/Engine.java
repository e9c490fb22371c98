package io.sluicegate.bench.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The engine of a contender. All but Kafka Streams have a class path of their own, which {@link PeerBuild} finds. */
public enum Engine {
    KAFKA_STREAMS("", "-Xms512m -Xmx512m"),
    FLINK("io.sluicegate.peers.flink.FlinkPeer", "-Xms1g -Xmx1g -Xss4m"),
    SPARK("io.sluicegate.peers.spark.SparkPeer", "-Xms1g -Xmx1g"),
    JET("io.sluicegate.peers.jet.JetPeer", "-Xms1g -Xmx1g");

    private static final List<String> OPENED = List.of(
            "java.io",
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar");

    private final String main;
    private final String options;

    Engine(String main, String options) {
        this.main = main;
        this.options = options;
    }

    /** The main class of a peer. */
    String main() {
        return main;
    }

    boolean isPeer() {
        return this != KAFKA_STREAMS;
    }

    /** The folder of its module in {@code peers}. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The options of its JVM: heap, and the modules that the engine's documentation wants open. */
    public List<String> options() {
        var all = new ArrayList<>(List.of(options.split(" ")));
        all.add("-XX:+UseG1GC");
        if (isPeer()) {
            OPENED.forEach(opened -> all.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED"));
        }
        return List.copyOf(all);
    }
}
