package io.sluicegate.launcher.bundle;

import io.sluicegate.launcher.cli.FileFailure;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
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
            throw FileFailure.of(e);
        } catch (UncheckedIOException e) {
            throw FileFailure.of(Objects.requireNonNull(e.getCause()));
        } catch (ScoringException e) {
            throw new CommandFailed(e, Message.MODEL_FAILS, e.getMessage());
        }
    }
}
