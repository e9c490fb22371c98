package io.sluicegate.peers.spark;

import io.sluicegate.peers.Answer;
import io.sluicegate.peers.PeerSettings;
import io.sluicegate.peers.Scoring;
import io.sluicegate.peers.Taken;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** The predictions of a partition's rows, scored a batch at a time as they are asked for. The model is loaded once for each thread. */
final class ScoredRows implements Iterator<Row> {
    private static final ThreadLocal<@Nullable Scoring> OF_THREAD = new ThreadLocal<>();
    private static final int KEY = 0;
    private static final int VALUE = 1;
    private static final int PARTITION = 2;
    private static final int OFFSET = 3;

    private final Scoring scoring;
    private final Iterator<Row> rows;
    private Iterator<Answer> scored = Collections.emptyIterator();

    ScoredRows(PeerSettings settings, Iterator<Row> rows) {
        this.scoring = ofThread(settings);
        this.rows = rows;
    }

    private static Scoring ofThread(PeerSettings settings) {
        var known = OF_THREAD.get();
        if (known == null) {
            known = new Scoring(settings);
            OF_THREAD.set(known);
        }
        return known;
    }

    @Override
    public boolean hasNext() {
        return scored.hasNext() || rows.hasNext();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (!scored.hasNext()) {
            scored = scoring.score(batch()).iterator();
        }
        var answer = scored.next();
        return RowFactory.create(answer.key(), answer.value(), answer.partition());
    }

    private List<Taken> batch() {
        var batch = new ArrayList<Taken>(scoring.cap());
        while (batch.size() < scoring.cap() && rows.hasNext()) {
            var row = rows.next();
            batch.add(new Taken(row.getAs(KEY), row.getAs(VALUE), row.getInt(PARTITION), row.getLong(OFFSET)));
        }
        return batch;
    }
}
