package dev.cutover.sandbox.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The SQL that turns an empty PostgreSQL database into one with Materialize's catalog relations, types and functions. */
final class CatalogSql {
    private static final List<String> FILES = List.of(
            "types.sql",
            "store.sql",
            "topics.sql",
            "functions.sql",
            "catalog.sql",
            "internal.sql",
            "show.sql",
            "pg_catalog.sql");

    private CatalogSql() {}

    static String text() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String file : FILES) {
            try (InputStream sql = CatalogSql.class.getResourceAsStream(file)) {
                if (sql == null) {
                    throw new IOException("missing resource " + file);
                }
                all.append(new String(sql.readAllBytes(), StandardCharsets.UTF_8))
                        .append('\n');
            }
        }
        return all.toString();
    }
}
