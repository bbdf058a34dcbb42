package dev.cutover.migration;

import dev.cutover.migration.Piece.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A call of {@code config()} in a model.
 *
 * @param open offset behind the bracket that opens the list of arguments, or the dictionary that is the only one
 * @param arguments what is in the list
 * @param dictionary whether the arguments are the entries of a dictionary
 * @param trailingComma offset behind the comma that follows the last argument; -1 without one
 */
record ConfigCall(int open, List<Argument> arguments, boolean dictionary, int trailingComma) {
    private static final Pattern CALL =
            Pattern.compile("(?s)\\{\\{[-+]?\\s*config\\s*\\(|\\{%[-+]?\\s*do\\s+config\\s*\\(");
    private static final Pattern END = Pattern.compile("\\)\\s*[-+]?[}%]}");
    private static final Pattern ASSIGNED = Pattern.compile("(?s)(\\w+)\\s*=(?!=)\\s*(.*)");
    private static final Pattern ENTRY = Pattern.compile("(?s)['\"](\\w+)['\"]\\s*:\\s*(.*)");
    private static final Pattern LITERAL = Pattern.compile("'([^'\\\\]*)'|\"([^\"\\\\]*)\"");

    /**
     * An argument.
     *
     * @param start offset of its first character
     * @param text its characters
     */
    record Argument(int start, String text) {
        int end() {
            return start + text.length();
        }
    }

    /** The call that a piece consists of; empty for other pieces. */
    static Optional<ConfigCall> of(String text, Piece piece) throws UnreadableModel {
        if (piece.kind() != Kind.EXPRESSION && piece.kind() != Kind.TAG) {
            return Optional.empty();
        }
        Matcher call = CALL.matcher(text).region(piece.start(), piece.end());
        if (!call.lookingAt()) {
            return Optional.empty();
        }
        ConfigCall plain = read(text, call.end(), false);
        if (!END.matcher(text).region(plain.closing(text), piece.end()).matches()) {
            throw UnreadableModel.at(text, piece.start(), "This is more than a call of config().");
        }
        if (plain.arguments.size() == 1 && plain.arguments.get(0).text.startsWith("{")) {
            return Optional.of(read(text, plain.arguments.get(0).start + 1, true));
        }
        return Optional.of(plain);
    }

    private static ConfigCall read(String text, int open, boolean dictionary) throws UnreadableModel {
        List<Argument> arguments = new ArrayList<>();
        int depth = 0;
        int from = open;
        int comma = -1;
        int position = open;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '\'' || c == '"') {
                position = JinjaText.endOfString(text, position);
                continue;
            }
            if (depth == 0 && (c == ',' || JinjaText.nesting(c) < 0)) {
                String argument = text.substring(from, position);
                if (!argument.isBlank()) {
                    arguments.add(new Argument(from + argument.indexOf(argument.strip()), argument.strip()));
                    comma = -1;
                }
                if (c != ',') {
                    return new ConfigCall(open, List.copyOf(arguments), dictionary, comma);
                }
                from = position + 1;
                comma = from;
            }
            depth += JinjaText.nesting(c);
            position++;
        }
        throw UnreadableModel.at(text, open, "This call of config() is never closed.");
    }

    private int closing(String text) {
        int last = arguments.isEmpty()
                ? open
                : Math.max(trailingComma, arguments.get(arguments.size() - 1).end());
        int closing = last;
        while (Character.isWhitespace(text.charAt(closing))) {
            closing++;
        }
        return closing;
    }

    /** What is given for a key, as it is written; the last of several, which a dictionary may have. */
    Optional<String> value(String key) {
        return arguments.stream()
                .map(argument -> (dictionary ? ENTRY : ASSIGNED).matcher(argument.text))
                .filter(matcher -> matcher.matches() && matcher.group(1).equals(key))
                .map(matcher -> matcher.group(2))
                .reduce((earlier, later) -> later);
    }

    /** Whether its arguments can all be seen: none is unpacked from something. */
    boolean isPlain() {
        return arguments.stream()
                .allMatch(argument ->
                        (dictionary ? ENTRY : ASSIGNED).matcher(argument.text).matches());
    }

    /** The content of a string of Jinja; empty for anything else. */
    static Optional<String> literal(String value) {
        Matcher literal = LITERAL.matcher(value);
        return literal.matches()
                ? Optional.of(literal.group(1) == null ? literal.group(2) : literal.group(1))
                : Optional.empty();
    }

    /** The edit that adds a cluster, written in the manner of the arguments that are there. */
    Edit adding(String text, Cluster cluster) {
        String entry =
                (dictionary ? quote() + "cluster" + quote() + ": " : "cluster" + assignment()) + cluster.jinja(quote());
        if (arguments.isEmpty()) {
            return Edit.insert(open, entry);
        }
        Argument last = arguments.get(arguments.size() - 1);
        String lead = text.substring(Lines.start(text, last.start), last.start);
        String mark = Lines.mark(text, last.start);
        if (lead.strip().equals(",")) {
            return Edit.insert(last.end(), mark + lead + entry);
        }
        String before = lead.isBlank() ? mark + lead : " ";
        return trailingComma < 0
                ? Edit.insert(last.end(), "," + before + entry)
                : Edit.insert(trailingComma, before + entry + ",");
    }

    /** The quote that the arguments use first. */
    private String quote() {
        Matcher quote = Pattern.compile("['\"]")
                .matcher(arguments.stream().map(Argument::text).collect(Collectors.joining()));
        return quote.find() ? quote.group() : "'";
    }

    private String assignment() {
        return !arguments.isEmpty() && arguments.get(0).text.matches("(?s)\\w+\\s+=\\s.*") ? " = " : "=";
    }
}
