package dev.cutover.migration;

import dev.cutover.migration.Piece.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a model into pieces: SQL by Materialize's rules, and Jinja, which dbt sees first, also inside strings and comments. */
final class Pieces {
    private static final Pattern RAW = Pattern.compile("\\{%[-+]?\\s*raw\\s*[-+]?%}");
    private static final Pattern END_OF_RAW = Pattern.compile("\\{%[-+]?\\s*endraw\\s*[-+]?%}");

    private final String text;
    private final List<Piece> pieces = new ArrayList<>();

    private Pieces(String text) {
        this.text = text;
    }

    /**
     * Cuts a text.
     *
     * @throws UnreadableModel when a string, comment, quoted name or piece of Jinja is never closed
     */
    static List<Piece> of(String text) throws UnreadableModel {
        Pieces pieces = new Pieces(text);
        int position = 0;
        while (position < text.length()) {
            position = pieces.readFrom(position);
        }
        return List.copyOf(pieces.pieces);
    }

    private int readFrom(int start) throws UnreadableModel {
        char c = text.charAt(start);
        if (isSpace(c)) {
            int end = start;
            while (end < text.length() && isSpace(text.charAt(end))) {
                end++;
            }
            return add(Kind.SPACE, start, end);
        }
        if (text.startsWith("{{", start)) {
            return add(Kind.EXPRESSION, start, JinjaText.end(text, start));
        }
        if (text.startsWith("{#", start)) {
            return add(Kind.COMMENT, start, JinjaText.end(text, start));
        }
        if (text.startsWith("{%", start)) {
            return add(Kind.TAG, start, endOfTag(start));
        }
        if (text.startsWith("--", start)) {
            return add(Kind.COMMENT, start, endOfLine(start));
        }
        if (text.startsWith("/*", start)) {
            return add(Kind.COMMENT, start, endOfBlockComment(start));
        }
        if (c == '\'') {
            return add(Kind.STRING, start, endOfQuoted(start, false));
        }
        if ((c == 'e' || c == 'E') && text.startsWith("'", start + 1)) {
            return add(Kind.STRING, start, endOfQuoted(start + 1, true));
        }
        if (c == '"') {
            return add(Kind.QUOTED, start, endOfQuoted(start, false));
        }
        if (c == '$') {
            return readDollar(start);
        }
        if (isWordPart(c)) {
            int end = start;
            while (end < text.length() && (isWordPart(text.charAt(end)) || text.charAt(end) == '$')) {
                end++;
            }
            return add(Kind.WORD, start, end);
        }
        return add(Kind.SYMBOL, start, start + 1);
    }

    private int endOfTag(int start) throws UnreadableModel {
        Matcher raw = RAW.matcher(text).region(start, text.length());
        if (!raw.lookingAt()) {
            return JinjaText.end(text, start);
        }
        Matcher close = END_OF_RAW.matcher(text);
        if (!close.find(raw.end())) {
            throw UnreadableModel.at(text, start, "This block of Jinja is never closed.");
        }
        return close.end();
    }

    private int endOfLine(int start) throws UnreadableModel {
        int end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end = next(end);
        }
        return end;
    }

    private int endOfBlockComment(int start) throws UnreadableModel {
        int depth = 0;
        int end = start;
        while (end < text.length()) {
            if (text.startsWith("/*", end)) {
                depth++;
                end += 2;
            } else if (text.startsWith("*/", end)) {
                depth--;
                end += 2;
            } else {
                end = next(end);
            }
            if (depth == 0) {
                return end;
            }
        }
        throw UnreadableModel.at(text, start, "This comment is never closed.");
    }

    private int endOfQuoted(int quote, boolean escapes) throws UnreadableModel {
        char mark = text.charAt(quote);
        int end = quote + 1;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (escapes && c == '\\') {
                end += 2;
            } else if (c != mark) {
                end = next(end);
            } else if (end + 1 < text.length() && text.charAt(end + 1) == mark) {
                end += 2;
            } else {
                return end + 1;
            }
        }
        throw UnreadableModel.at(text, quote, "This quote is never closed.");
    }

    private int readDollar(int start) throws UnreadableModel {
        int end = start + 1;
        while (end < text.length() && isWordPart(text.charAt(end))) {
            end++;
        }
        if (end == text.length() || text.charAt(end) != '$') {
            return add(Kind.SYMBOL, start, start + 1);
        }
        String mark = text.substring(start, end + 1);
        int close = text.indexOf(mark, end + 1);
        if (close < 0) {
            throw UnreadableModel.at(text, start, "This string is never closed with " + mark + ".");
        }
        return add(Kind.STRING, start, close + mark.length());
    }

    /** One character on, or past the Jinja that begins here. */
    private int next(int position) throws UnreadableModel {
        return JinjaText.beginsAt(text, position) ? JinjaText.end(text, position) : position + 1;
    }

    private int add(Kind kind, int start, int end) {
        pieces.add(new Piece(kind, start, text.substring(start, end)));
        return end;
    }

    /** A byte order mark counts as space: dbt hands it on, and nothing else stands in its place. */
    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || c == '\uFEFF';
    }

    private static boolean isWordPart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c >= 0x80;
    }
}
