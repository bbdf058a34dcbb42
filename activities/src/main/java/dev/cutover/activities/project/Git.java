package dev.cutover.activities.project;

import dev.cutover.activities.running.Cancellable;
import dev.cutover.workflows.request.GitAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs the git command line on one bare repository: without a shell, without prompts, without hooks. */
final class Git {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** What an operator may have set for all repositories; anything else could point git at another one. */
    private static final Set<String> KEPT =
            Set.of("GIT_SSH_COMMAND", "GIT_SSL_CAINFO", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM");

    private final Path repository;
    private final Set<String> protocols;

    private final Consumer<Cancellable> watch;

    /** A repository; the watch is told of every process, so that it can be ended when nobody wants its result any more. */
    Git(Path repository, Set<String> protocols, Consumer<Cancellable> watch) {
        this.watch = watch;
        this.repository = repository;
        this.protocols = protocols;
    }

    /** git ran and said no. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /** Whether the repository holds this commit with its files. */
    boolean has(String commit) {
        try {
            text("cat-file", "-e", commit + "^{tree}");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    String text(String... arguments) throws IOException {
        return new String(bytes(arguments), StandardCharsets.UTF_8);
    }

    byte[] bytes(String... arguments) throws IOException {
        Path errors = Files.createTempFile("cutover-git", ".err");
        Path output = Files.createTempFile("cutover-git", ".out");
        try {
            Process process = start(arguments, output, errors);
            try {
                watch.accept(new Running(process));
                if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IOException(
                            "git " + arguments[0] + " took longer than " + LONGEST.toMinutes() + " minutes");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("git " + arguments[0] + " was interrupted");
            } finally {
                process.destroyForcibly();
            }
            if (process.exitValue() != 0) {
                throw new Refused(oneLine(Files.readString(errors)));
            }
            return Files.readAllBytes(output);
        } finally {
            Files.deleteIfExists(errors);
            Files.deleteIfExists(output);
        }
    }

    private record Running(Process process) implements Cancellable {
        @Override
        public void cancel() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }

        @Override
        public boolean isClosed() {
            return !process.isAlive();
        }
    }

    private Process start(String[] arguments, Path output, Path errors) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "git",
                "-c",
                "core.hooksPath=/dev/null",
                "-c",
                "gc.auto=0",
                "-c",
                "core.askPass=",
                "--git-dir=" + repository));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("GIT_") && !KEPT.contains(name));
        environment.put("LC_ALL", "C");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.putIfAbsent("GIT_SSH_COMMAND", "ssh -oBatchMode=yes");
        environment.put("GIT_ALLOW_PROTOCOL", String.join(":", protocols));
        return builder.start();
    }

    private static String oneLine(String errors) {
        // git repeats addresses, also those that a server's redirect or the worker's configuration made of ours (P9).
        return GitAddress.redacted(errors)
                .lines()
                .filter(line -> !line.isBlank())
                .map(String::strip)
                .limit(3)
                .reduce((a, b) -> a + "; " + b)
                .orElse("git gave no reason");
    }
}
