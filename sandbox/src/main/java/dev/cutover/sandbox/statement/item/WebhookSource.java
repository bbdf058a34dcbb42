package dev.cutover.sandbox.statement.item;

import dev.cutover.sandbox.catalog.Cluster;
import dev.cutover.sandbox.catalog.Column;
import dev.cutover.sandbox.catalog.Definition;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.sql.QualifiedName;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.ChangeContext;
import dev.cutover.sandbox.wire.Notice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** CREATE SOURCE ... FROM WEBHOOK. Nothing can be posted to it; it stays empty. */
record WebhookSource(String format, boolean headers) {
    static WebhookSource read(TokenReader reader) {
        reader.expect("body format");
        String format = reader.identifier();
        boolean headers = reader.accept("include headers");
        return new WebhookSource(format, headers);
    }

    void create(ChangeContext context, QualifiedName name, boolean ifNotExists, String clusterName) throws IOException {
        Optional<NewItem> place = NewItem.at(context, Kind.SOURCE, name, ifNotExists);
        if (place.isEmpty()) {
            return;
        }
        Cluster cluster = NewItem.cluster(context, clusterName);
        String text =
                "FROM WEBHOOK BODY FORMAT " + format.toUpperCase(Locale.ROOT) + (headers ? " INCLUDE HEADERS" : "");
        Item item = place.get().item(cluster, Definition.of(text), Set.of(), Map.of(Item.TYPE, "webhook"));
        boolean json = format.equals("json");
        String body = json ? "jsonb" : format.equals("bytes") ? "bytea" : "text";
        String columns = "body " + body + " NOT NULL" + (headers ? ", headers mz_catalog.map NOT NULL" : "");
        context.postgres("CREATE TABLE mz_data." + Identifiers.always(item.id()) + " (" + columns + ")");
        List<Column> result = new ArrayList<>(Columns.of(context, item));
        context.draft().put(item.withColumns(result));
        String path = String.join("/", context.names().nameOf(item).parts());
        context.notice(Notice.notice("00000", "URL to POST data is 'https://host/api/webhook/" + path + "'"));
    }
}
