package dev.cutover.sandbox.dbt;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One Python process in which dbt's command line runs again and again: loading it takes longer than most commands. */
final class DbtSession implements AutoCloseable {
    private static final String END = "end of command: ";
    private static final long SECONDS = 180;

    private final Process process;
    private final BufferedReader output;

    private DbtSession(Process process) {
        this.process = process;
        output = process.inputReader();
    }

    static DbtSession start(Path python, Path directory, Map<String, String> variables) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(python.toString(), "-c", DbtEnvironment.resource("session.py"))
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(variables);
        return new DbtSession(builder.start());
    }

    /** Runs one command to its end. */
    Answer run(List<String> arguments) {
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> answer(arguments));
        try {
            return answer.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            throw new AssertionError("no end within " + SECONDS + " s: dbt " + String.join(" ", arguments), e);
        } catch (ExecutionException e) {
            throw new AssertionError("dbt " + String.join(" ", arguments), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private Answer answer(List<String> arguments) {
        StringBuilder text = new StringBuilder();
        try {
            process.outputWriter().write(new ObjectMapper().writeValueAsString(arguments) + "\n");
            process.outputWriter().flush();
            String line = output.readLine();
            while (line != null && !line.startsWith(END)) {
                text.append(line).append('\n');
                line = output.readLine();
            }
            return new Answer((END + "succeeded").equals(line), text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
