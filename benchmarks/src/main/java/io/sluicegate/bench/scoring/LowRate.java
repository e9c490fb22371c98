package io.sluicegate.bench.scoring;

/** Latency of a case at a low rate. */
record LowRate(Case subject, Spread rate, Spread p50Ms, Spread p95Ms, Spread p99Ms) {}
