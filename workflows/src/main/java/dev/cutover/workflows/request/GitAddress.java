package dev.cutover.workflows.request;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may be in the address of a repository: it is part of the history, so that credentials may not (P9). */
public final class GitAddress {
    private static final Pattern SCHEME = Pattern.compile("(?s)\\s*([^/@]*)://(.*)");
    private static final Pattern USER_WITHOUT_PASSWORD = Pattern.compile("[^:@/?#]+");
    private static final Pattern HOST = Pattern.compile("([^:@/?#]*|\\[[0-9a-fA-F:.]*])(:\\d*)?");
    private static final Pattern SECRET_PARAMETER =
            Pattern.compile("(?i)[?&;#][^=&;#]*(token|passw|pwd|secret|key|auth|credential|sig)[^=&;#]*=");
    private static final Pattern USER_INFO = Pattern.compile("//[^/\\s]*@");
    private static final Pattern SECRET_VALUE =
            Pattern.compile("(?i)((?:token|passw|pwd|secret|key|auth|credential|sig)[^=&;#\\s]*=)[^&;#\\s'\"]*");

    private GitAddress() {}

    /**
     * Whether an address holds, or may hold, a password or a token. Over ssh a user alone is none; over anything else a user
     * may be a token, so that any user counts.
     */
    public static boolean holdsCredentials(String address) {
        if (SECRET_PARAMETER.matcher(address).find()) {
            return true;
        }
        Matcher parts = SCHEME.matcher(address);
        if (!parts.matches()) {
            int user = address.indexOf('@');
            return user >= 0 && address.substring(0, user).contains(":");
        }
        return switch (parts.group(1).toLowerCase(Locale.ROOT)) {
            case "file" -> false;
            case "ssh", "git+ssh", "ssh+git" -> !isHostWithUser(authority(parts.group(2)));
            default ->
                parts.group(2).contains("@")
                        || !HOST.matcher(authority(parts.group(2))).matches();
        };
    }

    /** A text without what addresses in it may hold. */
    public static String redacted(String text) {
        return SECRET_VALUE
                .matcher(USER_INFO.matcher(text).replaceAll("//***@"))
                .replaceAll("$1***");
    }

    /** Everything before the path; a password may hold a slash, and what is left then is no host any more. */
    private static String authority(String rest) {
        return rest.split("[/?#]", 2)[0];
    }

    private static boolean isHostWithUser(String authority) {
        int at = authority.lastIndexOf('@');
        boolean userOnly = at < 0
                || USER_WITHOUT_PASSWORD.matcher(authority.substring(0, at)).matches();
        return userOnly && HOST.matcher(authority.substring(at + 1)).matches();
    }
}
