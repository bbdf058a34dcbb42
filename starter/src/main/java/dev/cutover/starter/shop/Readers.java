package dev.cutover.starter.shop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Readers of production, one connection for each way of reading. */
public final class Readers implements AutoCloseable {
    private final ReadCount count = new ReadCount();
    private final List<Reader> readers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final long began = System.nanoTime();

    private Readers() {}

    /**
     * Starts to read.
     *
     * @param pace time between two reads of one connection
     */
    public static Readers start(Sandbox sandbox, Duration pace) {
        Readers readers = new Readers();
        for (ReadMode mode : ReadMode.values()) {
            Reader reader = new Reader(sandbox, mode, pace, readers.count);
            Thread thread = new Thread(reader, "reader-" + mode);
            thread.setDaemon(true);
            readers.readers.add(reader);
            readers.threads.add(thread);
            thread.start();
        }
        return readers;
    }

    /** What they have seen so far. */
    public Reads soFar() {
        return count.snapshot((System.nanoTime() - began) / 1e9);
    }

    @Override
    public void close() {
        readers.forEach(Reader::stop);
        for (Thread thread : threads) {
            try {
                thread.join(2_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
