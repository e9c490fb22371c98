package io.sluicegate.scorer.versions;

import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.Opened;
import io.sluicegate.bundle.StoreConfines;
import io.sluicegate.runtime.process.Lifeline;
import io.sluicegate.scorer.versions.LoadError.Code;
import java.util.Optional;

/** The child process of a {@link VersionProbe}: loads one version with the code that serves, unloads it, and reports. */
final class ProbeMain {
    private ProbeMain() {}

    /** The arguments of a {@link ProbeTask}. */
    public static void main(String[] arguments) throws Exception {
        Lifeline.hold();
        var task = ProbeTask.of(arguments);
        new ProbeReport.Started().write(task.report());
        ProbeReport.of(error(task)).write(task.report());
        Runtime.getRuntime().halt(0);
    }

    private static Optional<LoadError> error(ProbeTask task) {
        try {
            return load(task);
        } catch (OutOfMemoryError e) {
            throw e; // ends this process, for its memory is what is being tried
        } catch (RuntimeException e) {
            return Optional.of(new LoadError(Code.BAD_MODEL, e.toString()));
        } catch (Throwable e) { // the scorer would report the same
            return Optional.of(LoadError.ofLoader(e));
        }
    }

    private static Optional<LoadError> load(ProbeTask task) {
        var opened = BundleStore.open(task.location(), task.digest(), new StoreConfines(task.store()));
        if (opened instanceof Opened.Refused refused) {
            return Optional.of(LoadError.of(refused));
        }
        var outcome = task.check().load(((Opened.Whole) opened).bundle(), ModelCheck.Purpose.PROBE);
        if (outcome instanceof ModelCheck.Outcome.Sound sound) {
            sound.model().close();
            return Optional.empty();
        }
        return Optional.of(((ModelCheck.Outcome.Refused) outcome).error());
    }
}
