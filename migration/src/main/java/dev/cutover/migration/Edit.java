package dev.cutover.migration;

import java.util.Comparator;
import java.util.List;

/**
 * A change of a text.
 *
 * @param start offset of the first character that goes
 * @param end offset behind the last one
 * @param text what comes in their place
 */
record Edit(int start, int end, String text) {
    static Edit insert(int offset, String text) {
        return new Edit(offset, offset, text);
    }

    /** The text after edits that do not overlap. */
    static String apply(String text, List<Edit> edits) {
        StringBuilder edited = new StringBuilder(text);
        edits.stream()
                .sorted(Comparator.comparingInt(Edit::start).reversed())
                .forEach(edit -> edited.replace(edit.start, edit.end, edit.text));
        return edited.toString();
    }

    /**
     * Takes a range away together with the space that only it needed: its lines when nothing else is on them, else the blanks
     * behind it, or those before it when nothing follows.
     *
     * @param instead what comes in its place, as lines of their own; empty for nothing
     */
    static Edit remove(String text, int start, int end, String instead) {
        int lineStart = Lines.start(text, start);
        int lineEnd = Lines.end(text, end);
        String before = text.substring(lineStart, start);
        String after = text.substring(end, lineEnd);
        String mark = Lines.mark(text, end);
        if (before.isBlank() && after.isBlank()) {
            return instead.isEmpty() ? withoutLines(text, lineStart, end) : new Edit(start, lineEnd, instead);
        }
        if (after.isBlank()) {
            return instead.isEmpty()
                    ? new Edit(start - trailingBlanks(before), lineEnd, "")
                    : new Edit(start, lineEnd, instead);
        }
        int blanks = after.length() - after.stripLeading().length();
        if (!instead.isEmpty()) {
            return new Edit(start, end + blanks, instead + mark + (before.isBlank() ? before : ""));
        }
        if (blanks == 0 && !before.isBlank()) {
            boolean punctuation = ";),".indexOf(after.charAt(0)) >= 0;
            return new Edit(start - trailingBlanks(before), end, punctuation || trailingBlanks(before) == 0 ? "" : " ");
        }
        return new Edit(start, end + blanks, "");
    }

    private static Edit withoutLines(String text, int lineStart, int end) {
        int next = Lines.next(text, end);
        boolean isLast = next == text.length() && !text.endsWith("\n");
        if (!isLast || lineStart == 0) {
            return new Edit(lineStart, next, "");
        }
        int mark = text.charAt(lineStart - 1) == '\n' && lineStart > 1 && text.charAt(lineStart - 2) == '\r' ? 2 : 1;
        return new Edit(lineStart - mark, next, "");
    }

    private static int trailingBlanks(String before) {
        return before.length() - before.stripTrailing().length();
    }
}
