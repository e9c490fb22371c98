package io.sluicegate.launcher.seeing;

import io.sluicegate.launcher.cli.Terminal;
import io.sluicegate.launcher.seeing.domain.Finding;
import io.sluicegate.launcher.seeing.domain.Glimpse;
import io.sluicegate.launcher.seeing.domain.PipelineStatus;
import io.sluicegate.runtime.service.ExitCode;
import java.util.List;
import java.util.Map;

/** What a look at a pipeline showed. */
sealed interface Look {

    Map<String, Object> json();

    void print(Terminal terminal);

    ExitCode exitCode();

    /** Everything could be read. */
    record Whole(PipelineStatus status, List<Finding> findings) implements Look {
        @Override
        public Map<String, Object> json() {
            return StatusJson.of(status, findings);
        }

        @Override
        public void print(Terminal terminal) {
            new StatusText(status, findings, terminal).print();
        }

        @Override
        public ExitCode exitCode() {
            return ExitCode.OK;
        }
    }

    /** The pipeline's records couldn't be read: the first finding says why. */
    record Part(Glimpse glimpse, List<Finding> findings, ExitCode exitCode) implements Look {
        @Override
        public Map<String, Object> json() {
            return StatusJson.of(glimpse, findings);
        }

        @Override
        public void print(Terminal terminal) {
            new StagesText(terminal).print(glimpse, findings);
        }
    }
}
