package dev.cutover.sandbox.session;

/** The connection to the client has to end now without another word: a fault was asked for. */
public final class ConnectionCut extends RuntimeException {
    /** A cut. */
    public ConnectionCut() {
        super("connection cut on demand", null, false, false);
    }
}
