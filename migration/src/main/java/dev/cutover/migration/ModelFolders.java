package dev.cutover.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files below a project's model paths, but for those that dbt ignores. Symbolic links are followed, as dbt does with those to
 * files.
 *
 * @param project the project's folder
 * @param modelPaths the model paths
 * @param ignored what dbt takes no notice of
 * @param files every file by its path relative to the project, with slashes
 * @param unreadable why files and folders could not be looked at, by the same
 */
record ModelFolders(
        Path project,
        List<Path> modelPaths,
        IgnoredFiles ignored,
        Map<String, Path> files,
        Map<String, String> unreadable) {
    static ModelFolders of(Path project, List<String> written) {
        List<Path> paths = written.stream().map(path -> inside(project, path)).toList();
        ModelFolders folders =
                new ModelFolders(project, paths, IgnoredFiles.of(project), new TreeMap<>(), new TreeMap<>());
        paths.stream().filter(Files::exists).forEach(folders::lookInto);
        return folders;
    }

    private static Path inside(Path project, String written) {
        Path path = project.resolve(written).normalize();
        if (!path.startsWith(project)) {
            throw new MigrationException(
                    "The model path " + written + " leads out of the project, and nothing outside of it is touched."
                            + " Run cutover migrate for the project that holds those models."
                            + " Nothing was changed.");
        }
        return path;
    }

    private void lookInto(Path folder) {
        try {
            Files.walkFileTree(
                    folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                            if (!ignored.has(relative(file))) {
                                files.put(relative(file), file);
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException failure) {
                            unreadable.put(
                                    relative(file),
                                    "It cannot be looked at (" + failure
                                            + "). See to it that you may, and run cutover migrate again.");
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String relative(Path file) {
        return project.relativize(file).toString().replace('\\', '/');
    }

    /** A file's path below its model path. */
    Path withinModelPath(String relative) {
        Path file = project.resolve(relative);
        return modelPaths.stream()
                .filter(file::startsWith)
                .map(path -> path.relativize(file))
                .findFirst()
                .orElseThrow();
    }
}
