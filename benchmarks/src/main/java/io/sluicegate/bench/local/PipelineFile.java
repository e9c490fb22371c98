package io.sluicegate.bench.local;

/** A pipeline's file changed for the benchmarks: other partitions, another latency setting, and a variable for the instance's name. */
final class PipelineFile {
    /** Variable that names the instance. */
    static final String INSTANCE = "SLUICEGATE_INSTANCE";

    private PipelineFile() {}

    /** The text with this number of partitions and this latency setting. */
    static String changed(String text, int partitions, String latency) {
        var changed = text.replaceFirst("(?m)^partitions: .*$", "partitions: " + partitions)
                .replaceFirst("(?m)^( +)latency: .*$", "$1latency: " + latency);
        return changed.replaceFirst("(?m)^service:$", "service:\n  instance: \\${" + INSTANCE + ":-driver}");
    }
}
