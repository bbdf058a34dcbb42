package dev.cutover.activities.project;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Projects that lie below the worker's project root. Nothing outside of it is ever read, whatever a path or link says. */
final class ProjectFolder {
    private final Path root;

    ProjectFolder(Path root) {
        this.root = root;
    }

    /** Reads the files of the project at this path below the root. */
    ProjectFiles read(String path) {
        try {
            Path realRoot = root.toRealPath();
            Path folder = locate(realRoot, path);
            ProjectLayout layout = ProjectLayout.of(Files.isRegularFile(folder.resolve(ProjectLayout.DBT_FILE)));
            List<ProjectFile> files = new ArrayList<>();
            long bytes = 0;
            for (Path file : list(realRoot, folder, layout)) {
                byte[] content = Files.readAllBytes(file);
                bytes += content.length;
                files.add(new ProjectFile(slashes(folder.relativize(file)), content));
                if (files.size() > ProjectFiles.MOST_FILES || bytes > ProjectFiles.MOST_BYTES) {
                    throw tooLarge(path);
                }
            }
            return new ProjectFiles(layout, files);
        } catch (IOException e) {
            throw InvalidProject.because(
                    "The project " + path + " cannot be read: " + e.getMessage() + ".",
                    "Check the worker's project root and the rights of its files.");
        }
    }

    static RuntimeException tooLarge(String path) {
        return InvalidProject.because(
                "The project " + path + " has more than " + ProjectFiles.MOST_FILES + " files or "
                        + ProjectFiles.MOST_BYTES / (1024 * 1024) + " MiB.",
                "Check the path in the request.");
    }

    private Path locate(Path realRoot, String path) throws IOException {
        Path relative = relative(path);
        Path folder = realRoot.resolve(relative).normalize();
        if (!folder.startsWith(realRoot)) {
            throw outside(path);
        }
        if (!Files.isDirectory(folder)) {
            throw InvalidProject.because(
                    "There is no folder " + path + " below the worker's project root.",
                    "Name a folder in the request's project.path, relative to the project root.");
        }
        if (!folder.toRealPath().startsWith(realRoot)) {
            throw outside(path);
        }
        return folder;
    }

    private static Path relative(String path) {
        try {
            Path relative = Path.of(path);
            if (relative.isAbsolute()) {
                throw outside(path);
            }
            return relative;
        } catch (InvalidPathException e) {
            throw InvalidProject.because(
                    "The path of the project is not a path: " + e.getReason() + ".", "Correct it.");
        }
    }

    private static List<Path> list(Path realRoot, Path folder, ProjectLayout layout) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                checkInside(directory);
                return isHidden(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && layout.counts(slashes(folder.relativize(file)))) {
                    checkInside(file);
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            private boolean isHidden(Path directory) {
                return !directory.equals(folder)
                        && directory.getFileName().toString().startsWith(".");
            }

            private void checkInside(Path path) throws IOException {
                if (!path.toRealPath().startsWith(realRoot)) {
                    throw outside(folder.relativize(path).toString());
                }
            }
        });
        return found;
    }

    private static String slashes(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    private static RuntimeException outside(String path) {
        return InvalidProject.because(
                "The path " + path + " leads outside of the worker's project root.",
                "Name a folder below the project root, without links that lead out of it.");
    }
}
