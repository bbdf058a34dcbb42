package dev.cutover.starter.processes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Opens files in the way of the platform. */
public final class Browser {
    private Browser() {}

    /** Opens a file; false when this platform has nothing that does so. */
    public static boolean open(Path file) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        Optional<Path> opener = Executables.find(system.startsWith("mac") ? "open" : "xdg-open");
        // Without a display xdg-open would start a browser in the terminal, or nothing.
        boolean display = system.startsWith("mac")
                || System.getenv("DISPLAY") != null
                || System.getenv("WAYLAND_DISPLAY") != null;
        return display && opener.isPresent() && started(List.of(opener.get().toString(), file.toString()));
    }

    private static boolean started(List<String> command) {
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
