package dev.cutover.workflows.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.cutover.workflows.deployment.WorkflowRegistration;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LargePayloadsTest {
    private final LargePayloads codec = new LargePayloads();
    private final DataConverter converter = WorkflowRegistration.dataConverter();

    /** The Web UI and the CLI show it as it is. */
    @Test
    void whatTemporalTakesStaysPlainJson() {
        Payload payload =
                converter.toPayload("x".repeat(LargePayloads.LARGE / 2)).orElseThrow();

        assertThat(payload.getMetadataMap().get("encoding").toStringUtf8()).isEqualTo("json/plain");
        assertThat(payload.getData().toStringUtf8()).startsWith("\"xxx");
    }

    @Test
    void whatIsTooLargeIsCompressedAndReadAgain() {
        String text = "models/mart/fct_orders.sql ".repeat(200_000);

        Payload payload = converter.toPayload(text).orElseThrow();

        assertThat(payload.getSerializedSize()).isLessThan(100_000);
        assertThat(converter.fromPayload(payload, String.class, String.class)).isEqualTo(text);
    }

    @Test
    void whatCannotBeCompressedIsReadAgainToo() {
        byte[] noise = new byte[3 << 20];
        new Random(7).nextBytes(noise);

        Payload payload = converter.toPayload(noise).orElseThrow();

        assertThat(converter.fromPayload(payload, byte[].class, byte[].class)).isEqualTo(noise);
    }

    @Test
    void whatOnlyClaimsToBeCompressedIsAnErrorInWords() {
        ByteString cut = codec.encode(List.of(largest())).get(0).getData().substring(0, 200);

        assertThatThrownBy(() -> codec.decode(List.of(claiming(ByteString.copyFromUtf8("no such thing")))))
                .isInstanceOf(DataConverterException.class)
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> codec.decode(List.of(claiming(cut))))
                .isInstanceOf(DataConverterException.class)
                .hasMessageContaining("ends too early");
    }

    /** Few bytes of anybody's signal must not fill a worker's memory. */
    @Test
    void aBombIsNotInflated() {
        Payload bomb = Payload.newBuilder()
                .setData(ByteString.copyFrom(new byte[LargePayloads.LARGEST + 1]))
                .build();
        Payload packed = codec.encode(List.of(bomb)).get(0);

        assertThat(packed.getSerializedSize()).isLessThan(1 << 20);
        assertThatThrownBy(() -> codec.decode(List.of(packed))).hasMessageContaining("holds more than");
    }

    private static Payload largest() {
        return Payload.newBuilder()
                .setData(ByteString.copyFrom(new byte[LargePayloads.LARGE]))
                .build();
    }

    private static Payload claiming(ByteString data) {
        return Payload.newBuilder()
                .putMetadata("encoding", ByteString.copyFromUtf8("binary/deflate"))
                .setData(data)
                .build();
    }
}
