package dev.cutover.workflows.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Texts in a form that is small enough to travel with a plan: statements of a thousand objects are alike, and take a tenth of
 * their size.
 *
 * @param count how many texts there are
 * @param bytes how many bytes they and the zeros between them have in UTF-8
 * @param deflated those bytes in the zlib format (RFC 1950), in Base64; the texts hold no zero, as no SQL does
 */
public record PackedLines(int count, int bytes, String deflated) {
    /** No text at all. */
    public static final PackedLines NONE = of(List.of());

    private static final String BETWEEN = "\0";
    private static final int BUFFER = 8192;

    /** Packs. */
    public static PackedLines of(List<String> lines) {
        byte[] text = String.join(BETWEEN, lines).getBytes(StandardCharsets.UTF_8);
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setInput(text);
            deflater.finish();
            byte[] packed = new byte[BUFFER];
            int length = 0;
            while (!deflater.finished()) {
                packed = length == packed.length ? Arrays.copyOf(packed, 2 * length) : packed;
                length += deflater.deflate(packed, length, packed.length - length);
            }
            return new PackedLines(
                    lines.size(), text.length, Base64.getEncoder().encodeToString(Arrays.copyOf(packed, length)));
        } finally {
            deflater.end();
        }
    }

    /**
     * The texts.
     *
     * @throws IllegalArgumentException when they were not packed by {@link #of}
     */
    public List<String> lines() {
        if (count == 0) {
            return List.of();
        }
        byte[] text = new byte[bytes];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(Base64.getDecoder().decode(deflated));
            int length = 0;
            while (length < bytes) {
                int more = inflater.inflate(text, length, bytes - length);
                if (more == 0) {
                    throw new IllegalArgumentException("The packed text ends too early.");
                }
                length += more;
            }
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("This is no packed text.", e);
        } finally {
            inflater.end();
        }
        return List.of(new String(text, StandardCharsets.UTF_8).split(BETWEEN, -1));
    }
}
