package dev.cutover.activities.materialize.sql;

import java.util.List;

/**
 * A statement with other names, and the way back from its text to the original's.
 *
 * @param text what is sent
 * @param original the statement as the project has it
 * @param edits what was replaced, in the order of the text
 */
public record Rewritten(String text, SqlStatement original, List<Edit> edits) {
    public Rewritten {
        edits = List.copyOf(edits);
    }

    /**
     * One replacement.
     *
     * @param start first offset in the original's source
     * @param end offset after it; equal to {@code start} for an insertion
     * @param replacement what stands there now
     */
    public record Edit(int start, int end, String replacement) {}

    /** A place in a file: line and column from 1, the column in code points. */
    public record Place(int line, int column) {}

    static Rewritten apply(SqlStatement original, List<Edit> edits) {
        StringBuilder text = new StringBuilder();
        int copied = original.start();
        for (Edit edit : edits) {
            text.append(original.source(), copied, edit.start()).append(edit.replacement());
            copied = edit.end();
        }
        text.append(original.source(), copied, original.end());
        return new Rewritten(text.toString(), original, edits);
    }

    /**
     * Where a position that the server reported lies in the original file.
     *
     * @param position in code points of {@link #text}, from 1, as an error's position field counts
     */
    public Place placeOf(int position) {
        int codePoints = text.codePointCount(0, text.length());
        int target = text.offsetByCodePoints(0, Math.max(0, Math.min(position - 1, codePoints)));
        int shift = original.start();
        int offset = -1;
        for (Edit edit : edits) {
            int editStart = edit.start() - shift;
            if (target < editStart) {
                break;
            }
            if (target < editStart + edit.replacement().length()) {
                offset = edit.start();
                break;
            }
            shift += edit.end() - edit.start() - edit.replacement().length();
        }
        return place(offset < 0 ? target + shift : offset);
    }

    private Place place(int offset) {
        String source = original.source();
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < offset; i++) {
            if (source.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new Place(line, source.codePointCount(lineStart, offset) + 1);
    }
}
