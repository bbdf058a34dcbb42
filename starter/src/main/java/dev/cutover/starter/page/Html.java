package dev.cutover.starter.page;

/**
 * Writes HTML. What is not a tag of ours goes through {@link #text}: names, rows and messages come from anybody, and none of them
 * becomes markup.
 */
final class Html {
    private final StringBuilder html = new StringBuilder();

    /** Opens an element, with attributes in pairs of name and value. */
    Html open(String tag, String... attributes) {
        html.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            html.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escaped(attributes[i + 1]))
                    .append('"');
        }
        html.append('>');
        return this;
    }

    /** Closes an element. */
    Html close(String tag) {
        html.append("</").append(tag).append(">\n");
        return this;
    }

    /** Plain text. */
    Html text(String text) {
        html.append(escaped(text));
        return this;
    }

    /** An element that holds plain text only. */
    Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    /** One row of a table. */
    Html row(String cell, String... values) {
        open("tr");
        for (String value : values) {
            element(cell, value);
        }
        return close("tr");
    }

    /** A part of markup that is written elsewhere by one of these. */
    Html add(Html part) {
        html.append(part.html);
        return this;
    }

    @Override
    public String toString() {
        return html.toString();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> append(character, escaped));
        return escaped.toString();
    }

    private static void append(int character, StringBuilder escaped) {
        switch (character) {
            case '&' -> escaped.append("&amp;");
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '"' -> escaped.append("&quot;");
            case '\'' -> escaped.append("&#39;");
            case '\n', '\t' -> escaped.appendCodePoint(character);
            default -> {
                // Control characters and those that turn the direction of a text show as what they are.
                boolean shown = Character.isISOControl(character)
                        || Character.getType(character) == Character.FORMAT
                        || Character.getType(character) == Character.SURROGATE;
                escaped.append(shown ? String.format("\\u%04x", character) : Character.toString(character));
            }
        }
    }
}
