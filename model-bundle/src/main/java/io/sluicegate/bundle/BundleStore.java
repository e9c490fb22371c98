package io.sluicegate.bundle;

import io.sluicegate.bundle.Opened.Fault;
import io.sluicegate.bundle.Opened.Refused;
import io.sluicegate.bundle.Opened.Whole;
import io.sluicegate.pipeline.config.ConfigException;
import io.sluicegate.pipeline.config.Problem;
import io.sluicegate.records.ReferenceProfile;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A store of bundles in folders {@code <root>/<model>/<version>}. A version appears completely or not at all, and never changes.
 */
public final class BundleStore {
    /** The largest manifest, reference profile and golden vectors, each: 64 MiB. ONNX Runtime reads the model's file. */
    static final long MOST_BYTES_READ = 64L << 20;

    private final Path root;

    public BundleStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** A published version: its location and the digest of its files. */
    public record Published(String location, String digest) {}

    /**
     * Publishes a version. Publishing the same content again changes nothing.
     *
     * @throws IllegalStateException if the version is published with other content
     */
    public Published publish(BundleDraft draft) throws IOException {
        var target =
                root.resolve(draft.manifest().model()).resolve(draft.manifest().version());
        var hidden = target.resolveSibling(".publishing-" + UUID.randomUUID());
        try {
            BundleFiles.write(draft, hidden);
            return reveal(hidden, target);
        } finally {
            delete(hidden);
        }
    }

    /**
     * Writes a bundle into a folder of its own, outside any store. Writing the same content again changes nothing.
     *
     * @throws IllegalStateException if the folder holds other content
     */
    public static Published write(BundleDraft draft, Path folder) throws IOException {
        var target = folder.toAbsolutePath().normalize();
        var hidden = target.resolveSibling(".writing-" + UUID.randomUUID());
        try {
            BundleFiles.write(draft, hidden);
            return reveal(hidden, target);
        } finally {
            delete(hidden);
        }
    }

    private static Published reveal(Path hidden, Path target) throws IOException {
        var digest = BundleDigest.of(hidden);
        try {
            Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            refuseOtherContent(target, digest, e);
        }
        return new Published(target.toString(), digest);
    }

    private static void refuseOtherContent(Path target, String digest, IOException cause) throws IOException {
        if (!Files.isDirectory(target)) {
            throw cause;
        }
        if (!isBundle(target)) {
            throw new IllegalStateException(
                    target + " is a folder of other files, expected a new one or that of the same bundle", cause);
        }
        var there = BundleDigest.of(target);
        if (!there.equals(digest)) {
            throw new IllegalStateException(
                    target + " is published with digest " + there + ", this draft has " + digest
                            + ": a version never changes, publish the draft under a new one",
                    cause);
        }
    }

    /** Whether a folder looks like a bundle's: anything else isn't worth digesting. */
    public static boolean isBundle(Path folder) {
        return Files.isRegularFile(folder.resolve(BundleFiles.MANIFEST));
    }

    /** Opens the bundle at a location, whatever its digest. */
    public static Opened open(String location) {
        return open(location, Optional.empty());
    }

    /** Opens the bundle at a location if its files have this digest. */
    public static Opened open(String location, String expectedDigest) {
        return open(location, Optional.of(expectedDigest));
    }

    /** Opens the bundle at a location within the confines if its files have this digest; reads nothing outside the confines. */
    public static Opened open(String location, String expectedDigest, StoreConfines confines) {
        return confines.refusal(location)
                .<Opened>map(why -> new Refused(Fault.OUTSIDE, why))
                .orElseGet(() -> open(location, expectedDigest));
    }

    /** Why there is no bundle to open at the location; empty if there may be one. Reads no file. */
    public static Optional<Refused> refusal(String location, StoreConfines confines) {
        return confines.refusal(location)
                .map(why -> new Refused(Fault.OUTSIDE, why))
                .or(() -> absence(folderOf(location)));
    }

    private static Optional<Refused> absence(Path folder) {
        return Files.isDirectory(folder)
                ? Optional.empty()
                : Optional.of(new Refused(
                        Fault.ABSENT,
                        "there is no folder " + folder
                                + ": publish the bundle there, or mount the store on this machine"));
    }

