package dev.cutover.sandbox.sql;

import dev.cutover.sandbox.wire.SqlException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Functions of PostgreSQL that Materialize does not have; a client must not come to rely on them. */
final class FunctionRules {
    private static final Pattern MISSING = Pattern.compile(
            "pg_.*|lo_.*|dblink.*|txid_.*|set_config|to_reg.*|nextval|currval|lastval|setval|query_to_xml.*");
    /** The functions whose names start with {@code pg_} that Materialize has. */
    private static final Set<String> PRESENT = Set.of(
            "pg_backend_pid",
            "pg_cancel_backend",
            "pg_column_size",
            "pg_encoding_to_char",
            "pg_function_is_visible",
            "pg_get_constraintdef",
            "pg_get_expr",
            "pg_get_indexdef",
            "pg_get_keywords",
            "pg_get_ruledef",
            "pg_get_userbyid",
            "pg_get_viewdef",
            "pg_has_role",
            "pg_is_in_recovery",
            "pg_postmaster_start_time",
            "pg_relation_size",
            "pg_size_pretty",
            "pg_stat_get_numscans",
            "pg_table_is_visible",
            "pg_tablespace_location",
            "pg_type_is_visible",
            "pg_typeof");

    private static final Set<String> HIDDEN_SCHEMAS = Set.of("mz_store", "mz_data", "mz_pg", "mz_info");

    /** Functions that both have, so that PostgreSQL cannot choose by the types of the arguments. */
    private static final Set<String> TWINS = Set.of("pg_typeof");

    /** Functions of pg_catalog that must answer about Materialize's objects instead of PostgreSQL's. */
    private static final Set<String> TOLD_ANEW = Set.of(
            "col_description",
            "current_schemas",
            "format_type",
            "obj_description",
            "pg_function_is_visible",
            "pg_get_constraintdef",
            "pg_get_expr",
            "pg_get_indexdef",
            "pg_get_userbyid",
            "pg_get_viewdef",
            "pg_relation_size",
            "pg_stat_get_numscans",
            "pg_table_is_visible",
            "pg_tablespace_location",
            "pg_type_is_visible",
            "shobj_description");

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
        boolean missing = MISSING.matcher(name).matches() && !PRESENT.contains(name);
        if (missing || parts.size() > 1 && HIDDEN_SCHEMAS.contains(parts.get(0))) {
            throw SqlException.internal("function \"" + String.join(".", parts) + "\" does not exist")
                    .hint("No function matches the given name and argument types. You might need to add explicit type"
                            + " casts.");
        }
    }
}
