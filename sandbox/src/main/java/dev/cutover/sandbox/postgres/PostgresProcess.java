package dev.cutover.sandbox.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The postgres process. A small shell holds the other end of a pipe: when this Java process ends, even by SIGKILL, the pipe
 * closes, the shell stops postgres and removes its directory. So nothing is ever left running or lying around.
 */
final class PostgresProcess implements AutoCloseable {
    private static final long START_MILLIS = 30_000;
    private static final String GUARD = "trap '' INT TERM HUP\n"
            + "home=$1; dir=$2; shift 2\n"
            + "\"$home/bin/postgres\" -D \"$dir/data\" \"$@\" </dev/null >\"$dir/log\" 2>&1 &\n"
            + "pid=$!\n"
            + "read -r order\n"
            + "signal=QUIT; [ \"$order\" = keep ] && signal=INT\n"
            + "kill -$signal $pid 2>/dev/null; wait $pid\n"
            + "[ \"$order\" = keep ] || rm -rf \"$dir\"\n";

    private final Process guard;
    private final Path directory;

    private PostgresProcess(Process guard, Path directory) {
        this.guard = guard;
        this.directory = directory;
    }

    static void initialize(Path home, Path directory) throws IOException {
        List<String> command = AllowedUser.before(directory);
        command.addAll(List.of(
                home.resolve("bin/initdb").toString(),
                "-D",
                directory.resolve("data").toString(),
                "-U",
                "sandbox",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C",
                "--no-sync",
                "--no-instructions"));
        Path log = directory.resolve("initdb.log");
        Process initdb = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (waitFor(initdb) != 0) {
            throw new IOException("initdb failed:\n" + Files.readString(log));
        }
    }

    static PostgresProcess start(Path home, Path directory) throws IOException {
        List<String> command = AllowedUser.before(directory);
        command.addAll(List.of("sh", "-c", GUARD, "postgres-guard", home.toString(), directory.toString()));
        command.addAll(List.of("-k", directory.toString(), "-h", ""));
        for (String setting : List.of(
                "fsync=off",
                "synchronous_commit=off",
                "full_page_writes=off",
                "wal_level=minimal",
                "max_wal_senders=0",
                "max_connections=500",
                "shared_buffers=64MB",
                "autovacuum_naptime=10s",
                "timezone=UTC",
                "client_min_messages=error",
                "extra_float_digits=1",
                "jit=off",
                "max_locks_per_transaction=256",
                "unix_socket_permissions=0700")) {
            command.addAll(List.of("-c", setting));
        }
        Process guard = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        PostgresProcess process = new PostgresProcess(guard, directory);
        try {
            process.awaitConnections();
        } catch (IOException e) {
            process.close();
            throw e;
        }
        return process;
    }

    Path socket() {
        return directory.resolve(".s.PGSQL.5432");
    }

    /** Stops postgres and leaves its data directory consistent on disk. */
    void stopKeepingData() throws IOException {
        guard.getOutputStream().write("keep\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        close();
    }

    @Override
    public void close() throws IOException {
        try {
            guard.getOutputStream().close();
        } catch (IOException guardIsGone) {
            // Closing the pipe is the order to stop; a guard that has ended needs none.
        }
        if (waitFor(guard) < 0) {
            guard.destroyForcibly();
        }
    }

    private void awaitConnections() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MILLIS);
        IOException last = null;
        while (System.nanoTime() < deadline && guard.isAlive()) {
            try (Backend backend = Backend.connect(socket(), "postgres")) {
                backend.run("SELECT 1");
                return;
            } catch (IOException | BackendException notYet) {
                last = notYet instanceof IOException io ? io : new IOException(notYet);
            }
            pause();
        }
        Path log = directory.resolve("log");
        String tail = Files.exists(log) ? Files.readString(log) : "(no log)";
        throw new IOException("PostgreSQL did not start. Its log:\n" + tail, last);
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while PostgreSQL was starting", e));
        }
    }

    private static int waitFor(Process process) throws IOException {
        try {
            return process.waitFor(30, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a PostgreSQL process", e);
        }
    }
}
