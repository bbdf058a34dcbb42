package dev.cutover.worker.config;

import dev.cutover.workflows.policy.Signatures;
import dev.cutover.workflows.policy.Signatures.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** Who signs with which key, as it is written: a public key as text, or the file that holds it. */
record SignaturesText(String mode, Map<String, String> keys) {
    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";

    Signatures checked(String key, Path folder) throws ConfigException {
        Mode checkedMode = ConfigText.oneOf(key + ".mode", mode, Mode.OFF, Mode.class);
        Map<String, String> checked = new TreeMap<>();
        for (Map.Entry<String, String> entry : (keys == null ? Map.<String, String>of() : keys).entrySet()) {
            String place = key + ".keys." + entry.getKey();
            if (entry.getKey().isBlank()
                    || entry.getValue() == null
                    || entry.getValue().isBlank()) {
                throw new ConfigException(place + " needs a name and a public key");
            }
            checked.put(entry.getKey(), publicKey(place, entry.getValue().strip(), folder));
        }
        if (checkedMode == Mode.REQUIRED && checked.isEmpty()) {
            throw new ConfigException(key + ".mode is REQUIRED and keys is empty: nothing could ever be approved");
        }
        return new Signatures(checkedMode, checked);
    }

    private static String publicKey(String place, String text, Path folder) throws ConfigException {
        if (isKey(bare(text))) {
            return bare(text);
        }
        String content = content(place, text, folder);
        if (!isKey(bare(content))) {
            throw new ConfigException(place + " is no Ed25519 public key. Make a pair with: openssl genpkey -algorithm"
                    + " ed25519 -out key.pem, and its public half with: openssl pkey -in key.pem -pubout");
        }
        return bare(content);
    }

    private static String content(String place, String text, Path folder) throws ConfigException {
        try {
            return text.startsWith("-----") ? text : Files.readString(folder.resolve(text));
        } catch (IOException | InvalidPathException e) {
            throw new ConfigException(place + " is neither an Ed25519 public key nor a file that holds one");
        }
    }

    private static String bare(String text) {
        return text.replace(BEGIN, "").replace(END, "").replaceAll("\\s", "");
    }

    private static boolean isKey(String base64) {
        try {
            KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
            return true;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
