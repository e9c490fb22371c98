package io.sluicegate.scorer.domain;

import java.util.Optional;

/**
 * A noted record that a batch has had.
 *
 * @param result nothing means that it has to be scored alone
 */
record Note<R>(RawRecord record, Optional<R> result) {}
