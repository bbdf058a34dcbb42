package dev.cutover.sandbox.wire;

import dev.cutover.sandbox.statement.Statement.Output;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes messages to one client. */
final class MessageWriter {
    private final BufferedOutputStream out;
    private boolean muted;

    MessageWriter(OutputStream out) {
        this.out = new BufferedOutputStream(out, 1 << 15);
    }

    void send(char type, byte[] body) throws IOException {
        if (muted) {
            return;
        }
        int length = body.length + 4;
        out.write(new byte[] {
            (byte) type, (byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length
        });
        out.write(body);
    }

    void flush() throws IOException {
        if (!muted) {
            out.flush();
        }
    }

    /** Sends nothing from now on; the client hears no more of what happens. */
    void mute() {
        muted = true;
    }

    void rawByte(char value) throws IOException {
        out.write(value);
        out.flush();
    }

    void columns(List<Output> columns) throws IOException {
        MessageBuilder body = new MessageBuilder().int16(columns.size());
        for (Output column : columns) {
            body.text(column.name())
                    .int32(0)
                    .int16(0)
                    .int32(column.typeOid())
                    .int16(-1)
                    .int32(-1)
                    .int16(0);
        }
        send('T', body.build());
    }

    void row(List<String> values) throws IOException {
        MessageBuilder body = new MessageBuilder().int16(values.size());
        for (String value : values) {
            if (value == null) {
                body.int32(-1);
            } else {
                byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                body.int32(bytes.length).raw(bytes);
            }
        }
        send('D', body.build());
    }

    void complete(String tag) throws IOException {
        send('C', new MessageBuilder().text(tag).build());
    }

    void parameter(String name, String value) throws IOException {
        send('S', new MessageBuilder().text(name).text(value).build());
    }

    void ready(char status) throws IOException {
        send('Z', new byte[] {(byte) status});
        flush();
    }

    void error(SqlException error) throws IOException {
        String severity = error.isFatal() ? "FATAL" : "ERROR";
        fields('E', severity, error.code(), error.getMessage(), error.detail(), error.hint(), error.position());
    }

    void notice(Notice notice) throws IOException {
        fields('N', notice.severity(), notice.code(), notice.message(), notice.detail(), notice.hint(), 0);
    }

    private void fields(
            char type, String severity, String code, String message, String detail, String hint, int position)
            throws IOException {
        MessageBuilder body = new MessageBuilder();
        body.letter('S')
                .text(severity)
                .letter('V')
                .text(severity)
                .letter('C')
                .text(code)
                .letter('M')
                .text(message);
        if (detail != null) {
            body.letter('D').text(detail);
        }
        if (hint != null) {
            body.letter('H').text(hint);
        }
        if (position > 0) {
            body.letter('P').text(String.valueOf(position));
        }
        send(type, body.letter('\0').build());
    }
}
