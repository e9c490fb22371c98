package io.sluicegate.scorer.versions;

import io.sluicegate.records.DeployedVersion;
import io.sluicegate.scorer.onnx.OnnxModel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A loaded version that can decide. It closes when its holder has retired it and the last thread that runs it has released it. */
public final class LoadedVersion {
    private final DeployedVersion deployed;
    private final OnnxModel model;
    private final Optional<LoadError> otherDefinitions;
    private final AtomicInteger users = new AtomicInteger(1);

    public LoadedVersion(DeployedVersion deployed, OnnxModel model) {
        this(deployed, model, Optional.empty());
    }

    /** @param otherDefinitions why the version would reject the rows that are computed now; empty if it wouldn't */
    LoadedVersion(DeployedVersion deployed, OnnxModel model, Optional<LoadError> otherDefinitions) {
        this.deployed = deployed;
        this.model = model;
        this.otherDefinitions = otherDefinitions;
    }

    public DeployedVersion deployed() {
        return deployed;
    }

    /** Why the version would reject the rows that are computed now; empty if it wouldn't. */
    Optional<LoadError> otherDefinitions() {
        return otherDefinitions;
    }

    public OnnxModel model() {
        return model;
    }

    /** Keeps the version open until it is released; false if it is closed already. */
    public boolean acquire() {
        return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    public void release() {
        if (users.decrementAndGet() == 0) {
            model.close();
        }
    }

    boolean isClosed() {
        return users.get() == 0;
    }
}
