package dev.cutover.worker.config;

/**
 * Where metrics and health are served.
 *
 * @param host interface to listen on; default 127.0.0.1
 * @param port port to listen on, 0 for any free one; default 9464
 */
public record HttpAddress(String host, int port) {
    /** On this machine only, on the usual port of Prometheus exporters. */
    static final HttpAddress DEFAULT = new HttpAddress("127.0.0.1", 9464);
}
