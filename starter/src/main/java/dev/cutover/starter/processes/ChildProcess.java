package dev.cutover.starter.processes;

import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that runs for us, with everything that it starts in turn. It dies with us, even when we are killed, and Ctrl-C in
 * the terminal reaches only us, so that we can stop our children in order.
 */
public final class ChildProcess implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final int LINES_TO_LISTEN_TO = 50;
    private static final String GUARD = guard();

    private final String name;
    private final Path log;
    private final Process process;

    private ChildProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts a program.
     *
     * @param name what people call it
     * @param command the program and its arguments
     * @param environment variables to set; a null value removes one
     * @param log file for everything it prints
     */
    public static ChildProcess start(String name, List<String> command, Map<String, String> environment, Path log) {
        List<String> guarded = new ArrayList<>(onPath("setsid") ? List.of("setsid") : List.of());
        guarded.addAll(List.of("sh", "-c", GUARD, name));
        guarded.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(guarded).redirectErrorStream(true).redirectOutput(log.toFile());
        environment.forEach((variable, value) -> {
            if (value == null) {
                builder.environment().remove(variable);
            } else {
                builder.environment().put(variable, value);
            }
        });
        try {
            return new ChildProcess(name, log, builder.start());
        } catch (IOException e) {
            throw new Problem(
                    ExitCode.UNEXPECTED,
                    "Cannot start the " + name + " (" + command.get(0) + "): " + e.getMessage(),
                    e);
        }
    }

    /** What people call it. */
    public String name() {
        return name;
    }

    /** Whether it has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it ended with, once it has ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Completes when it ends, for whatever reason. */
    public CompletableFuture<ChildProcess> ended() {
        return process.onExit().thenApply(gone -> this);
    }

    /** Its process id, that of the guard around it. */
    public long pid() {
        return process.pid();
    }

    /** The problem that it ended without being told to, with the last lines that it printed. */
    public Problem died() {
        return new Problem(
                ExitCode.UNEXPECTED,
                "The " + name + " ended by itself with exit code " + process.exitValue() + ". Its last lines:\n"
                        + tail(15));
    }

    /** The last lines that it printed. */
    public String tail(int lines) {
        try (Stream<String> all = Files.lines(log)) {
            List<String> printed = all.toList();
            return String.join("\n", printed.subList(Math.max(0, printed.size() - lines), printed.size()));
        } catch (IOException | UncheckedIOException e) {
            return "(" + log + " cannot be read: " + e.getMessage() + ")";
        }
    }

    /** Whether one of the last lines that it printed begins like this; what it logs may stand around it. */
    public boolean hasSaid(String beginning) {
        return tail(LINES_TO_LISTEN_TO).lines().anyMatch(line -> line.startsWith(beginning));
    }

    /** Asks it to end, and ends it and its children when it does not within some seconds. */
    @Override
    public void close() {
        List<ProcessHandle> tree = process.descendants().toList();
        process.destroy();
        try {
            process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tree.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static boolean onPath(String program) {
        return Executables.find(program).isPresent();
    }

    private static String guard() {
        try (InputStream script = ChildProcess.class.getResourceAsStream("guard.sh")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
