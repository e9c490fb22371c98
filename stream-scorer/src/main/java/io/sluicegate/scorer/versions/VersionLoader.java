package io.sluicegate.scorer.versions;

import io.sluicegate.bundle.Bundle;
import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.DefinitionComparison;
import io.sluicegate.bundle.InputBinding;
import io.sluicegate.bundle.Opened;
import io.sluicegate.bundle.StoreConfines;
import io.sluicegate.pipeline.config.ExecutionProvider;
import io.sluicegate.pipeline.config.ExecutionSettings;
import io.sluicegate.pipeline.config.FeatureSet;
import io.sluicegate.pipeline.config.ModelSettings.OtherDefinitions;
import io.sluicegate.records.DeployedVersion;
import io.sluicegate.scorer.onnx.BadModelException;
import io.sluicegate.scorer.onnx.BatchCheck;
import io.sluicegate.scorer.onnx.GoldenCheck;
import io.sluicegate.scorer.onnx.ModelLoader;
import io.sluicegate.scorer.onnx.NoProviderException;
import io.sluicegate.scorer.onnx.OnnxModel;
import io.sluicegate.scorer.onnx.ScoringException;
import io.sluicegate.scorer.onnx.SlowCall;
import io.sluicegate.scorer.onnx.WarmUp;
import io.sluicegate.scorer.versions.LoadError.Code;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loader of versions: loads a bundle, runs every check on it, and warms the model up. */
public final class VersionLoader implements Loader {
    private static final Logger LOG = LoggerFactory.getLogger(VersionLoader.class);
    private static final int BATCH_CHECKED = 7;

    private final String model;
    private final FeatureSet features;
    private final ModelLoader models;
    private final ExecutionSettings execution;
    private final CallLimit limit;
    private final LoadMarks marks;
    private final OtherDefinitions definitions;
    private final StoreConfines confines;

    /**
     * @param model name that the bundles must have
     * @param features the features that the pipeline computes
     * @param batch most rows in one call
     * @param limit how long one call may take, for a version that has never decided
     * @param marks folder for marker files that outlive a process killed while loading
     * @param definitions whether a version that was trained on other definitions than the pipeline's may load
     * @param confines the locations that bundles may be read from
     * @param execution how ONNX Runtime runs the model
     */
    public VersionLoader(
            String model,
            FeatureSet features,
            int batch,
            CallLimit limit,
            Path marks,
            OtherDefinitions definitions,
            StoreConfines confines,
            ExecutionSettings execution) {
        this.model = model;
        this.features = features;
        this.models = new ModelLoader(execution, batch);
        this.execution = execution;
        this.limit = limit;
        this.marks = new LoadMarks(marks);
        this.definitions = definitions;
        this.confines = confines;
    }

    /** A loader of versions that run on the CPU. */
    public VersionLoader(
            String model,
            FeatureSet features,
            int batch,
            CallLimit limit,
            Path marks,
            OtherDefinitions definitions,
            StoreConfines confines) {
        this(model, features, batch, limit, marks, definitions, confines, ExecutionSettings.CPU);
    }

    @Override
    public ExecutionProvider requested() {
        return execution.requested();
    }

    @Override
    public Loading load(DeployedVersion version, boolean trusted) {
        if (!trusted && marks.stands(version.getBundleDigest())) {
            return failed(
                    Code.KILLED_PROCESS,
                    "this process was killed while it loaded " + version.getVersion()
                            + "; if the model is not to blame, delete " + marks.of(version.getBundleDigest()));
        }
        var opened = BundleStore.open(version.getLocation(), version.getBundleDigest(), confines);
        return opened instanceof Opened.Whole whole
                ? load(version, whole.bundle(), trusted)
                : refused((Opened.Refused) opened);
    }

    @Override
    public void end() {
        marks.end();
    }

    private static Loading refused(Opened.Refused refused) {
        var code =
                switch (refused.fault()) {
                    case OUTSIDE -> Code.OUTSIDE_STORE;
                    case ABSENT -> Code.ABSENT;
                    case WRONG_DIGEST -> Code.WRONG_DIGEST;
                    case CORRUPT -> Code.CORRUPT;
                };
        return failed(code, refused.message());
    }

    private Loading load(DeployedVersion version, Bundle bundle, boolean trusted) {
        return mislabelled(version, bundle)
                .or(() -> missingInput(bundle))
                .or(() -> trusted ? Optional.empty() : otherDefinition(bundle))
                .<Loading>map(Loading.Failed::new)
                .orElseGet(() -> loadMarked(version, bundle, trusted));
    }

    private Optional<LoadError> mislabelled(DeployedVersion version, Bundle bundle) {
        var manifest = bundle.manifest();
        return manifest.model().equals(model) && manifest.version().equals(version.getVersion())
                ? Optional.empty()
                : Optional.of(new LoadError(
                        Code.MISLABELLED,
                        bundle.folder() + " holds " + manifest.model() + "@" + manifest.version()
                                + ", but the deployment names " + model + "@" + version.getVersion()
                                + ": register the version again"));
    }

