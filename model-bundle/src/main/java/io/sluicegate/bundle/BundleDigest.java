package io.sluicegate.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The digest of a bundle's folder: SHA-256 over the sorted lines {@code <sha256 of file>  <relative path>\n} of all its files but
 * the listing. In a shell: {@code find * -type f ! -path SHA256SUMS | xargs sha256sum | LC_ALL=C sort | sha256sum}.
 *
 * <p>The listing, {@code SHA256SUMS}, holds those lines. The SHA-256 of the listing is the bundle's digest, so a reader who knows
 * the digest can trust the listing, and can check one file without reading the others. The listing may be absent.
 */
public final class BundleDigest {
    static final String LISTING = "SHA256SUMS";

    private static final int CHUNK = 1 << 16;
    private static final long LISTING_AT_MOST = 1 << 20;

    private BundleDigest() {}

    public static String of(Path folder) throws IOException {
        return hexOf(listing(folder).getBytes(StandardCharsets.UTF_8));
    }

    /** The lines that are digested. */
    static String listing(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            var lines = new ArrayList<String>();
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (!file.equals(folder.resolve(LISTING))) {
                    lines.add(hexOf(file) + "  " + relative(folder, file) + "\n");
                }
            }
            return lines.stream().sorted().collect(Collectors.joining());
        }
    }

    /** The SHA-256 of one file by the listing; empty if the listing is absent or doesn't match the digest. */
    static Optional<String> listed(Path folder, String file, String digest) throws IOException {
        var listing = folder.resolve(LISTING);
        if (!Files.isRegularFile(listing) || Files.size(listing) > LISTING_AT_MOST) {
            return Optional.empty();
        }
        var bytes = Files.readAllBytes(listing);
        return hexOf(bytes).equals(digest)
                ? new String(bytes, StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.endsWith("  " + file))
                        .map(line -> line.substring(0, line.indexOf(' ')))
                        .findFirst()
                : Optional.empty();
    }

    /** The SHA-256 in hexadecimal digits. */
    static String hexOf(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
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
