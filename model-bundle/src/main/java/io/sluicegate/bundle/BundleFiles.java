package io.sluicegate.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The files of a bundle's folder. */
final class BundleFiles {
    static final String MANIFEST = "manifest.yaml";
    static final String MODEL = "model.onnx";
    static final String REFERENCE = "reference.json";
    static final String GOLDEN = "golden.json";

    /** The names that no file with weights may have. */
    static final List<String> OWN = List.of(MANIFEST, MODEL, REFERENCE, GOLDEN, BundleDigest.LISTING);

    private BundleFiles() {}

    /** Writes a draft's files so that they outlive a power cut. */
    static void write(BundleDraft draft, Path folder) throws IOException {
        Files.createDirectories(folder);
        write(folder.resolve(MANIFEST), ManifestWriter.write(draft.manifest()).getBytes(StandardCharsets.UTF_8));
        write(folder.resolve(MODEL), draft.model());
        for (var weights : draft.weights().entrySet()) {
            copy(weights.getValue(), folder.resolve(weights.getKey()));
        }
        write(folder.resolve(REFERENCE), AvroJson.write(draft.reference()));
        write(folder.resolve(GOLDEN), GoldenFile.write(draft.golden()));
        write(folder.resolve(BundleDigest.LISTING), BundleDigest.listing(folder).getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Path file, byte[] content) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Copies a file of any size. */
    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (var source = FileChannel.open(from, StandardOpenOption.READ);
                var target = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var size = source.size();
            for (var done = 0L; done < size; ) {
                done += source.transferTo(done, size - done, target);
            }
            target.force(true);
        }
    }
}
