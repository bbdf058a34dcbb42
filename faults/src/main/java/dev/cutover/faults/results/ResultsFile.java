package dev.cutover.faults.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lines of JSON that add up over commands. A line is written as soon as its run has ended, so an interrupted batch keeps what it
 * had; a later line of the same key takes the place of an earlier one.
 */
public final class ResultsFile<T extends Line> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path path;
    private final Map<String, T> lines = new LinkedHashMap<>();

    /** Opens a file; one that is not there has no lines. */
    public ResultsFile(Path path, Class<T> type) {
        this.path = path;
        try {
            if (Files.exists(path)) {
                for (String line : Files.readAllLines(path)) {
                    keep(JSON.readValue(line, type));
                }
            }
        } catch (IOException e) {
            throw new Problem(ExitCode.USAGE, path + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The line of a key. */
    public synchronized Optional<T> line(String key) {
        return Optional.ofNullable(lines.get(key));
    }

    /** Adds a line, at once and for good. */
    public synchronized void add(T line) {
        keep(line);
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(path, text(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All lines that count, by seed. */
    public synchronized List<T> lines() {
        return lines.values().stream().sorted().toList();
    }

    /** Rewrites the file by seed, without the lines that others have replaced. */
    public synchronized void tidy() {
        if (lines.isEmpty()) {
            return;
        }
        StringBuilder all = new StringBuilder();
        lines().forEach(line -> all.append(text(line)));
        Path tidied = path.resolveSibling(path.getFileName() + ".tidied");
        try {
            Files.writeString(tidied, all, StandardCharsets.UTF_8);
            Files.move(tidied, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(T line) {
        lines.put(line.key(), line);
    }

    private String text(T line) {
        try {
            return JSON.writeValueAsString(line) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
