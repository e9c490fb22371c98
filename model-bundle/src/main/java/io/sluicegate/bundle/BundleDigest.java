package io.sluicegate.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * The digest of a bundle's folder: SHA-256 over the sorted lines {@code <sha256 of file>  <relative path>\n} of all its files.
 * In a shell: {@code find * -type f | xargs sha256sum | LC_ALL=C sort | sha256sum}.
 */
public final class BundleDigest {
    private static final int CHUNK = 1 << 16;

    private BundleDigest() {}

    public static String of(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            var lines = new ArrayList<String>();
            for (var file : files.filter(Files::isRegularFile).toList()) {
                lines.add(hexOf(file) + "  " + relative(folder, file) + "\n");
            }
            var all = lines.stream().sorted().collect(Collectors.joining());
            return HexFormat.of().formatHex(sha256().digest(all.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static String relative(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private static String hexOf(Path file) throws IOException {
        var digest = sha256();
        try (var in = Files.newInputStream(file)) {
            var chunk = new byte[CHUNK];
            for (var read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
