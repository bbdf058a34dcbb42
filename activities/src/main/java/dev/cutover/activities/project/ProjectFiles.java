package dev.cutover.activities.project;

import dev.cutover.activities.digest.Sha256;
import dev.cutover.activities.project.expectation.ExpectationsFile;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The files of a project that count: everything ending in {@code .sql} below models, clusters and checks, hidden files
 * aside, and {@code expect.yaml}. They are read once, so that what is hashed is what is parsed.
 *
 * @param files the files, sorted by path
 */
record ProjectFiles(List<ProjectFile> files) {
    /** No real model comes near these; a wrong path easily does. */
    static final int MOST_FILES = 20_000;

    static final long MOST_BYTES = 64L * 1024 * 1024;

    private static final Set<String> FOLDERS = Set.of("models", "clusters", "checks");

    ProjectFiles {
        files = files.stream().sorted(Comparator.comparing(ProjectFile::path)).toList();
    }

    /** Whether a path inside the project is one of those that count. */
    static boolean counts(String path) {
        if (path.equals(ExpectationsFile.PATH)) {
            return true;
        }
        String[] segments = path.split("/");
        if (segments.length < 2 || !FOLDERS.contains(segments[0]) || !path.endsWith(".sql")) {
            return false;
        }
        for (String segment : segments) {
            if (segment.startsWith(".")) {
                return false;
            }
        }
        return true;
    }

    /** SHA-256 (hex) over the paths and bytes, each with its length before it. */
    String digest() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (ProjectFile file : files) {
            append(all, file.path().getBytes(StandardCharsets.UTF_8));
            append(all, file.bytes());
        }
        return Sha256.hex(all.toByteArray());
    }

    private static void append(ByteArrayOutputStream all, byte[] bytes) {
        all.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(bytes.length).array());
        all.writeBytes(bytes);
    }
}
