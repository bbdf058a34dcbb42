package dev.cutover.e2e.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The launcher {@code ./cutover}, as a person types it, on what this build has made. */
public final class Launcher {
    private static final long MINUTES = 14;

    private Launcher() {}

    /** Runs a command that ends by itself; what it prints goes to one text. */
    public static Answer run(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "sh", Path.of(System.getProperty("cutover.home"), "cutover").toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, "launcher", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("CUTOVER_NO_BUILD", "1");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new AssertionError(
                        "No end within " + MINUTES + " minutes: " + command + "\n" + Files.readString(output));
            }
        } finally {
            process.destroy();
        }
        return new Answer(process.exitValue(), Files.readString(output), "");
    }
}