    private Optional<LoadError> missingInput(Bundle bundle) {
        var problems = InputBinding.problems(bundle.manifest(), features);
        return problems.isEmpty()
                ? Optional.empty()
                : Optional.of(new LoadError(Code.MISSING_INPUT, String.join("; ", problems)));
    }

    /**
     * The error of a version with other definitions, which keeps only versions that haven't decided from loading: rows of the old
     * definitions may still wait for a version that has decided.
     */
    private Optional<LoadError> otherDefinition(Bundle bundle) {
        return definitions == OtherDefinitions.FLAG
                ? Optional.empty()
                : DefinitionComparison.of(bundle.manifest(), features.definitions())
                        .summary()
                        .map(differences -> new LoadError(
                                Code.DEFINITION_MISMATCH,
                                differences
                                        + ": train it on the pipeline's features, give a changed feature a new name,"
                                        + " or set model.definitions to flag"));
    }

    private Loading loadMarked(DeployedVersion version, Bundle bundle, boolean trusted) {
        try {
            marks.set(bundle.digest());
        } catch (UncheckedIOException e) {
            return failed(Code.UNWRITABLE, e.getMessage() + " (" + e.getCause() + ")");
        }
        try {
            return loadNative(version, bundle, trusted);
        } finally {
            marks.clear(bundle.digest());
        }
    }

    private Loading loadNative(DeployedVersion version, Bundle bundle, boolean trusted) {
        try {
            var loaded = models.load(bundle.model(), bundle.manifest(), bundle.golden());
            return verified(version, bundle, loaded, trusted);
        } catch (NoProviderException e) {
            return failed(Code.PROVIDER_UNAVAILABLE, String.valueOf(e.getMessage()));
        } catch (BadModelException e) {
            return failed(Code.BAD_MODEL, String.valueOf(e.getMessage()));
        }
    }

    private Loading verified(DeployedVersion version, Bundle bundle, OnnxModel loaded, boolean trusted) {
        var keep = false;
        var batch = loaded.batch();
        try {
            var alone = slow(bundle, loaded, trusted, 1);
            if (alone.isPresent()) {
                return tooSlow(loaded, alone.get());
            }
            BatchCheck.run(loaded, bundle.golden(), Math.min(batch, BATCH_CHECKED))
                    .ifPresent(difference -> warn(version, difference));
            var slow = slow(bundle, loaded, trusted, batch);
            if (slow.isPresent()) {
                return tooSlow(loaded, slow.get());
            }
            var problems = new GoldenCheck(loaded, bundle.golden()).problems(batch);
            if (!problems.isEmpty()) {
                return goldenMismatch(problems);
            }
            WarmUp.run(loaded, bundle.golden(), batch);
            loaded.serve();
            keep = true;
            return new Loading.Done(new LoadedVersion(version, loaded, otherDefinition(bundle)));
        } catch (ScoringException e) {
            return failed(Code.BAD_MODEL, String.valueOf(e.getMessage()));
        } finally {
            if (!keep) {
                loaded.close();
            }
        }
    }

    private Optional<SlowCall> slow(Bundle bundle, OnnxModel loaded, boolean trusted, int rows)
            throws ScoringException {
        return trusted ? Optional.empty() : SlowCall.find(loaded, bundle.golden(), rows, limit.longest());
    }

    private static void warn(DeployedVersion version, String difference) {
        LOG.atWarn()
                .addKeyValue("version", version.getVersion())
                .addKeyValue("difference", difference)
                .log("the model's answers depend on the batch, so each row has a call of its own");
    }

    private static Loading goldenMismatch(List<String> problems) {
        return failed(Code.GOLDEN_MISMATCH, String.join("; ", problems));
    }

    private Loading tooSlow(OnnxModel loaded, SlowCall slow) {
        var alone = slow.rows() == 1;
        var remedy = alone ? "use a smaller model" : "set " + batchKey(loaded) + " below " + slow.rows();
        return failed(
                Code.TOO_SLOW,
                "a call with " + slow.rows() + (alone ? " row" : " rows") + " takes "
                        + slow.taken().toMillis() + " ms, but the limit is "
                        + limit.longest().toMillis() + " ms, half of " + limit.setting() + ": " + remedy
                        + ", or raise that property under kafka.properties");
    }

    /** The key of the most rows in a call of the model. */
    private String batchKey(OnnxModel loaded) {
        var provider = loaded.execution().actual();
        return execution.optionsOf(provider).batch().isPresent()
                ? "model.provider-options." + provider.key() + ".batch"
                : "model.batch";
    }

    private static Loading failed(Code code, String text) {
        return new Loading.Failed(new LoadError(code, text));
    }
}
