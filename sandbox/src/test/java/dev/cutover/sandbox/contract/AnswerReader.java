package dev.cutover.sandbox.contract;

import dev.cutover.sandbox.contract.Recording.Answer;
import dev.cutover.sandbox.contract.Recording.Notice;
import dev.cutover.sandbox.contract.Recording.Result;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds an {@link Answer} from the messages a server sends, in the shape in which answers are recorded. */
final class AnswerReader {

    private static final Result CONNECTION_CLOSED = Result.failed("connection closed");

    private final boolean startup;
    private final List<Result> results = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private final Map<String, String> parameters = new HashMap<>();
    private List<Long> parameterTypes;
    private List<String> columns;
    private List<Long> types;
    private List<List<String>> rows;

    AnswerReader(boolean startup) {
        this.startup = startup;
    }

    void message(char type, byte[] bytes) {
        ByteBuffer body = ByteBuffer.wrap(bytes);
        switch (type) {
            case 'R' -> authentication(body.getInt());
            case 'S' -> parameters.put(text(body), text(body));
            case 't' -> parameterDescription(body);
            case 'T' -> rowDescription(body);
            case 'D' -> dataRow(body);
            case 'C' -> finish(text(body));
            case 'I' -> finish("<empty query>");
            case 's' -> finish("<portal suspended>");
            case 'E' -> error(fields(body));
            case 'N' -> notice(fields(body));
            case '1', '2', '3', 'n', 'A', 'v', 'G', 'H', 'W', 'd', 'c' -> {
                // Steps of the protocol that no recording mentions.
            }
            default -> throw new AssertionError("unexpected message of type '" + type + "'");
        }
    }

    Answer ready(char status) {
        if (startup) {
            results.add(Result.tagged("connected"));
        }
        return answer(String.valueOf(status));
    }

    Answer closed() {
        if (!startup || results.isEmpty()) {
            results.add(CONNECTION_CLOSED);
        }
        return answer("closed");
    }

    private Answer answer(String status) {
        return new Answer(results, status, notices, parameterTypes, parameters);
    }

    private static void authentication(int method) {
        if (method != 0) {
            throw new AssertionError("the server asks for a password (authentication method " + method
                    + "); the recordings were made without one");
        }
    }

    private void parameterDescription(ByteBuffer body) {
        parameterTypes = new ArrayList<>();
        int count = body.getShort();
        for (int i = 0; i < count; i++) {
            parameterTypes.add(Integer.toUnsignedLong(body.getInt()));
        }
    }

    private void rowDescription(ByteBuffer body) {
        columns = new ArrayList<>();
        types = new ArrayList<>();
        rows = new ArrayList<>();
        int count = body.getShort();
        for (int i = 0; i < count; i++) {
            columns.add(text(body));
            body.getInt();
            body.getShort();
            types.add(Integer.toUnsignedLong(body.getInt()));
            body.getShort();
            body.getInt();
            body.getShort();
        }
    }

    private void dataRow(ByteBuffer body) {
        int count = body.getShort();
        List<String> row = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int length = body.getInt();
            if (length < 0) {
                row.add(null);
                continue;
            }
            byte[] value = new byte[length];
            body.get(value);
            row.add(new String(value, StandardCharsets.UTF_8));
        }
        rows.add(row);
    }

    private void finish(String tag) {
        results.add(columns == null ? Result.tagged(tag) : Result.rows(tag, columns, types, rows));
        forgetColumns();
    }

    private void error(Map<Character, String> fields) {
        String severity = fields.get('S');
        results.add(new Result(
                null,
                null,
                null,
                null,
                fields.get('C'),
                fields.get('M'),
                fields.get('D'),
                fields.get('H'),
                fields.get('P'),
                "ERROR".equals(severity) ? null : severity));
        forgetColumns();
    }

    private void forgetColumns() {
        columns = null;
        types = null;
        rows = null;
    }

    private void notice(Map<Character, String> fields) {
        notices.add(new Notice(fields.get('S'), fields.get('C'), fields.get('M'), fields.get('D'), fields.get('H')));
    }

    private static Map<Character, String> fields(ByteBuffer body) {
        Map<Character, String> fields = new HashMap<>();
        for (byte field = body.get(); field != 0; field = body.get()) {
            fields.put((char) field, text(body));
        }
        return fields;
    }

    private static String text(ByteBuffer body) {
        int start = body.position();
        while (body.get() != 0) {
            // Skip to the end of the text.
        }
        return new String(body.array(), start, body.position() - 1 - start, StandardCharsets.UTF_8);
    }
}
