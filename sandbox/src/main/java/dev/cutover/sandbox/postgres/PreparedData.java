package dev.cutover.sandbox.postgres;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The prepared data directories in a user's cache: each version of the catalog's SQL has its own. When one was last used is the time
 * of its directory.
 */
final class PreparedData {
    private static final Duration KEPT = Duration.ofDays(7);

    private PreparedData() {}

    /** Notes that a start uses this directory now. */
    static void markUsed(Path template) throws IOException {
        Files.setLastModifiedTime(template, FileTime.from(Instant.now()));
    }

    /** Removes what no start has used for seven days, but for {@code needed}; and what a start that died has left half done. */
    static void prune(Path cache, Path needed) throws IOException {
        Instant oldest = Instant.now().minus(KEPT);
        try (DirectoryStream<Path> directories =
                Files.newDirectoryStream(cache, "{data,preparing,unpacking,pruning}-*")) {
            for (Path directory : directories) {
                if (!directory.equals(needed)) {
                    pruneIfUnused(cache, directory, oldest);
                }
            }
        }
    }

    /** Several starts may prune at once: whoever renames the directory deletes it, and nobody ever copies half of one. */
    private static void pruneIfUnused(Path cache, Path directory, Instant oldest) throws IOException {
        try {
            if (!Files.getLastModifiedTime(directory).toInstant().isBefore(oldest)) {
                return;
            }
            Path doomed = cache.resolve("pruning-" + UUID.randomUUID());
            Files.move(directory, doomed, StandardCopyOption.ATOMIC_MOVE);
            Directories.delete(doomed);
        } catch (IOException leftForTheNextStart) {
            // Another start was faster, or the files are not ours: no reason not to start.
        }
    }
}
