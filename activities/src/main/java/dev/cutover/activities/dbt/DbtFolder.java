package dev.cutover.activities.dbt;

import dev.cutover.activities.project.ProjectContent;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The private folder in which dbt works for one deployment: a copy of the project, so that the user's own is never written to
 * and what was hashed is what runs, and beside it what dbt and we write. It may be lost between steps (P7).
 */
record DbtFolder(Path root) {
    private static final Duration KEPT = Duration.ofDays(1);

    static DbtFolder of(Path workDirectory, String deployment, ProjectContent project) throws IOException {
        Path all = Files.createDirectories(workDirectory.resolve("dbt"));
        removeOld(all);
        DbtFolder folder = new DbtFolder(
                all.resolve(deployment + "-" + project.pin().digest().substring(0, 12)));
        if (!Files.isDirectory(folder.project())) {
            Path unfinished = Files.createTempDirectory(
                    all,
                    deployment,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            project.copyTo(Files.createDirectory(unfinished.resolve("project")));
            for (String name : List.of("profiles", "target", "logs")) {
                Files.createDirectory(unfinished.resolve(name));
            }
            Files.move(unfinished, folder.root);
        }
        Files.setLastModifiedTime(folder.root, FileTime.from(Instant.now()));
        return folder;
    }

    Path project() {
        return root.resolve("project");
    }

    Path profiles() {
        return root.resolve("profiles");
    }

    Path target() {
        return root.resolve("target");
    }

    Path logs() {
        return root.resolve("logs");
    }

    void writeProfile(String text) throws IOException {
        Files.writeString(profiles().resolve("profiles.yml"), text);
    }

    /** What deployments left here that nobody has worked on for a day. */
    private static void removeOld(Path all) throws IOException {
        Instant limit = Instant.now().minus(KEPT);
        try (Stream<Path> folders = Files.list(all)) {
            for (Path folder : folders.toList()) {
                if (Files.getLastModifiedTime(folder).toInstant().isBefore(limit)) {
                    remove(folder);
                }
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
