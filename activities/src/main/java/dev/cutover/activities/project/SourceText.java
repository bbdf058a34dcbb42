package dev.cutover.activities.project;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Turns a file's bytes into text: UTF-8, with or without a byte order mark, any line endings. */
final class SourceText {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private SourceText() {}

    /** The text of a file; null, and a problem in the list, when it is not UTF-8. */
    static String of(ProjectFile file, List<ProjectProblem> problems) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(file.bytes());
        CharBuffer characters = CharBuffer.allocate(file.bytes().length);
        boolean bad = decoder.decode(bytes, characters, true).isError();
        String text = characters.flip().toString();
        boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        String unmarked = marked ? text.substring(1) : text;
        if (!bad) {
            return unmarked;
        }
        int line = 1 + (int) unmarked.chars().filter(c -> c == '\n').count();
        int column = unmarked.codePointCount(unmarked.lastIndexOf('\n') + 1, unmarked.length()) + 1;
        problems.add(new ProjectProblem(
                file.path(), line, column, "This byte is not UTF-8. Save the file in the encoding UTF-8."));
        return null;
    }
}
