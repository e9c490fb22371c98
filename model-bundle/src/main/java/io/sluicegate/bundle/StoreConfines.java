package io.sluicegate.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The confines of the locations that a service reads bundles from: folders of regular files within its model store, up to a number
 * of files and bytes. Everyone who may append a REGISTER names a location, and must not make a service read other files of its
 * machine. Paths are compared by their real paths, so that neither {@code ..} nor a symbolic link leads out.
 */
public final class StoreConfines {
    /** Most files in a bundle. */
    public static final int MOST_FILES = 10_000;
    /** Most bytes in a bundle: 16 GiB. */
    public static final long MOST_BYTES = 16L << 30;

    private final Path store;
    private final int mostFiles;
    private final long mostBytes;

    public StoreConfines(Path store) {
        this(store, MOST_FILES, MOST_BYTES);
    }

    StoreConfines(Path store, int mostFiles, long mostBytes) {
        this.store = store;
        this.mostFiles = mostFiles;
        this.mostBytes = mostBytes;
    }

    /** Why the location may not be read; empty if it may, even if it doesn't exist on this machine. */
    public Optional<String> refusal(String location) {
        try {
            var folder = real(BundleStore.folderOf(location));
            return isWithin(folder) ? contents(folder) : Optional.of(outside(location, real(store)));
        } catch (IOException | RuntimeException e) {
            return Optional.of(location + " can't be looked at: " + e);
        }
    }

    /**
     * Why nothing may be registered at the location, by its name alone: it must be an absolute path within the store. The check
     * reads no file, so it never waits for a disk and always gives the same answer.
     */
    public Optional<String> refusalOfName(String location) {
        try {
            var path = BundleStore.pathOf(location);
            var root = store.toAbsolutePath().normalize();
            if (!path.isAbsolute()) {
                return Optional.of(
                        "'" + location + "' is no absolute path: name the folder in the model store " + root);
            }
            var folder = path.normalize();
            return folder.startsWith(root) && !folder.equals(root)
                    ? Optional.empty()
                    : Optional.of(outside(location, root));
        } catch (RuntimeException e) {
            return Optional.of("'" + location + "' names no folder: " + e.getMessage());
        }
    }

    private static String outside(String location, Path root) {
        return location + " lies outside the model store " + root
                + ": publish the bundle in the store, or set model.store to the folder that it lies in";
    }

    private boolean isWithin(Path real) throws IOException {
        var root = real(store);
        return real.startsWith(root) && !real.equals(root);
    }

    /** The path without links and dots; what doesn't exist on this machine keeps its name. */
    private static Path real(Path path) throws IOException {
        var whole = path.toAbsolutePath().normalize();
        for (var there = whole; there != null; there = there.getParent()) {
            if (Files.exists(there)) {
                return there.toRealPath().resolve(there.relativize(whole)).normalize();
            }
        }
        return whole;
    }

    /** Checks files without opening them: reading a pipe or a device would block or never end. */
    private Optional<String> contents(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        var files = 0;
        var bytes = 0L;
        try (var walk = Files.walk(folder)) {
            for (var file : (Iterable<Path>) walk::iterator) {
                if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    continue;
                }
                if (!Files.isRegularFile(file) || !isWithin(file.toRealPath())) {
                    return Optional.of(file + " is no regular file within the model store: publish the bundle again");
                }
                files++;
                bytes += Files.size(file);
                if (files > mostFiles || bytes > mostBytes) {
                    return Optional.of("%s has more than %d files or %d bytes, the most that a bundle may have"
                            .formatted(folder, mostFiles, mostBytes));
                }
            }
        }
        return Optional.empty();
    }
}
