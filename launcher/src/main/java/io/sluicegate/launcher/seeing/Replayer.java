package io.sluicegate.launcher.seeing;

import io.sluicegate.bundle.Bundle;
import io.sluicegate.bundle.BundleStore;
import io.sluicegate.bundle.Opened.Refused;
import io.sluicegate.bundle.Opened.Whole;
import io.sluicegate.bundle.StoreConfines;
import io.sluicegate.launcher.seeing.domain.Found;
import io.sluicegate.launcher.seeing.domain.ReplayComparison;
import io.sluicegate.pipeline.catalogue.Topics;
import io.sluicegate.records.ModelRegistration;
import io.sluicegate.records.Prediction;
import io.sluicegate.records.PublishedFeatureSet;
import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import io.sluicegate.scorer.domain.RawRecord;
import io.sluicegate.scorer.execution.Engine;
import io.sluicegate.scorer.onnx.BadModelException;
import io.sluicegate.scorer.onnx.NoProviderException;
import io.sluicegate.scorer.onnx.ScoringException;
import io.sluicegate.scorer.replay.Replay;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Finds what a prediction was computed from, and computes it again. */
final class Replayer {
    private final PipelineLog log;

    Replayer(PipelineLog log) {
        this.log = log;
    }

    Replayed replay(Found<Prediction> logged) {
        var prediction = logged.value();
        var features = log.at(
                        log.topics().features(), prediction.getFeaturesPartition(), prediction.getFeaturesOffset())
                .orElseThrow(() -> failed(
                        logged,
                        "its features record at " + log.topics().features() + " " + prediction.getFeaturesPartition()
                                + ":" + prediction.getFeaturesOffset() + " is no longer kept"));
        var bundle = bundle(logged);
        var schemas = log.cluster().clients().schemas();
        var engine = Engine.of(prediction.getEngine());
        try (var replay = Replay.open(bundle, log.config(), schemas, sets(prediction), engine)) {
            return nearest(logged, features, bundle, replay);
        } catch (BadModelException | NoProviderException | ScoringException e) {
            throw failed(logged, "its model can't be loaded here: " + e.getMessage());
        }
    }

    /** Tries batches of one row and more, until one gives the same bits. */
    private Replayed nearest(
            Found<Prediction> logged, ConsumerRecord<byte[], byte[]> features, Bundle bundle, Replay replay) {
        var record = new RawRecord(features.partition(), features.offset(), features.key(), features.value());
        @Nullable Replayed nearest = null;
        for (var rows = 1; rows <= replay.batch(); rows++) {
            for (var again : replay.score(record, rows)) {
                var replayed = new Replayed(
                        again,
                        ReplayComparison.of(logged.value(), again),
                        PipelineLog.place(features),
                        bundle.folder().toString(),
                        new RunBy(replay.provider(), replay.engine()),
                        RunBy.of(logged.value()),
                        rows,
                        bundle.golden().tolerance());
                if (replayed.comparison().sameBits()) {
                    return replayed;
                }
                nearest = nearest == null || isNearer(replayed, nearest) ? replayed : nearest;
            }
        }
        return Optional.ofNullable(nearest).orElseThrow(() -> failed(logged, "its features record can't be read"));
    }

    private static boolean isNearer(Replayed one, Replayed other) {
        return one.comparison().greatest() < other.comparison().greatest();
    }

    /** The bundle with the prediction's digest: where it was registered, or else in the pipeline's store on this machine. */
    private Bundle bundle(Found<Prediction> logged) {
        var prediction = logged.value();
        var store = log.config().model().store();
        var here = store.resolve(prediction.getModel()).resolve(prediction.getVersion());
        var tried = Stream.concat(
                        log.all(ModelRegistration.class, log.whole(Topics.MODELS)).stream()
                                .map(Found::value)
                                .filter(it -> it.getBundleDigest().equals(prediction.getBundleDigest()))
                                .map(ModelRegistration::getLocation),
                        Stream.of(here.toAbsolutePath().toString()))
                .distinct()
                .map(location -> BundleStore.open(location, prediction.getBundleDigest(), new StoreConfines(store)))
                .toList();
        return tried.stream()
                .flatMap(opened -> opened instanceof Whole whole ? Stream.of(whole.bundle()) : Stream.empty())
                .findFirst()
                .orElseThrow(() -> failed(logged, ((Refused) tried.get(tried.size() - 1)).message()));
    }

    private List<PublishedFeatureSet> sets(Prediction prediction) {
        return log.all(PublishedFeatureSet.class, log.whole(Topics.FEATURE_SETS)).stream()
                .map(Found::value)
                .filter(set -> set.getFingerprint().equals(prediction.getFeatureSetFingerprint()))
                .toList();
    }

    private static CommandFailed failed(Found<Prediction> logged, String why) {
        return new CommandFailed(Message.NOT_REPLAYABLE, logged.place(), why);
    }
}
