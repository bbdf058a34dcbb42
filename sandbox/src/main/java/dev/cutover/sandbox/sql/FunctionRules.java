package dev.cutover.sandbox.sql;

import dev.cutover.sandbox.wire.SqlException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Functions of PostgreSQL that Materialize does not have; a client must not come to rely on them. */
final class FunctionRules {
    private static final Pattern MISSING = Pattern.compile(
            "pg_(try_)?advisory_.*|pg_sleep.*|pg_read_.*|pg_ls_.*|pg_terminate_backend|pg_reload_conf|pg_stat_.*|lo_.*"
                    + "|dblink.*|txid_.*|pg_current_.*|set_config|to_regclass|nextval|currval|setval|query_to_xml.*");
    private static final Set<String> HIDDEN_SCHEMAS = Set.of("mz_store", "mz_data", "mz_pg", "mz_info");

    /** Functions that both have, so that PostgreSQL cannot choose by the types of the arguments. */
    private static final Set<String> TWINS = Set.of("pg_typeof");

    /** Functions of pg_catalog that must answer about Materialize's objects instead of PostgreSQL's. */
    private static final Set<String> TOLD_ANEW = Set.of("pg_table_is_visible", "pg_get_userbyid", "obj_description");

    private FunctionRules() {}

    /** Whether ours has to be named with its schema. */
    static boolean hasTwin(String name) {
        return TWINS.contains(name);
    }

    static boolean isToldAnew(List<String> parts) {
        return parts.get(0).equals("pg_catalog") && TOLD_ANEW.contains(parts.get(1));
    }

    static void check(List<String> parts) {
        String name = parts.get(parts.size() - 1);
        if (parts.size() > 1 && parts.get(0).equals("mz_unsafe")) {
            throw SqlException.internal("executing potentially dangerous functions is not supported")
                    .detail(
                            "The requested feature (unsafe_enable_unsafe_functions) is unsafe and is meant only for internal"
                                    + " development and testing of Materialize.");
        }
        if (MISSING.matcher(name).matches() || parts.size() > 1 && HIDDEN_SCHEMAS.contains(parts.get(0))) {
            throw SqlException.internal("function \"" + name + "\" does not exist")
                    .hint("No function matches the given name and argument types. You might need to add explicit type"
                            + " casts.");
        }
    }
}
