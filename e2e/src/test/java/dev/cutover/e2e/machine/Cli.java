package dev.cutover.e2e.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real {@code temporal} program, as a person types it. */
public final class Cli {
    private static final long SECONDS = 60;

    private final Path program;
    private final Map<String, String> environment;

    Cli(Path program, Map<String, String> environment) {
        this.program = program;
        this.environment = environment;
    }

    /** Runs one command. */
    public Answer run(String... arguments) {
        return run(List.of(arguments));
    }

    /** Runs one command. */
    public Answer run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        return execute(command);
    }

    /** Runs a command line as a person's shell does; its word {@code temporal} is the real program. */
    public Answer paste(String commandLine) {
        return execute(List.of("sh", "-c", "temporal() { \"$TEMPORAL_PROGRAM\" \"$@\"; }\n" + commandLine));
    }

    /** Runs another program that speaks with the same server. */
    Answer other(List<String> command) {
        return execute(command);
    }

    private Answer execute(List<String> command) {
        try {
            Path out = Files.createTempFile("cutover-e2e-", ".out");
            Path err = Files.createTempFile("cutover-e2e-", ".err");
            try {
                return execute(command, out, err);
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer execute(List<String> command, Path out, Path err) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        environment.forEach((variable, value) -> {
            if (value == null) {
                builder.environment().remove(variable);
            } else {
                builder.environment().put(variable, value);
            }
        });
        builder.environment().put("TEMPORAL_PROGRAM", program.toString());
        Process process = builder.start();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("No end within " + SECONDS + " s: " + command);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while running " + command, e);
        }
        return new Answer(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
