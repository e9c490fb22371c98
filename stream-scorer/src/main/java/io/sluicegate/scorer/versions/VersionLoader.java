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
import io.sluicegate.scorer.onnx.BatchChoice;
import io.sluicegate.scorer.onnx.OnnxModel;
import io.sluicegate.scorer.versions.LoadError.Code;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loader of versions: probes a version where that is asked for, loads its bundle, runs every check on it, and warms the model up. */
public final class VersionLoader implements Loader {
    private static final Logger LOG = LoggerFactory.getLogger(VersionLoader.class);

    private final String model;
    private final FeatureSet features;
    private final ModelCheck check;
    private final LoadMarks marks;
    private final OtherDefinitions definitions;
    private final StoreConfines confines;
    private final Optional<VersionProbe> probe;

    /**
     * A loader without a probe.
     *
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
        this(
                model,
                features,
                new ModelCheck(batch, limit, execution),
                new LoadMarks(marks),
                definitions,
                confines,
                Optional.empty());
    }

    private VersionLoader(
            String model,
            FeatureSet features,
            ModelCheck check,
            LoadMarks marks,
            OtherDefinitions definitions,
            StoreConfines confines,
            Optional<VersionProbe> probe) {
        this.model = model;
        this.features = features;
        this.check = check;
        this.marks = marks;
        this.definitions = definitions;
        this.confines = confines;
        this.probe = probe;
    }

    /** The loader with a probe before it. */
    public VersionLoader after(VersionProbe first) {
        return new VersionLoader(model, features, check, marks, definitions, confines, Optional.of(first));
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
        return check.execution().requested();
    }

    @Override
    public Loading load(DeployedVersion version, Trust trust) {
        if (!trust.hasDecided() && marks.stands(version.getBundleDigest())) {
            return failed(
                    Code.KILLED_PROCESS,
                    "this process was killed while it loaded " + version.getVersion()
                            + "; if the model is not to blame, delete " + marks.of(version.getBundleDigest()));
        }
        return BundleStore.refusal(version.getLocation(), confines)
                .map(LoadError::of)
                .or(() -> probe.filter(it -> it.isFor(trust)).flatMap(it -> it.refusal(version)))
                .<Loading>map(Loading.Failed::new)
                .orElseGet(() -> loadHere(version, trust));
    }

    @Override
    public void end() {
        marks.end();
    }

    private Loading loadHere(DeployedVersion version, Trust trust) {
        var opened = BundleStore.open(version.getLocation(), version.getBundleDigest(), confines);
        return opened instanceof Opened.Whole whole
                ? load(version, whole.bundle(), trust)
                : new Loading.Failed(LoadError.of((Opened.Refused) opened));
    }

    private Loading load(DeployedVersion version, Bundle bundle, Trust trust) {
        return mislabelled(version, bundle)
                .or(() -> missingInput(bundle))
                .or(() -> trust.hasDecided() ? Optional.empty() : otherDefinition(bundle))
                .<Loading>map(Loading.Failed::new)
                .orElseGet(() -> loadMarked(version, bundle, trust));
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

    private Loading loadMarked(DeployedVersion version, Bundle bundle, Trust trust) {
        try {
            marks.set(bundle.digest());
        } catch (UncheckedIOException e) {
            return failed(Code.UNWRITABLE, e.getMessage() + " (" + e.getCause() + ")");
        }
        try {
            var outcome =
                    check.load(bundle, trust.hasDecided() ? ModelCheck.Purpose.SERVE_AGAIN : ModelCheck.Purpose.SERVE);
            if (outcome instanceof ModelCheck.Outcome.Refused refused) {
                return new Loading.Failed(refused.error());
            }
            var sound = (ModelCheck.Outcome.Sound) outcome;
            sound.model().serve();
            sound.dependence().ifPresent(difference -> warn(version, difference));
            sound.engine().ifPresent(why -> tell(version, sound.model(), why));
            tell(version, sound.batch());
            return new Loading.Done(new LoadedVersion(version, sound.model(), otherDefinition(bundle)));
        } finally {
            marks.clear(bundle.digest());
        }
    }

    private static void warn(DeployedVersion version, String difference) {
        LOG.atWarn()
                .addKeyValue("version", version.getVersion())
                .addKeyValue("difference", difference)
                .log("the model's answers depend on the batch, so each row has a call of its own");
    }

    private static void tell(DeployedVersion version, OnnxModel model, String why) {
        LOG.atInfo()
                .addKeyValue("version", version.getVersion())
                .addKeyValue("engine", model.execution().engine())
                .addKeyValue("why", why)
                .log("engine of the version's trees chosen");
    }

    private static void tell(DeployedVersion version, BatchChoice batch) {
        LOG.atInfo()
                .addKeyValue("version", version.getVersion())
                .addKeyValue("rows", batch.rows())
                .addKeyValue("why", batch.words())
                .log("most rows in a call of the version chosen");
    }

    private static Loading failed(Code code, String text) {
        return new Loading.Failed(new LoadError(code, text));
    }
}
