package io.sluicegate.bench.scoring;

/** A row of the report: each figure over all rounds. */
record Row(
        Case subject,
        Spread recordsPerSecond,
        Spread ratioToNaive,
        Spread ratioToPassThrough,
        Spread ratioToPlainClients,
        Spread meanBatch,
        Spread latencyRate,
        Spread p50Ms,
        Spread p95Ms,
        Spread p99Ms,
        Spread bytesPerRecord,
        Spread cpuMicrosPerRecord,
        Spread rssMiB) {}
