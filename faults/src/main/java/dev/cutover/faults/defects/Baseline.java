package dev.cutover.faults.defects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The production that defects are seeded into.
 *
 * @param install statements, one on each line, that make roles and data outside the deployed schemas
 * @param byHand statements that people ran on production and that stand in no project
 * @param project the project's files; a name without an ending is a model
 */
record Baseline(String install, String byHand, Map<String, String> project) {
    private static final String GATE = "seeded_mart/gate";

    List<String> installing() {
        return install.lines().toList();
    }

    List<String> workByHand() {
        return byHand.lines().toList();
    }

    /** Writes the project with a defect in it. */
    void write(Path folder, Defect defect) {
        Map<String, String> files = new LinkedHashMap<>(project);
        defect.delete().forEach(file -> require(files.remove(file) != null, defect, file));
        for (Defect.Edit edit : defect.edit()) {
            String content = files.getOrDefault(edit.file(), "");
            int at = content.indexOf(edit.from());
            require(at >= 0 && content.indexOf(edit.from(), at + 1) < 0, defect, edit.file() + ": " + edit.from());
            files.put(
                    edit.file(),
                    content.substring(0, at)
                            + edit.to()
                            + content.substring(at + edit.from().length()));
        }
        files.putAll(defect.add());
        // Content that production already has is nothing to do.
        files.compute(GATE, (file, content) -> "-- for " + folder.getFileName() + "\n" + content);
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = folder.resolve(path(file.getKey()));
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String path(String file) {
        return file.contains(".") ? file : "models/materialize/" + file + ".sql";
    }

    private static void require(boolean condition, Defect defect, String what) {
        if (!condition) {
            throw new IllegalArgumentException("The defect \"" + defect.name() + "\" does not fit: " + what);
        }
    }
}
