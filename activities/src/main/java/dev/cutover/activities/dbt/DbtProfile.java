package dev.cutover.activities.dbt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cutover.activities.target.Target;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The profile that is generated for a run: where the target is, with the password left to the environment (P9). */
final class DbtProfile {
    /** Its name, given to dbt on the command line so that the project's own need not be known. */
    static final String NAME = "cutover";

    /** dbt keeps variables of this prefix out of its logs. */
    static final String PASSWORD_VARIABLE = "DBT_ENV_SECRET_CUTOVER_PASSWORD";

    /** The options of an address that mean the same to the driver here and to dbt's. */
    private static final Map<String, String> OPTIONS =
            Map.of("sslmode", "sslmode", "sslrootcert", "sslrootcert", "sslcert", "sslcert", "sslkey", "sslkey");

    private DbtProfile() {}

    /**
     * The text of {@code profiles.yml}: JSON, which is YAML.
     *
     * @param cluster production name of the cluster for what names none; null for none
     */
    static String text(Target target, DbtInstallation dbt, String dbtTarget, String cluster) {
        URI address = URI.create(target.jdbcUrl().replaceFirst("^jdbc:", ""));
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        output.put("type", "materialize");
        output.put("host", address.getHost().replaceAll("[\\[\\]]", ""));
        output.put("port", address.getPort());
        output.put("user", target.user());
        output.put("pass", target.password().reveal() == null ? "" : "{{ env_var('" + PASSWORD_VARIABLE + "') }}");
        output.put("database", address.getPath().substring(1));
        output.put("schema", dbt.schema());
        output.put("threads", dbt.threads());
        if (cluster != null) {
            output.put("cluster", cluster);
        }
        options(address).forEach(output::put);
        ObjectNode profile = JsonNodeFactory.instance.objectNode();
        ObjectNode named = profile.putObject(NAME);
        named.put("target", dbtTarget);
        named.putObject("outputs").set(dbtTarget, output);
        try {
            return new ObjectMapper().writeValueAsString(profile);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> options(URI address) {
        Map<String, String> options = new TreeMap<>();
        if (address.getRawQuery() != null) {
            for (String option : address.getRawQuery().split("&")) {
                String[] parts = option.split("=", 2);
                if (parts.length == 2 && OPTIONS.containsKey(parts[0])) {
                    options.put(OPTIONS.get(parts[0]), URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
                }
            }
        }
        return options;
    }
}
