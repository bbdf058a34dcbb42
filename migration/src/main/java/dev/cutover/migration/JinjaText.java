package dev.cutover.migration;

/** Where Jinja begins and ends in a text. */
final class JinjaText {
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    private JinjaText() {}

    static boolean beginsAt(String text, int position) {
        return text.startsWith("{{", position) || text.startsWith("{%", position) || text.startsWith("{#", position);
    }

    /**
     * The offset behind the Jinja that begins at {@code start}.
     *
     * @throws UnreadableModel when it is never closed
     */
    static int end(String text, int start) throws UnreadableModel {
        if (text.startsWith("{#", start)) {
            int close = text.indexOf("#}", start + 2);
            if (close >= 0) {
                return close + 2;
            }
            throw UnreadableModel.at(text, start, "This comment of Jinja is never closed.");
        }
        String close = text.startsWith("{{", start) ? "}}" : "%}";
        int depth = 0;
        int position = start + 2;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (depth <= 0 && text.startsWith(close, position)) {
                return position + 2;
            }
            if (c == '\'' || c == '"') {
                position = endOfString(text, position);
            } else {
                depth += nesting(c);
                position++;
            }
        }
        throw UnreadableModel.at(text, start, "This piece of Jinja is never closed.");
    }

    /** The offset behind a string of Jinja, whose quotes are escaped by backslashes. */
    static int endOfString(String text, int start) throws UnreadableModel {
        int position = start + 1;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == text.charAt(start)) {
                return position + 1;
            }
            position += c == '\\' ? 2 : 1;
        }
        throw UnreadableModel.at(text, start, "This string of Jinja is never closed.");
    }

    /** How much deeper in brackets a text is after this character. */
    static int nesting(char c) {
        return OPENING.indexOf(c) >= 0 ? 1 : CLOSING.indexOf(c) >= 0 ? -1 : 0;
    }
}
