package dev.cutover.starter.stack;

import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that holds the launcher and the examples. */
public final class Home {
    private Home() {}

    /** As the launcher names it. */
    public static Path folder() {
        String home = System.getProperty("cutover.home");
        if (home == null || !Files.isRegularFile(Path.of(home, "cutover"))) {
            throw new Problem(
                    ExitCode.USAGE,
                    "This command starts other programs and needs the launcher: run ./cutover, not java.");
        }
        return Path.of(home);
    }
}
