package dev.cutover.sandbox.session;

import dev.cutover.sandbox.catalog.CatalogStore;
import dev.cutover.sandbox.catalog.SystemRelations;
import dev.cutover.sandbox.postgres.Backend;
import dev.cutover.sandbox.postgres.PostgresServer;
import dev.cutover.sandbox.readiness.Faults;
import dev.cutover.sandbox.readiness.Hydration;
import dev.cutover.sandbox.readiness.HydrationPace;
import dev.cutover.sandbox.upstream.Secrets;
import dev.cutover.sandbox.wire.TypeOids;
import java.io.IOException;

/** What all sessions of one server share. */
public record World(
        PostgresServer postgres,
        String postgresDatabase,
        CatalogStore store,
        SystemRelations systemRelations,
        Hydration hydration,
        HydrationPace pace,
        ForeignChanges foreignChanges,
        Faults faults,
        TypeOids typeOids,
        Secrets secrets) {
    /** A connection to PostgreSQL of its own. */
    public Backend connect() throws IOException {
        return postgres.connect(postgresDatabase);
    }
}
