package io.sluicegate.scorer.domain;

import java.util.Optional;

/**
 * A noted record that was part of a batch.
 *
 * @param result empty if the record must be scored alone
 */
record Note<R>(RawRecord record, Optional<R> result) {}
