package dev.cutover.faults.results;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Which version of the code a result is of. */
public final class CodeVersion {
    private CodeVersion() {}

    /** The commit of a working copy, with "-dirty" when something in it is not committed; "unknown" where git cannot tell. */
    public static String of(Path home) {
        try {
            Process process = new ProcessBuilder(
                            List.of("git", "-C", home.toString(), "describe", "--always", "--dirty", "--exclude=*"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 && !said.isEmpty() ? said : "unknown";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
