package dev.cutover.worker.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the ways in which people write an address into the driver's own. */
final class JdbcUrl {
    private static final int MATERIALIZE_PORT = 6875;
    private static final Pattern ADDRESS = Pattern.compile(
            "(?<host>\\[[0-9a-fA-F:]+]|[^:/?@\\s]+)(?::(?<port>\\d{1,5}))?(?:/(?<database>[^/?\\s]*))?(?<options>\\?\\S*)?");
    private static final Pattern CREDENTIAL_OPTION = Pattern.compile("[?&](user|password|sslpassword)=");

    private JdbcUrl() {}

    /**
     * Accepts {@code host:port/database}, {@code postgres://…}, {@code postgresql://…} and {@code jdbc:postgresql://…}.
     *
     * @throws ConfigException it cannot be read, or holds a user or a password; the address itself is not repeated (P9)
     */
    static String of(String key, String url) throws ConfigException {
        String address = url.replaceFirst("^(jdbc:)?postgres(ql)?://", "");
        if (address.indexOf('@') >= 0
                || CREDENTIAL_OPTION.matcher(address.toLowerCase(Locale.ROOT)).find()) {
            throw new ConfigException(key + " holds a user or a password, which would show in logs and errors. "
                    + "Write host:port/database there, and give user and password as keys of their own, "
                    + "the password as ${NAME_OF_A_VARIABLE}");
        }
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches()) {
            throw new ConfigException(
                    key + " is not an address. Write host:port/database, " + "for example localhost:6875/materialize");
        }
        String database = parts.group("database");
        return "jdbc:postgresql://" + parts.group("host") + ":"
                + (parts.group("port") == null ? MATERIALIZE_PORT : parts.group("port")) + "/"
                + (database == null || database.isEmpty() ? "materialize" : database)
                + (parts.group("options") == null ? "" : parts.group("options"));
    }
}
