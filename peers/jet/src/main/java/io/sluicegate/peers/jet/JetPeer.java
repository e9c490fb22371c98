package io.sluicegate.peers.jet;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.config.JobConfig;
import com.hazelcast.jet.config.ProcessingGuarantee;
import io.sluicegate.peers.PeerSettings;
import io.sluicegate.peers.Sampler;
import java.nio.file.Path;

/** A member of its own, alone, that runs the one job and calls nobody. */
public final class JetPeer {
    private static final String LOCAL = "127.0.0.1";

    private JetPeer() {}

    /** @param arguments the file with the settings */
    public static void main(String[] arguments) throws Exception {
        var settings = PeerSettings.read(Path.of(arguments[0]));
        Sampler.start(Path.of(settings.samples()));
        start(settings)
                .getJet()
                .newJob(ScoringPipeline.of(settings), job(settings))
                .join();
    }

    private static HazelcastInstance start(PeerSettings settings) {
        var config = new Config();
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.setProperty("hazelcast.local.localAddress", LOCAL);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface(LOCAL);
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        config.getJetConfig().setEnabled(true).setCooperativeThreadCount(settings.threads());
        return Hazelcast.newHazelcastInstance(config);
    }

    private static JobConfig job(PeerSettings settings) {
        return new JobConfig()
                .setName("peer")
                .setProcessingGuarantee(
                        settings.exactlyOnce() ? ProcessingGuarantee.EXACTLY_ONCE : ProcessingGuarantee.AT_LEAST_ONCE)
                .setSnapshotIntervalMillis(settings.commitMs());
    }
}
