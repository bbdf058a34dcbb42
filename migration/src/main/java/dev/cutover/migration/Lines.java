package dev.cutover.migration;

/** Lines of a text that must keep its bytes. */
final class Lines {
    private Lines() {}

    /** The number, from 1, of the line that holds an offset. */
    static int number(String text, int offset) {
        return (int) text.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
    }

    /** Offset of the first character of a line, behind a byte order mark. */
    static int start(String text, int offset) {
        int start = text.lastIndexOf('\n', offset - 1) + 1;
        return start == 0 && text.startsWith("\uFEFF") ? Math.min(1, offset) : start;
    }

    /** Offset behind the last character of a line, before its end mark. */
    static int end(String text, int offset) {
        int mark = text.indexOf('\n', offset);
        if (mark < 0) {
            return text.length();
        }
        return mark > offset && text.charAt(mark - 1) == '\r' ? mark - 1 : mark;
    }

    /** Offset of the next line, or the text's length. */
    static int next(String text, int offset) {
        int mark = text.indexOf('\n', offset);
        return mark < 0 ? text.length() : mark + 1;
    }

    /** How the line that holds an offset ends; in the last line as the one before ends, and a line feed where there is none. */
    static String mark(String text, int offset) {
        int feed = text.indexOf('\n', offset);
        if (feed < 0) {
            feed = text.lastIndexOf('\n');
        }
        return feed > 0 && text.charAt(feed - 1) == '\r' ? "\r\n" : "\n";
    }
}
