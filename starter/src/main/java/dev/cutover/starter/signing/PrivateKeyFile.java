package dev.cutover.starter.signing;

import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** A private key in a file: Ed25519, PKCS#8, PEM. Nothing of it is ever shown (P9). */
public final class PrivateKeyFile {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private final Path file;
    private final PrivateKey key;

    private PrivateKeyFile(Path file, PrivateKey key) {
        this.file = file;
        this.key = key;
    }

    /**
     * Reads a file.
     *
     * @throws Problem when it cannot be read or holds no such key
     */
    public static PrivateKeyFile read(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
            if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
                throw unusable(file, null);
            }
            byte[] encoded = Base64.getMimeDecoder()
                    .decode(text.substring(BEGIN.length(), text.length() - END.length())
                            .strip());
            return new PrivateKeyFile(
                    file, KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (IOException e) {
            throw new Problem(ExitCode.USAGE, "The key file " + file + " cannot be read. Nothing was sent.");
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unusable(file, null);
        }
    }

    /** Signs bytes. */
    byte[] sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw unusable(file, e);
        }
    }

    private static Problem unusable(Path file, Exception cause) {
        return new Problem(
                ExitCode.USAGE,
                file + " holds no Ed25519 private key in PEM without a password. Nothing was sent. Make one with:"
                        + " openssl genpkey -algorithm ed25519 -out key.pem",
                cause);
    }
}
