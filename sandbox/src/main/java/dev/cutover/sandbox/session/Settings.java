package dev.cutover.sandbox.session;

import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.wire.SqlException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The parameters of one session that SET and SHOW know. */
public final class Settings {
    private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();
    private static final Set<String> READ_ONLY = Set.of(
            "server_version",
            "server_version_num",
            "mz_version",
            "is_superuser",
            "integer_datetimes",
            "client_encoding");
    private static final Set<String> DURATIONS = Set.of("statement_timeout", "idle_in_transaction_session_timeout");
    private static final Set<String> SWITCHES = Set.of(
            "auto_route_catalog_queries",
            "emit_timestamp_notice",
            "emit_trace_id_notice",
            "enable_session_rbac_checks",
            "welcome_message",
            "real_time_recency",
            "standard_conforming_strings",
            "emit_plan_insights_notice",
            "emit_introspection_query_notice",
            "restrict_to_user_objects",
            "current_object_missing_warnings");
    private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(us|ms|s|min|h|d)?");

    static {
        String text = """
                application_name=
                client_encoding=UTF8
                datestyle=ISO, MDY
                integer_datetimes=on
                server_version=9.5.0
                server_version_num=90500
                standard_conforming_strings=on
                timezone=UTC
                intervalstyle=postgres
                cluster=quickstart
                cluster_replica=
                default_cluster_replication_factor=1
                database=materialize
                search_path=public
                mz_version=v26.24.0-dev.0 (sandbox)
                transaction_isolation=strict serializable
                extra_float_digits=3
                statement_timeout=60000
                idle_in_transaction_session_timeout=120000
                auto_route_catalog_queries=on
                emit_timestamp_notice=off
                emit_trace_id_notice=off
                emit_plan_insights_notice=off
                emit_introspection_query_notice=on
                enable_session_rbac_checks=off
                max_query_result_size=1GB
                max_identifier_length=255
                client_min_messages=notice
                is_superuser=off
                welcome_message=on
                real_time_recency=off
                real_time_recency_timeout=10s
                restrict_to_user_objects=off
                current_object_missing_warnings=on
                escape_string_warning=on
                statement_logging_sample_rate=0
                """;
        for (String line : text.lines().toList()) {
            int equals = line.indexOf('=');
            DEFAULTS.put(line.substring(0, equals), line.substring(equals + 1));
        }
    }

    private final Map<String, String> atStart = new HashMap<>(DEFAULTS);
    private final Map<String, String> values = new HashMap<>(DEFAULTS);

    /** The name under which a parameter is kept. */
    static String canonical(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Whether there is a parameter of that name. */
    static boolean exists(String name) {
        return DEFAULTS.containsKey(canonical(name));
    }

    static SqlException unrecognized(String name) {
        return SqlException.of("42704", "unrecognized configuration parameter \"" + name + "\"");
    }

    /** The value as SHOW prints it. */
    public String show(String name) {
        String key = canonical(name);
        if (!values.containsKey(key)) {
            throw unrecognized(name);
        }
        return DURATIONS.contains(key) ? printed(Long.parseLong(values.get(key))) : values.get(key);
    }

    /** An SQL expression for all values as SHOW prints them, as text of a JSON object. */
    String asJson() {
        return values.keySet().stream()
                .sorted()
                .map(name -> Identifiers.literal(name) + ", " + Identifiers.literal(show(name)))
                .collect(Collectors.joining(", ", "pg_catalog.jsonb_object(ARRAY[", "])::text"));
    }

    /** Sets a value at connect: a RESET comes back to it. */
    void start(String name, String value) {
        boolean list = canonical(name).equals("search_path");
        set(name, list ? List.of(value.strip().split("\\s*,\\s*")) : List.of(value));
        atStart.put(canonical(name), values.get(canonical(name)));
    }

    /** Sets a value. */
    public void set(String name, List<String> given) {
        String key = canonical(name);
        if (!values.containsKey(key)) {
            throw unrecognized(name);
        }
        if (READ_ONLY.contains(key) && !given.get(0).equalsIgnoreCase(values.get(key))) {
            throw key.equals("client_encoding")
                    ? invalid("client_encoding", given.get(0))
                    : SqlException.of("55P02", "parameter \"" + name + "\" cannot be changed");
        }
        values.put(key, checked(key, name, given));
    }

    /** Back to the value at connect. */
    public void reset(String name) {
        String key = canonical(name);
        if (!values.containsKey(key)) {
            throw unrecognized(name);
        }
        values.put(key, atStart.get(key));
    }

    /** Everything back to the values at connect. */
    public void resetAll() {
        values.putAll(atStart);
    }

    /** A duration in milliseconds. */
    long millis(String name) {
        return Long.parseLong(values.get(name));
    }

    /** The schemas of the search path. */
    List<String> searchPath() {
        List<String> path = new ArrayList<>();
        for (String part : values.get("search_path").split(",")) {
            String name = part.strip();
            if (!name.isEmpty()) {
                path.add(
                        name.startsWith("\"")
                                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                                : name);
            }
        }
        return path;
    }

    private static String checked(String key, String name, List<String> given) {
        String value = String.join(", ", given);
        if (DURATIONS.contains(key)) {
            return duration(name, value);
        }
        if (SWITCHES.contains(key)) {
            return onOff(name, value);
        }
        return switch (key) {
            case "timezone" -> {
                if (!Set.of("utc", "+00:00", "z", "gmt").contains(value.toLowerCase(Locale.ROOT))) {
                    throw invalid("TimeZone", value);
                }
                yield "UTC";
            }
            case "datestyle" -> "ISO, MDY";
            case "transaction_isolation" -> value.toLowerCase(Locale.ROOT);
            default -> value;
        };
    }

    private static SqlException invalid(String name, String value) {
        return SqlException.of("22023", "invalid value for parameter \"" + name + "\": \"" + value + "\"");
    }

    private static String onOff(String name, String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "on", "true", "yes", "1", "t" -> "on";
            case "off", "false", "no", "0", "f" -> "off";
            default -> throw SqlException.of("22023", "parameter \"" + name + "\" requires a \"boolean\" value");
        };
    }

    private static String duration(String name, String value) {
        Matcher matcher = DURATION.matcher(value.strip());
        if (!matcher.matches()) {
            throw invalid(name, value);
        }
        long number = Long.parseLong(matcher.group(1));
        long factor = switch (matcher.group(2) == null ? "ms" : matcher.group(2)) {
            case "s" -> 1_000;
            case "min" -> 60_000;
            case "h" -> 3_600_000;
            case "d" -> 86_400_000;
            default -> 1;
        };
        return String.valueOf(number * factor);
    }

    private static String printed(long millis) {
        if (millis == 0) {
            return "0";
        }
        if (millis % 60_000 == 0) {
            return millis / 60_000 + " min";
        }
        return millis % 1_000 == 0 ? millis / 1_000 + " s" : millis + " ms";
    }
}
