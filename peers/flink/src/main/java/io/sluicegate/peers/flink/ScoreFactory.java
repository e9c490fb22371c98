package io.sluicegate.peers.flink;

import io.sluicegate.peers.Answer;
import io.sluicegate.peers.PeerSettings;
import io.sluicegate.peers.Taken;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes the operator of each subtask. */
final class ScoreFactory extends AbstractStreamOperatorFactory<Answer>
        implements OneInputStreamOperatorFactory<Taken, Answer> {
    private final PeerSettings settings;

    ScoreFactory(PeerSettings settings) {
        this.settings = settings;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Flink declares it
    public <T extends StreamOperator<Answer>> T createStreamOperator(StreamOperatorParameters<Answer> parameters) {
        return (T) new ScoreOperator(parameters, settings);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader loader) {
        return ScoreOperator.class;
    }
}
