package dev.cutover.starter.processes;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Closes what was opened, the newest first, once: at the end of the command or at Ctrl-C, whichever comes first. */
public final class Cleanup implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private final PrintStream messages;
    private boolean closing;
    private boolean complete = true;

    /** A cleanup that runs when it is closed, with messages on standard error. */
    public Cleanup() {
        this(System.err);
    }

    /** A cleanup that runs when it is closed. */
    Cleanup(PrintStream messages) {
        this.messages = messages;
    }

    /**
     * A cleanup that also runs when the process is told to end.
     *
     * @param messages hears, in one line, that everything is stopped because of that, and what could not be
     */
    public static Cleanup atExit(PrintStream messages) {
        Cleanup cleanup = new Cleanup(messages);
        Runtime.getRuntime().addShutdownHook(new Thread(cleanup::interrupted, "cleanup"));
        return cleanup;
    }

    /** Adds something to close; closes it at once when it is too late. */
    public <T extends AutoCloseable> T add(T resource) {
        synchronized (this) {
            if (!closing) {
                open.push(resource);
                return resource;
            }
        }
        closeQuietly(resource);
        return resource;
    }

    /** A new folder that is deleted with all its content at the end. */
    public Path temporaryFolder(String prefix) {
        try {
            Path folder = Files.createTempDirectory(prefix);
            add(() -> delete(folder));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether closing has begun: what fails from now on fails because of it. */
    public synchronized boolean closing() {
        return closing;
    }

    /** Waits until everything is closed. */
    public void awaitClosed() throws InterruptedException {
        done.await();
    }

    /** Closes and says so; at the end of a command that closes by itself, only waits until that is done. */
    void interrupted() {
        if (closing()) {
            awaitQuietly();
            return;
        }
        messages.print("\ncutover: stopping... ");
        messages.flush();
        close();
        messages.println(complete ? "stopped, and nothing is left." : "stopped.");
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
        }
        while (!open.isEmpty()) {
            closeQuietly(open.pop());
        }
        done.countDown();
    }

    private void awaitQuietly() {
        try {
            awaitClosed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // One resource that cannot be closed must not keep the others open.
    private void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            complete = false;
            messages.println("cutover: could not clean up: " + e.getMessage());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
