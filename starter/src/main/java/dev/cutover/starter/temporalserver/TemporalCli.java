package dev.cutover.starter.temporalserver;

import dev.cutover.starter.processes.Executables;
import dev.cutover.workflows.text.Shell;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The {@code temporal} program, which is CLI and development server in one.
 *
 * @param file the program
 * @param onPath whether people can type just {@code temporal}
 */
public record TemporalCli(Path file, boolean onPath) {
    /** The one that the launcher has found or fetched, or the one on the PATH. */
    public static Optional<TemporalCli> find() {
        Optional<Path> onPath = Executables.find("temporal");
        String given = System.getenv().getOrDefault("TEMPORAL_CLI_PATH", "");
        Optional<Path> file = given.isEmpty() ? onPath : Optional.of(Path.of(given));
        return file.map(found -> new TemporalCli(found, onPath.equals(Optional.of(found))));
    }

    /** A command that begins with the word {@code temporal}, as it has to be typed here to reach this server. */
    public static String here(String command, Optional<TemporalCli> cli, String address) {
        if (!command.startsWith("temporal ")) {
            return command;
        }
        String program = cli.filter(found -> !found.onPath())
                .map(found -> Shell.word(found.file().toString()))
                .orElse("temporal");
        String usual = "127.0.0.1:7233";
        return program
                + command.substring("temporal".length())
                + (address.equals(usual) ? "" : " --address " + address);
    }
}
