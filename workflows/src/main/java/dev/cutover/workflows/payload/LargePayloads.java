package dev.cutover.workflows.payload;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverterException;
import io.temporal.payload.codec.PayloadCodec;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Compresses what Temporal would not take: it refuses inputs and results of more than 2 MiB, and a plan of many hundred models
 * is larger. Everything smaller stays plain JSON, for the Web UI and the CLI.
 */
public final class LargePayloads implements PayloadCodec {
    /** Bytes from which on a value is compressed. */
    static final int LARGE = 3 << 19;

    /** Nothing of ours is ever as large; what claims to be would only fill the memory. */
    static final int LARGEST = 32 << 20;

    private static final String ENCODING_KEY = "encoding";
    private static final ByteString ENCODING = ByteString.copyFromUtf8("binary/deflate");
    private static final int FIRST_GUESS = 1 << 16;

    @Override
    public List<Payload> encode(List<Payload> payloads) {
        return payloads.stream().map(LargePayloads::encode).toList();
    }

    @Override
    public List<Payload> decode(List<Payload> payloads) {
        return payloads.stream().map(LargePayloads::decode).toList();
    }

    private static Payload encode(Payload payload) {
        if (payload.getSerializedSize() < LARGE) {
            return payload;
        }
        return Payload.newBuilder()
                .putMetadata(ENCODING_KEY, ENCODING)
                .setData(ByteString.copyFrom(deflated(payload.toByteArray())))
                .build();
    }

    private static Payload decode(Payload payload) {
        if (!ENCODING.equals(payload.getMetadataMap().get(ENCODING_KEY))) {
            return payload;
        }
        try {
            return Payload.parseFrom(inflated(payload.getData().toByteArray()));
        } catch (DataFormatException | InvalidProtocolBufferException e) {
            throw new DataConverterException("A compressed value cannot be read: " + e.getMessage(), e);
        }
    }

    /** The number of bytes that a value would have, compressed. */
    public static int compressedSize(byte[] value) {
        return deflated(value).length;
    }

    private static byte[] deflated(byte[] plain) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(plain);
            deflater.finish();
            byte[] packed = new byte[FIRST_GUESS];
            int length = 0;
            while (!deflater.finished()) {
                if (length == packed.length) {
                    packed = Arrays.copyOf(packed, packed.length * 2);
                }
                length += deflater.deflate(packed, length, packed.length - length);
            }
            return Arrays.copyOf(packed, length);
        } finally {
            deflater.end();
        }
    }

    private static byte[] inflated(byte[] packed) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            byte[] plain = new byte[FIRST_GUESS];
            int length = 0;
            while (!inflater.finished()) {
                if (length == plain.length) {
                    if (length >= LARGEST) {
                        throw new DataFormatException("it holds more than " + LARGEST + " bytes");
                    }
                    plain = Arrays.copyOf(plain, plain.length * 2);
                }
                int read = inflater.inflate(plain, length, plain.length - length);
                if (read == 0 && !inflater.finished() && length < plain.length) {
                    throw new DataFormatException("it ends too early");
                }
                length += read;
            }
            return Arrays.copyOf(plain, length);
        } finally {
            inflater.end();
        }
    }
}
