package io.sluicegate.peers.flink;

import io.sluicegate.peers.Answer;
import io.sluicegate.peers.PeerSettings;
import io.sluicegate.peers.Scoring;
import io.sluicegate.peers.Taken;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Scores in batches that never outlive a checkpoint: before the barrier goes on, what is buffered is scored and sent, as Flink SQL's
 * mini-batches are. So nothing needs to be stored, and a failure loses and doubles nothing. A batch is scored when it is full, or a
 * millisecond after its first record. With batches of one there is no buffer and no timer.
 */
final class ScoreOperator extends AbstractStreamOperator<Answer>
        implements OneInputStreamOperator<Taken, Answer>, BoundedOneInput {
    private static final long WAIT_MS = 1;

    private final PeerSettings settings;
    private transient Scoring scoring;
    private transient List<Taken> waiting;
    private transient StreamRecord<Answer> out;
    private transient boolean timed;

    @SuppressWarnings("NullAway.Init") // open() comes before the first record
    ScoreOperator(StreamOperatorParameters<Answer> parameters, PeerSettings settings) {
        super(parameters);
        this.settings = settings;
    }

    @Override
    public void open() throws Exception {
        super.open();
        scoring = new Scoring(settings);
        waiting = new ArrayList<>(settings.cap());
        out = new StreamRecord<>(new Answer(new byte[0], new byte[0], 0));
    }

    @Override
    public void processElement(StreamRecord<Taken> element) {
        if (settings.cap() == 1) {
            output.collect(out.replace(scoring.score(element.getValue())));
            return;
        }
        waiting.add(element.getValue());
        if (waiting.size() == settings.cap()) {
            flush();
        } else if (!timed) {
            timed = true;
            var unused = processingTimeService.registerTimer(
                    processingTimeService.getCurrentProcessingTime() + WAIT_MS, time -> elapsed());
        }
    }

    private void elapsed() {
        timed = false;
        flush();
    }

    private void flush() {
        if (!waiting.isEmpty()) {
            for (var answer : scoring.score(waiting)) {
                output.collect(out.replace(answer));
            }
            waiting.clear();
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpoint) {
        flush();
    }

    @Override
    public void endInput() {
        flush();
    }

    @Override
    public void close() throws Exception {
        scoring.close();
        super.close();
    }
}
