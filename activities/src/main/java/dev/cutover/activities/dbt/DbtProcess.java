package dev.cutover.activities.dbt;

import dev.cutover.activities.running.Cancellable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One run of dbt under a {@link Supervisor}. */
final class DbtProcess implements Cancellable {
    /** A small machine: it only waits. */
    private static final List<String> SMALL = List.of("-Xmx24m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Process process;

    private DbtProcess(Process process) {
        this.process = process;
    }

    /** Starts a program in a folder, with this environment and nothing of the worker's own. */
    static DbtProcess start(List<String> command, Map<String, String> environment, Path folder) throws IOException {
        List<String> supervised = new ArrayList<>();
        supervised.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        supervised.addAll(SMALL);
        supervised.addAll(List.of("-cp", home(), Supervisor.class.getName()));
        supervised.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(supervised).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new DbtProcess(builder.start());
    }

    private static String home() throws IOException {
        try {
            return Path.of(Supervisor.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IOException("The place of the program's own classes is not a path", e);
        }
    }

    /**
     * Reads what the program writes until it ends.
     *
     * @return its exit code
     */
    int follow(Consumer<String> line) throws IOException {
        Thread signs = new Thread(this::giveSigns, "dbt-signs");
        signs.setDaemon(true);
        signs.start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String text = output.readLine(); text != null; text = output.readLine()) {
                line.accept(text);
            }
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("dbt was interrupted", e);
        } finally {
            cancel();
        }
    }

    private void giveSigns() {
        try (OutputStream signs = process.getOutputStream()) {
            do {
                signs.write('.');
                signs.flush();
            } while (!process.waitFor(Supervisor.SIGN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (IOException gone) {
            // It has ended; the reader of its output notices.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void cancel() {
        Supervisor.end(process.toHandle());
    }

    @Override
    public boolean isClosed() {
        return !process.isAlive();
    }
}
