package dev.cutover.starter.commands;

import dev.cutover.starter.client.ClientFactory;
import dev.cutover.starter.client.Json;
import java.io.PrintStream;
import java.util.List;

/**
 * What every command works with.
 *
 * @param clients opens the connection to Temporal
 * @param out where answers go
 * @param user who is at the keyboard, as far as the system knows
 */
public record Context(ClientFactory clients, PrintStream out, String user) {
    void print(String line) {
        out.println(line);
    }

    void print(List<String> lines) {
        lines.forEach(out::println);
    }

    void printJson(Object value) {
        out.println(Json.line(value));
    }
}