    private static Opened open(String location, Optional<String> expected) {
        try {
            var folder = folderOf(location);
            var absent = absence(folder);
            if (absent.isPresent()) {
                return absent.get();
            }
            var digest = BundleDigest.of(folder);
            if (expected.isPresent() && !expected.get().equals(digest)) {
                return new Refused(
                        Fault.WRONG_DIGEST,
                        folder + " has digest " + digest + ", expected " + expected.get()
                                + ": its files were changed since it was registered");
            }
            return read(folder, digest);
        } catch (ConfigException e) {
            return new Refused(Fault.CORRUPT, location + ": " + inOneLine(e));
        } catch (Unfit e) {
            return new Refused(Fault.CORRUPT, String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            return new Refused(Fault.CORRUPT, location + ": " + e);
        }
    }

    /**
     * Opens only the reference profile and the manifest of the bundle with this digest. Reads no other file if the bundle has a
     * listing, and all files otherwise.
     */
    public static OpenedReference openReference(String location, String digest, StoreConfines confines) {
        return confines.refusal(location)
                .<OpenedReference>map(OpenedReference.Refused::new)
                .orElseGet(() -> openReference(location, digest));
    }

    static OpenedReference openReference(String location, String digest) {
        try {
            var folder = folderOf(location);
            var reference = BundleDigest.listed(folder, BundleFiles.REFERENCE, digest);
            var manifest = BundleDigest.listed(folder, BundleFiles.MANIFEST, digest);
            return reference.isPresent() && manifest.isPresent()
                    ? reference(folder, reference.get(), manifest.get())
                    : OpenedReference.of(open(location, digest));
        } catch (ConfigException e) {
            return new OpenedReference.Refused(location + ": " + inOneLine(e));
        } catch (Unfit e) {
            return new OpenedReference.Refused(String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            return new OpenedReference.Refused(location + ": " + e);
        }
    }

    private static OpenedReference reference(Path folder, String reference, String manifest) throws IOException {
        var profile = listed(folder.resolve(BundleFiles.REFERENCE), reference);
        var needed = listed(folder.resolve(BundleFiles.MANIFEST), manifest);
        return new OpenedReference.Read(
                checked(AvroJson.read(ReferenceProfile.class, ReferenceProfile.getClassSchema(), profile), folder),
                ManifestReader.read(new String(needed, StandardCharsets.UTF_8)).features());
    }

    private static ReferenceProfile checked(ReferenceProfile profile, Path folder) throws IOException {
        var problems = profile.getStrings().stream()
                .flatMap(strings -> StringProfiler.problems(strings).stream())
                .toList();
        if (!problems.isEmpty()) {
            throw new Unfit(folder + ": " + String.join("; ", problems) + ": publish the bundle again");
        }
        return profile;
    }

    /** The file's bytes, checked against the SHA-256. */
    private static byte[] listed(Path file, String expected) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new Unfit(file + " is missing: publish the bundle again");
        }
        var bytes = bytes(file);
        if (!BundleDigest.hexOf(bytes).equals(expected)) {
            throw new Unfit(
                    file + " doesn't match the digest in the bundle's listing: the bundle's files were changed since it"
                            + " was registered");
        }
        return bytes;
    }

    /** The bytes of a file that is read as a whole; the size is limited, because a huge file would end the process. */
    private static byte[] bytes(Path file) throws IOException {
        long size = Files.size(file);
        if (size > MOST_BYTES_READ) {
            throw new Unfit(
                    file + " has " + size + " bytes, the limit is " + MOST_BYTES_READ + ": publish a smaller one");
        }
        return Files.readAllBytes(file);
    }

    /** Thrown when a file differs from the registered one; the message says what to do. */
    private static final class Unfit extends IOException {
        private static final long serialVersionUID = 1L;

        private Unfit(String message) {
            super(message);
        }
    }

    /** The folder of a location, absolute so that a bundle opened by a relative name is registered by its real location. */
    static Path folderOf(String location) {
        return pathOf(location).toAbsolutePath().normalize();
    }

    static Path pathOf(String location) {
        return location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
    }

    private static Opened read(Path folder, String digest) throws IOException {
        var model = folder.resolve(BundleFiles.MODEL);
        if (!Files.isRegularFile(model)) {
            return new Refused(Fault.CORRUPT, model + " is missing: publish the bundle again");
        }
        var manifest =
                ManifestReader.read(new String(bytes(folder.resolve(BundleFiles.MANIFEST)), StandardCharsets.UTF_8));
        var reference = AvroJson.read(
                ReferenceProfile.class,
                ReferenceProfile.getClassSchema(),
                bytes(folder.resolve(BundleFiles.REFERENCE)));
        var golden = GoldenFile.read(bytes(folder.resolve(BundleFiles.GOLDEN)));
        var problems = BundleDraft.problems(manifest, reference, golden);
        return problems.isEmpty()
                ? new Whole(new Bundle(folder, manifest, model, reference, golden, digest))
                : new Refused(Fault.CORRUPT, folder + ": " + String.join("; ", problems));
    }

    private static String inOneLine(ConfigException e) {
        return e.problems().stream().map(Problem::toString).collect(Collectors.joining("; "));
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
