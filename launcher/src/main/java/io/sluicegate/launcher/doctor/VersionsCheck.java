package io.sluicegate.launcher.doctor;

import io.sluicegate.pipeline.config.KafkaSettings.Profile;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.server.common.MetadataVersion;

/** The versions of Kafka, the schema registry, Java and Sluicegate. */
record VersionsCheck(Optional<Kafka> kafka, String sluicegate) implements Check {
    private static final int TESTED_JAVA = 17;

    @Override
    public String name() {
        return "versions";
    }

    @Override
    public List<Finding> findings() throws Exception {
        var here = List.of(
                Finding.ok("this machine", sluicegate), java(Runtime.version().feature()));
        if (kafka.isEmpty()) {
            return here;
        }
        var there = List.of(
                kafka(kafka.get()),
                RegistryVersion.finding(kafka.get().config().kafka().registry()));
        return Stream.concat(here.stream(), there.stream()).toList();
    }

    static Finding java(int feature) {
        return feature >= TESTED_JAVA
                ? Finding.ok("this machine", "Java " + Runtime.version())
                : Finding.problem("this machine", "Java " + feature, "install a JDK 17 or later");
    }

    /** A cluster that doesn't answer leaves the other versions known. */
    private static Finding kafka(Kafka kafka) throws InterruptedException {
        try {
            var features = Kafka.await(kafka.admin().describeFeatures().featureMetadata());
            var metadata = features.supportedFeatures().get(MetadataVersion.FEATURE_NAME);
            return metadata == null
                    ? Finding.unknown("Kafka", "its version isn't known", "look at the brokers' logs")
                    : kafka(metadata.maxVersion(), kafka.config().kafka().profile());
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return Excuse.of(e);
        }
    }

    /**
     * What the newest metadata version that the brokers support says: they tell no other.
     *
     * @param level the number of the metadata version
     */
    static Finding kafka(short level, Profile profile) {
        if (level > MetadataVersion.latestTesting().featureLevel()) {
            return Finding.ok(
                    "Kafka", "newer than " + MetadataVersion.latestTesting().shortVersion());
        }
        var release = "Kafka " + MetadataVersion.fromFeatureLevel(level).shortVersion();
        return losesMarkers(MetadataVersion.fromFeatureLevel(level)) && profile == Profile.PRODUCTION
                ? Finding.warning(
                        "Kafka",
                        release + " or a release soon after it: brokers 4.3.0, 4.3.1 and 4.4.0 can lose the end of a "
                                + "transaction (KAFKA-20734)",
                        "run brokers 4.2, or a release with the fix; see 'Hanging transactions' in the operator's guide")
                : Finding.ok("Kafka", release + ", as its metadata version says");
    }

    private static boolean losesMarkers(MetadataVersion version) {
        return version.shortVersion().equals("4.3") || version.shortVersion().equals("4.4");
    }
}
