package dev.cutover.sandbox.wire;

import dev.cutover.sandbox.postgres.Backend;
import dev.cutover.sandbox.session.BackendErrors;
import dev.cutover.sandbox.statement.Statement.Output;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Translates the object identifiers of Materialize's own types, which PostgreSQL numbers by itself. */
public final class TypeOids {
    private final Map<Integer, Integer> toClient = new HashMap<>();
    private final Map<Integer, Integer> toPostgres = new HashMap<>();

    /** Asks PostgreSQL for its numbers. */
    public static TypeOids read(Backend backend) throws IOException {
        TypeOids result = new TypeOids();
        String query = "SELECT t.oid, mz_store.public_oid(t.oid) FROM pg_catalog.pg_type t"
                + " WHERE t.typnamespace IN ('mz_catalog'::regnamespace, 'mz_store'::regnamespace) AND mz_store.public_oid(t.oid) <> t.oid";
        for (List<String> row : backend.run(query)) {
            int postgres = Integer.parseInt(row.get(0));
            int client = Integer.parseInt(row.get(1));
            result.toClient.put(postgres, client);
            result.toPostgres.put(client, postgres);
        }
        // What PostgreSQL calls name, char or unknown is text in Materialize.
        for (int textLike : List.of(19, 705)) {
            result.toClient.put(textLike, 25);
        }
        return result;
    }

    /** The columns of a query, with the type numbers that the client knows. */
    public List<Output> describe(Backend backend, String sql) throws IOException {
        backend.send('P', new MessageBuilder().text("").text(sql).int16(0).build());
        backend.send('D', new MessageBuilder().letter('S').text("").build());
        backend.send('S', new byte[0]);
        List<Output> columns = new ArrayList<>();
        SqlException failure = null;
        for (Backend.Message message = backend.receive(); message.type() != 'Z'; message = backend.receive()) {
            if (message.type() == 'T') {
                MessageReader reader = new MessageReader(message.body());
                int count = reader.int16();
                for (int i = 0; i < count; i++) {
                    String name = reader.text();
                    reader.int32();
                    reader.int16();
                    columns.add(new Output(name, toClient(reader.int32())));
                    reader.int16();
                    reader.int32();
                    reader.int16();
                }
            } else if (message.type() == 'E') {
                failure = BackendErrors.translate(Backend.error(message), at -> at);
            }
        }
        if (failure != null) {
            throw failure;
        }
        return columns;
    }

    int toClient(int oid) {
        return toClient.getOrDefault(oid, oid);
    }

    int toPostgres(int oid) {
        return toPostgres.getOrDefault(oid, oid);
    }
}
