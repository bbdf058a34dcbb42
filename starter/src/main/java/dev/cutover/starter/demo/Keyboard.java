package dev.cutover.starter.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Lines from the keyboard, asked for without waiting. The end of input is no line: it must not approve anything. */
final class Keyboard {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    /** Begins to listen. */
    static Keyboard listen(InputStream input) {
        Keyboard keyboard = new Keyboard();
        Thread thread = new Thread(() -> keyboard.readAll(input), "keyboard");
        thread.setDaemon(true);
        thread.start();
        return keyboard;
    }

    /** The next line, when there is one. */
    Optional<String> poll() {
        return Optional.ofNullable(lines.poll());
    }

    private void readAll(InputStream input) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(input, Charset.defaultCharset()))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line.strip());
            }
        } catch (IOException e) {
            // A keyboard that cannot be read types nothing; the signal from another terminal still works.
            lines.clear();
        }
    }
}
