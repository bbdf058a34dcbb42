package dev.cutover.sandbox.kafka;

import static dev.cutover.sandbox.sql.Identifiers.literal;

import dev.cutover.sandbox.postgres.Backend;
import dev.cutover.sandbox.postgres.BackendException;
import dev.cutover.sandbox.session.World;
import java.io.IOException;
import java.util.Objects;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one stream going until it is stopped; a failure is shown as the object's status, and the stream tried again. */
final class StreamThread implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamThread.class);
    private static final long RETRY_MILLIS = 250;

    private final World world;
    private final String objectId;
    private final Stream stream;
    private final Thread thread;
    private volatile boolean stopped;
    private String ailment;

    StreamThread(World world, String objectId, Stream stream) {
        this.world = world;
        this.objectId = objectId;
        this.stream = stream;
        thread = new Thread(this, "sandbox-stream-" + objectId);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Ends the stream soon; what it keeps of a broker is let go by its own thread. */
    void stop() {
        stopped = true;
        thread.interrupt();
    }

    /** Waits until a stopped stream has ended, so long and no longer. */
    void join(long millis) throws InterruptedException {
        thread.join(millis);
    }

    /** Takes back what the stream made outside; it has ended. */
    void forget() {
        stream.forget();
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                connected();
            }
        } catch (InterruptedException e) {
            LOG.trace("{} was stopped", objectId);
        } finally {
            letGo();
        }
    }

    /** Kafka's clients do not close in a thread that is interrupted, so that is put aside for as long as it takes. */
    private void letGo() {
        boolean interrupted = Thread.interrupted();
        try {
            stream.close();
        } catch (KafkaException e) {
            LOG.debug("{} did not close: {}", objectId, e.toString());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void connected() throws InterruptedException {
        try (Backend backend = world.connect()) {
            while (!stopped) {
                attempt(backend);
            }
        } catch (IOException e) {
            LOG.debug("{}: PostgreSQL is not there: {}", objectId, e.toString());
            Thread.sleep(RETRY_MILLIS);
        }
    }

    private void attempt(Backend backend) throws IOException, InterruptedException {
        String error = null;
        try {
            stream.step(backend);
        } catch (BackendException busy) {
            // A relation that cannot be read now, by a lock or by its contents, is read the next time.
            error = "55P03".equals(busy.field('C')) ? null : busy.field('M');
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptException e) {
            throw new InterruptedException(e.getMessage());
        } catch (IOException e) {
            letGo();
            error = e.getMessage();
            Thread.sleep(RETRY_MILLIS);
        }
        show(backend, error);
    }

    private void show(Backend backend, String error) throws IOException {
        if (!Objects.equals(error, ailment)) {
            backend.run("DELETE FROM mz_store.ailments WHERE object_id = " + literal(objectId)
                    + (error == null
                            ? ""
                            : "; INSERT INTO mz_store.ailments VALUES (" + literal(objectId) + ", " + literal(error)
                                    + ")"));
            ailment = error;
        }
    }
}
