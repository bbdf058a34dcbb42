package dev.cutover.migration;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Arrays;

/**
 * A model that is not as dbt-materialize wants it.
 *
 * @param path the file
 * @param relative the file relative to the project, with slashes
 * @param before its text; null when it cannot be read
 * @param finding what was found
 */
public record ModelFile(Path path, String relative, String before, Finding finding) {
    /** Text of a file that has to be UTF-8, as dbt reads it, with every byte in its place. */
    static String read(Path file) throws IOException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                .toString();
    }

    /** The change as a unified diff; empty when nothing can be changed. */
    public String diff() {
        return finding instanceof Finding.Rewritten rewritten ? UnifiedDiff.of(relative, before, rewritten.text()) : "";
    }

    /**
     * Puts the rewritten text in the file's place, all or nothing, with the permissions that it has.
     *
     * @throws MigrationException when the file is no longer what was read, or cannot be written
     */
    public void write() {
        if (!(finding instanceof Finding.Rewritten rewritten)) {
            return;
        }
        try {
            if (!Arrays.equals(Files.readAllBytes(path), before.getBytes(StandardCharsets.UTF_8))) {
                throw new MigrationException(relative
                        + " was changed meanwhile by somebody else, and is left alone. Run cutover migrate again.");
            }
            replace(rewritten.text());
        } catch (IOException e) {
            throw new MigrationException(relative + " cannot be written (" + e
                    + "), and is as it was. See to it that you may write to its folder, and run cutover"
                    + " migrate again.");
        }
    }

    private void replace(String text) throws IOException {
        Path written = Files.createTempFile(path.toAbsolutePath().getParent(), ".cutover-migrate", ".tmp");
        try {
            Files.writeString(written, text);
            PosixFileAttributeView from =
                    Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            if (from != null) {
                Files.setPosixFilePermissions(written, from.readAttributes().permissions());
            }
            Files.move(written, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }
}
