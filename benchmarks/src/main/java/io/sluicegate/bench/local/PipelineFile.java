package io.sluicegate.bench.local;

/** A pipeline's file as the benchmarks need it: other partitions, another latency setting, and instances that can be named. */
final class PipelineFile {
    /** Variable that names the instance. */
    static final String INSTANCE = "SLUICEGATE_INSTANCE";

    private PipelineFile() {}

    /** The text with so many partitions and that latency setting. */
    static String changed(String text, int partitions, String latency) {
        var changed = text.replaceFirst("(?m)^partitions: .*$", "partitions: " + partitions)
                .replaceFirst("(?m)^( +)latency: .*$", "$1latency: " + latency);
        return changed.replaceFirst("(?m)^service:$", "service:\n  instance: \\${" + INSTANCE + ":-driver}");
    }
}
