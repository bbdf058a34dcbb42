package dev.cutover.worker.config;

import dev.cutover.activities.target.Receiver;
import dev.cutover.activities.target.Receiver.Template;
import dev.cutover.activities.target.Secret;
import dev.cutover.activities.target.SigningKey;
import dev.cutover.workflows.notice.NoticeKind;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** One receiver of notices as it is written. No complaint repeats an address or a key (P9). */
record ReceiverText(
        String name,
        String template,
        String url,
        String urlFile,
        String secret,
        String secretFile,
        List<String> events,
        String link) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,50}");
    private static final String WORKFLOW_ID = "{workflowId}";

    Receiver checked(String key, Path folder) throws ConfigException {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new ConfigException(
                    key + ".name must have lower-case letters, digits and hyphens only, at most 50 of them");
        }
        Template checkedTemplate = ConfigText.oneOf(key + ".template", template, null, Template.class);
        if (checkedTemplate == null) {
            throw new ConfigException(key + ".template is missing: it is SLACK or CLOUDEVENTS");
        }
        String address = oneOfTwo(key + ".url", url, urlFile, folder);
        if (address == null) {
            throw new ConfigException(key + ".url is missing: where messages go, as ${NAME_OF_A_VARIABLE} or in a"
                    + " urlFile where the address is a secret");
        }
        if (!isWebAddress(address)) {
            throw new ConfigException(key + ".url is not an address of http or https without user and password");
        }
        return new Receiver(
                name,
                checkedTemplate,
                Secret.of(address),
                signingKey(key, checkedTemplate, folder),
                kinds(key),
                checkedLink(key));
    }

    private SigningKey signingKey(String key, Template checkedTemplate, Path folder) throws ConfigException {
        String text = oneOfTwo(key + ".secret", secret, secretFile, folder);
        if (text == null && checkedTemplate == Template.CLOUDEVENTS) {
            throw new ConfigException(
                    key + ".secret is missing: a receiver could not tell our events from others. " + howToMakeOne());
        }
        if (text == null) {
            return null;
        }
        return SigningKey.read(text)
                .orElseThrow(
                        () -> new ConfigException(key + ".secret is not 24 to 64 bytes in base64. " + howToMakeOne()));
    }

    private List<NoticeKind> kinds(String key) throws ConfigException {
        if (events == null) {
            return Arrays.asList(NoticeKind.values());
        }
        Set<NoticeKind> kinds = new LinkedHashSet<>();
        for (String event : events) {
            NoticeKind kind = ConfigText.oneOf(key + ".events", event, null, NoticeKind.class);
            if (kind == null) {
                throw new ConfigException(key + ".events has an empty entry");
            }
            kinds.add(kind);
        }
        if (kinds.isEmpty()) {
            throw new ConfigException(key + ".events is empty: leave it out to be told everything");
        }
        return List.copyOf(kinds);
    }

    private String checkedLink(String key) throws ConfigException {
        if (link != null && !(link.contains(WORKFLOW_ID) && isWebAddress(link.replace(WORKFLOW_ID, "shop-prod")))) {
            throw new ConfigException(key + ".link is not an address with " + WORKFLOW_ID + " in it, such as "
                    + "https://temporal.example.com/namespaces/default/workflows/" + WORKFLOW_ID);
        }
        return link;
    }

    private static String oneOfTwo(String key, String text, String file, Path folder) throws ConfigException {
        if (text != null && file != null) {
            throw new ConfigException(key + " and " + key + "File are both given: keep one");
        }
        if (file == null) {
            return text == null || text.isBlank() ? null : text.strip();
        }
        try {
            return Files.readString(folder.resolve(file)).strip();
        } catch (IOException | InvalidPathException e) {
            throw new ConfigException(key + "File: the file cannot be read");
        }
    }

    private static boolean isWebAddress(String text) {
        try {
            URI address = new URI(text);
            String scheme =
                    address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https"))
                    && address.getHost() != null
                    && address.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String howToMakeOne() {
        return "Make one with: echo " + SigningKey.PREFIX + "$(openssl rand -base64 32)";
    }

    /** Without address and key: records show their components (P9). */
    @Override
    public String toString() {
        return "ReceiverText[" + name + "]";
    }
}
