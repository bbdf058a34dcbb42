package dev.cutover.migration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A case of the files in the test resources; the README beside them explains the format.
 *
 * @param settings what is configured outside of the model's file
 * @param before the model as it is
 * @param after the model as it has to be; the same when it stays
 * @param notes notes that have to be given
 * @param byHand line and text of what a person has to do; null for nothing
 * @param maybe whether no deployment is refused for what a person has to do
 * @param runs whether the real dbt-materialize runs the result, and not the model as it was
 */
public record Case(
        String name,
        Settings settings,
        String before,
        String after,
        List<String> notes,
        String byHand,
        boolean maybe,
        boolean runs) {

    /** The cases of one file. */
    public static List<Case> of(String file) {
        try (InputStream in = Case.class.getResourceAsStream(file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("(?m)^##### ")).skip(1).map(Case::read).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Case read(String text) {
        int headEnd = text.indexOf('\n');
        String[] head = text.substring(0, headEnd).split("\\|", 2);
        List<String> options = List.of(head[1].strip().split(" "));
        String[] sections = text.substring(headEnd + 1).split("(?m)^=====");
        String before = bytes(sections[0], options);
        String after = before;
        String byHand = null;
        List<String> notes = new ArrayList<>();
        boolean maybe = false;
        for (String section : List.of(sections).subList(1, sections.length)) {
            String content = section.substring(1).strip();
            switch (section.charAt(0)) {
                case '>' -> after = bytes(section.substring(2), options);
                case '!' -> byHand = content;
                case '?' -> notes.add(content);
                default -> maybe = true;
            }
        }
        Settings settings = new Settings(
                option(options, "materialized").orElse(null),
                option(options, "cluster").orElse(null),
                option(options, "cluster").map(cluster -> "elsewhere").orElse(null));
        return new Case(head[0].strip(), settings, before, after, notes, byHand, maybe, options.contains("runs"));
    }

    private static Optional<String> option(List<String> options, String name) {
        return options.stream()
                .filter(option -> option.startsWith(name + "="))
                .map(option -> option.substring(name.length() + 1))
                .findFirst();
    }

    private static String bytes(String text, List<String> options) {
        String bytes = options.contains("bare") ? text.substring(0, text.length() - 1) : text;
        bytes = options.contains("crlf") ? bytes.replace("\n", "\r\n") : bytes;
        return options.contains("bom") ? "\uFEFF" + bytes : bytes;
    }

    @Override
    public String toString() {
        return name;
    }
}
