package io.sluicegate.launcher.bundle;

import io.sluicegate.sandbox.CommandFailed;
import io.sluicegate.scorer.onnx.OnnxModel;
import io.sluicegate.scorer.onnx.ScoringException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.Callable;

/** A command about a model that nothing serves yet: whatever is wrong with a model, a bundle or a file is said in one line. */
abstract class DeskCommand implements Callable<Integer> {
    abstract void run() throws IOException, ScoringException;

    @Override
    public final Integer call() {
        try {
            OnnxModel.loadQuietly();
            run();
            return 0;
        } catch (IOException e) {
            throw Unusable.of(e);
        } catch (UncheckedIOException e) {
            throw Unusable.of(Objects.requireNonNull(e.getCause()));
        } catch (ScoringException | CommandFailed e) {
            throw new Unusable(String.valueOf(e.getMessage()), e);
        }
    }
}
