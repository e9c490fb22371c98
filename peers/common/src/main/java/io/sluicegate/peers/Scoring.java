package io.sluicegate.peers;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.List;

/** Makes predictions of features records, a batch in one call of the model. Belongs to one thread. */
public final class Scoring implements AutoCloseable {
    private final Model model;
    private final FeatureDecoder decoder;
    private final PredictionEncoder encoder;
    private final FeatureDecoder.Row[] rows;

    public Scoring(PeerSettings settings) {
        decoder = new FeatureDecoder(settings.model().layout());
        encoder = new PredictionEncoder(settings);
        rows = new FeatureDecoder.Row[settings.cap()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new FeatureDecoder.Row();
        }
        try {
            model = new Model(settings.model(), settings.cap());
        } catch (OrtException e) {
            throw new IllegalStateException("the model can't be loaded", e);
        }
    }

    /** Most records in a batch. */
    public int cap() {
        return rows.length;
    }

    public Answer score(Taken taken) {
        return score(List.of(taken)).get(0);
    }

    /** The predictions in the order of the records, which may be more than a batch. */
    public List<Answer> score(List<Taken> taken) {
        var answers = new ArrayList<Answer>(taken.size());
        for (int from = 0; from < taken.size(); from += rows.length) {
            batch(taken.subList(from, Math.min(taken.size(), from + rows.length)), answers);
        }
        return answers;
    }

    private void batch(List<Taken> batch, List<Answer> answers) {
        var buffer = model.rows();
        for (int i = 0; i < batch.size(); i++) {
            decoder.decode(batch.get(i).value(), rows[i], buffer);
        }
        var scores = scores(batch.size());
        int each = scores.length / batch.size();
        var now = System.currentTimeMillis();
        for (int i = 0; i < batch.size(); i++) {
            var taken = batch.get(i);
            var value = encoder.encode(taken, rows[i], scores, i * each, each, now);
            answers.add(new Answer(taken.key(), value, taken.partition()));
        }
        Sampler.count(batch.size());
    }

    private float[] scores(int count) {
        try {
            return model.score(count);
        } catch (OrtException e) {
            throw new IllegalStateException("the model fails on a batch", e);
        }
    }

    @Override
    public void close() {
        try {
            model.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the model can't be closed", e);
        }
    }
}
