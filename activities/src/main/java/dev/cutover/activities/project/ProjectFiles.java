package dev.cutover.activities.project;

import dev.cutover.activities.digest.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * The files of a project that count. They are read once, so that what is hashed is what is parsed.
 *
 * @param layout how the project is written
 * @param files the files, sorted by path
 */
record ProjectFiles(ProjectLayout layout, List<ProjectFile> files) {
    /** No real model comes near these; a wrong path easily does. */
    static final int MOST_FILES = 20_000;

    static final long MOST_BYTES = 64L * 1024 * 1024;

    ProjectFiles {
        files = files.stream().sorted(Comparator.comparing(ProjectFile::path)).toList();
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
