package dev.cutover.sandbox.statement.cluster;

import dev.cutover.sandbox.catalog.Catalog;
import dev.cutover.sandbox.catalog.ClusterOptions;
import dev.cutover.sandbox.catalog.ClusterOptions.AutoScaling;
import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.sql.Token;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.ChangeContext;
import dev.cutover.sandbox.wire.SqlException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options in CREATE CLUSTER and ALTER CLUSTER. */
final class ClusterOptionList {
    private static final List<String> SIZES = List.of("25cc", "50cc", "100cc", "200cc");
    private static final String AUTO_SCALING = "AUTO SCALING STRATEGY";
    private static final String MANUAL = "MANUAL";
    private static final String ANY_NAME =
            "one of AVAILABILITY or DISK or INTROSPECTION or MANAGED or REPLICAS or REPLICATION or SIZE or SCHEDULE or WORKLOAD";
    private static final List<String> NAMES = List.of(
            "AVAILABILITY ZONES",
            "DISK",
            "INTROSPECTION DEBUGGING",
            "INTROSPECTION INTERVAL",
            "MANAGED",
            "REPLICAS",
            "REPLICATION FACTOR",
            "SIZE",
            "SCHEDULE",
            "WORKLOAD CLASS",
            AUTO_SCALING);
    private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m|min|minutes?|seconds?)?");

    private static final Pattern TEST_SIZE =
            Pattern.compile("bootstrap|scale=[1-9]\\d*,workers=[1-9]\\d*(,mem=\\d+GiB)?(,legacy)?");
    private static final int MOST_REPLICAS = 5;

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, String> replicas = new LinkedHashMap<>();
    private AutoScalingStrategy autoScaling;

    private ClusterOptionList() {}

    /** Reads {@code NAME [=] value, ...}. */
    static ClusterOptionList read(TokenReader reader) {
        ClusterOptionList list = new ClusterOptionList();
        boolean more = !reader.peek().isSymbol(")");
        while (more) {
            int position = reader.peek().start() + 1;
            String name = name(reader);
            if (list.values.containsKey(name)) {
                throw SqlException.internal(name + " specified more than once");
            }
            reader.acceptSymbol("=");
            switch (name) {
                case "REPLICAS" -> {
                    replicas(reader, list.replicas);
                    list.values.put(name, "");
                }
                case AUTO_SCALING -> {
                    list.autoScaling = AutoScalingStrategy.read(reader, position);
                    list.values.put(name, "");
                }
                case "SCHEDULE" -> list.values.put(name, schedule(reader));
                case "MANAGED" -> list.values.put(name, endsHere(reader) ? "true" : value(reader));
                default -> list.values.put(name, value(reader));
            }
            more = reader.acceptSymbol(",");
        }
        return list;
    }

    /** Whether an option has no value. */
    private static boolean endsHere(TokenReader reader) {
        return reader.atEnd() || reader.peek().isSymbol(",") || reader.peek().isSymbol(")");
    }

    /** Reads the names in {@code RESET (NAME, ...)}. */
    static List<String> names(TokenReader reader) {
        List<String> names = new ArrayList<>();
        do {
            names.add(name(reader));
        } while (reader.acceptSymbol(","));
        return names;
    }

    private static String name(TokenReader reader) {
        for (String name : NAMES) {
            if (reader.accept(name)) {
                return name;
            }
        }
        throw reader.expected(ANY_NAME);
    }

    private static String value(TokenReader reader) {
        if (reader.acceptSymbol("(")) {
            return "(" + parenthesised(reader);
        }
        if (reader.accept("interval")) {
            return reader.string();
        }
        Token token = reader.next();
        if (token.kind() == Token.Kind.END || token.kind() == Token.Kind.SYMBOL) {
            throw SqlException.syntax("Expected option value, found " + token.found(), token.start() + 1);
        }
        return token.text();
    }

    /** MANUAL, or the estimate of a schedule ON REFRESH: an interval. */
    private static String schedule(TokenReader reader) {
        if (reader.accept("manual")) {
            return MANUAL;
        }
        if (!reader.accept("on refresh")) {
            throw reader.expected("one of MANUAL or ON");
        }
        String estimate = "00:00:00";
        if (reader.acceptSymbol("(")) {
            reader.expect("hydration time estimate");
            reader.acceptSymbol("=");
            estimate = reader.string();
            reader.expectSymbol(")");
        }
        return estimate;
    }

    private static String parenthesised(TokenReader reader) {
        StringBuilder text = new StringBuilder();
        int depth = 1;
        while (depth > 0) {
            Token token = reader.next();
            if (token.kind() == Token.Kind.END) {
                throw SqlException.syntax("Expected right parenthesis, found EOF", token.start() + 1);
            }
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            text.append(token.text());
        }
        return text.toString();
    }

    private static void replicas(TokenReader reader, Map<String, String> replicas) {
        reader.expectSymbol("(");
        while (!reader.acceptSymbol(")")) {
            String name = reader.identifier();
            reader.expectSymbol("(");
            ClusterOptionList options = read(reader);
            reader.expectSymbol(")");
            if (replicas.containsKey(name)) {
                throw SqlException.internal("cannot create multiple replicas named '" + name + "' on cluster");
            }
            replicas.put(name, size(options.values.getOrDefault("SIZE", "25cc")));
            reader.acceptSymbol(",");
        }
    }

    /** The names of the options, in order. */
    List<String> names() {
        return List.copyOf(values.keySet());
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** Whether these make a managed cluster. */
    boolean managed() {
        return values.containsKey("MANAGED") ? isTrue(values.get("MANAGED")) : !values.containsKey("REPLICAS");
    }

    /** Names and sizes of the replicas of an unmanaged cluster. */
    Map<String, String> replicas() {
        return replicas;
    }

    String sizeOnly() {
        if (!has("SIZE")) {
            throw SqlException.internal("SIZE must be specified for managed clusters");
        }
        return size(values.get("SIZE"));
    }

    /** The given options over some that hold otherwise; null for those of a new cluster. */
    ClusterOptions over(ClusterOptions before, ChangeContext context) throws IOException {
        refuseUnavailable(context.catalog());
        if (before == null && !has("SIZE")) {
            throw SqlException.internal("SIZE must be specified for managed clusters");
        }
        String size = has("SIZE") ? size(values.get("SIZE")) : before.size();
        int factor = has("REPLICATION FACTOR")
                ? number(values.get("REPLICATION FACTOR"))
                : before == null ? 1 : before.replicationFactor();
        if (factor > MOST_REPLICAS) {
            throw SqlException.of(
                            "53000",
                            "creating cluster replica would violate max_replicas_per_cluster limit (desired: " + factor
                                    + ", limit: " + MOST_REPLICAS + ", current: "
                                    + (before == null ? 0 : before.replicationFactor()) + ")")
                    .hint("Drop an existing cluster replica or contact support to request a limit increase.");
        }
        boolean debugging = has("INTROSPECTION DEBUGGING")
                ? isTrue(values.get("INTROSPECTION DEBUGGING"))
                : before != null && before.introspectionDebugging();
        String interval = has("INTROSPECTION INTERVAL")
                ? interval(values.get("INTROSPECTION INTERVAL"))
                : before == null ? ClusterOptions.DEFAULT_INTERVAL : before.introspectionInterval();
        String estimate = before == null ? null : before.hydrationEstimate();
        if (has("SCHEDULE")) {
            String given = values.get("SCHEDULE");
            estimate = given.equals(MANUAL) ? null : interval(context, "HYDRATION TIME ESTIMATE", given);
        }
        if (estimate != null && has("REPLICATION FACTOR")) {
            throw SqlException.internal(
                    "REPLICATION FACTOR cannot be given together with any SCHEDULE other than MANUAL");
        }
        AutoScaling scaling = scaling(before, size, context);
        if (estimate != null && scaling != null) {
            throw SqlException.internal(
                    "AUTO SCALING STRATEGY cannot be given together with any SCHEDULE other than MANUAL");
        }
        return new ClusterOptions(size, factor, debugging, interval, estimate, scaling);
    }

    private AutoScaling scaling(ClusterOptions before, String size, ChangeContext context) throws IOException {
        AutoScaling scaling = before == null ? null : before.autoScaling();
        if (autoScaling != null) {
            if (autoScaling.hydrationSize() == null) {
                return null;
            }
            String linger = autoScaling.lingerDuration() == null
                    ? null
                    : interval(context, "LINGER DURATION", autoScaling.lingerDuration());
            scaling = new AutoScaling(size(autoScaling.hydrationSize()), linger);
        }
        if (scaling != null && scaling.hydrationSize().equals(size)) {
            throw SqlException.internal("HYDRATION SIZE must differ from the SIZE of the cluster");
        }
        return scaling;
    }

    private static String interval(ChangeContext context, String option, String text) throws IOException {
        try {
            return context.postgres("SELECT " + Identifiers.literal(text) + "::interval::text")
                    .get(0)
                    .get(0);
        } catch (SqlException e) {
            throw SqlException.internal("invalid " + option + ": " + e.getMessage());
        }
    }

    private void refuseUnavailable(Catalog catalog) {
        if (autoScaling != null && !catalog.isOn("enable_auto_scaling_strategy")) {
            // The recorded server has no such option at all.
            throw SqlException.syntax("Expected " + ANY_NAME + ", found identifier \"auto\"", autoScaling.position());
        }
        if (has("SCHEDULE")
                && !values.get("SCHEDULE").equals(MANUAL)
                && !catalog.isOn("enable_cluster_schedule_refresh")) {
            throw preview("`SCHEDULE = ON REFRESH` cluster option", "enable_cluster_schedule_refresh");
        }
        if (has("AVAILABILITY ZONES") && !values.get("AVAILABILITY ZONES").equals("()")) {
            throw preview("MANAGED, AVAILABILITY ZONES syntax", "enable_managed_cluster_availability_zones");
        }
        if (has("DISK")) {
            throw SqlException.internal(
                    "DISK option not supported for modern cluster sizes because disk is always enabled");
        }
        if (has("WORKLOAD CLASS")) {
            throw SqlException.internal("WORKLOAD CLASS not supported for non-system users");
        }
    }

    static SqlException preview(String what, String feature) {
        return SqlException.internal(what + " is not available")
                .detail("The requested feature (" + feature + ") is in private preview.")
                .hint("Contact support to discuss enabling the feature in your Materialize region.");
    }

    private static String size(String size) {
        if (!SIZES.contains(size) && !TEST_SIZE.matcher(size).matches()) {
            throw SqlException.internal("unknown cluster replica size " + size)
                    .hint("Valid cluster replica sizes are: " + String.join(", ", SIZES));
        }
        return size;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw SqlException.internal("invalid REPLICATION FACTOR: cannot use value as number");
        }
    }

    private static boolean isTrue(String text) {
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("on");
    }

    /** An interval as Materialize prints it; null when introspection is off. */
    private static String interval(String text) {
        if (text.equals("0") || text.equalsIgnoreCase("null")) {
            return null;
        }
        if (text.matches("\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?")) {
            return text;
        }
        Matcher matcher = DURATION.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw SqlException.internal("invalid INTROSPECTION INTERVAL: invalid interval " + text);
        }
        long number = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        long millis = unit.equals("ms") ? number : unit.startsWith("m") ? number * 60_000 : number * 1_000;
        long seconds = millis / 1000;
        String whole = String.format("%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
        return millis % 1000 == 0 ? whole : whole + String.format(".%03d", millis % 1000);
    }
}
