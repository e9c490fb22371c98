package io.sluicegate.scorer.stream;

import io.sluicegate.scorer.domain.Router;
import io.sluicegate.scorer.versions.Serving;

/** What batches are scored by, while the same serves. */
record Rules(Serving serving, Router router, Predictions predictions) {}
