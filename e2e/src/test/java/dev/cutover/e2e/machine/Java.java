package dev.cutover.e2e.machine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a module's program from the folder that the build has filled, as the launcher does. */
final class Java {
    private Java() {}

    /** The command line of a program. */
    static List<String> command(String module, String mainClass, String heap, String... arguments) {
        Path libraries = Path.of(System.getProperty("cutover.home"), module, "target", "lib");
        if (!Files.isDirectory(libraries)) {
            throw new IllegalStateException(
                    libraries + " does not exist: build the modules first, mvn -pl e2e -am verify does.");
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                // None of them lives long enough for what the second compiler costs.
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError"));
        if (Runtime.version().feature() >= 24) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(List.of("-cp", libraries + "/*", mainClass));
        command.addAll(List.of(arguments));
        return command;
    }
}
