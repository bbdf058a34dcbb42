package dev.cutover.sandbox.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** PostgreSQL refuses to run as root. */
final class AllowedUser {
    /** The user that owns nothing; it has this number on every Linux. */
    private static final String NOBODY = "65534";

    private AllowedUser() {}

    /**
     * What a command that runs PostgreSQL has to begin with; a list that can be added to.
     *
     * @param directory where PostgreSQL will write
     */
    static List<String> before(Path directory) throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new ArrayList<>();
        }
        // Inside a user namespace of its own it does not see that it is root.
        return succeeds("unshare", "-U", "true") ? new ArrayList<>(List.of("unshare", "-U")) : asNobody(directory);
    }

    /** In containers, which may have no namespaces of their own: as nobody, who may read root's files all the same. */
    static List<String> asNobody(Path directory) throws IOException {
        if (!succeeds("chown", "-R", NOBODY + ":" + NOBODY, directory.toString())) {
            throw new IOException("PostgreSQL cannot run as root here, and " + directory
                    + " cannot be given to another user. Run the sandbox as a user that is not root.");
        }
        return new ArrayList<>(List.of(
                "setpriv",
                "--reuid=" + NOBODY,
                "--regid=" + NOBODY,
                "--clear-groups",
                // Without it initdb would be told by access(2) that it may not run what it may.
                "--securebits=+no_setuid_fixup",
                "--inh-caps=+dac_override",
                "--ambient-caps=+dac_override"));
    }

    private static boolean succeeds(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while looking for a user that may run PostgreSQL", e);
        }
    }
}
