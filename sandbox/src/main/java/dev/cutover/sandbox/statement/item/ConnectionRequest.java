package dev.cutover.sandbox.statement.item;

import dev.cutover.sandbox.catalog.Definition;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.session.AccessRules;
import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.sql.QualifiedName;
import dev.cutover.sandbox.sql.Token;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.ChangeContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** CREATE CONNECTION name TO type (OPTION value, ...) [WITH (VALIDATE = bool)]. */
record ConnectionRequest(
        QualifiedName name, boolean ifNotExists, String type, Map<String, Value> options, boolean validated) {
    /** The value of an option; {@code secret} is set when it is the name of a secret. */
    record Value(String text, QualifiedName secret) {}

    static ConnectionRequest read(TokenReader reader) {
        reader.expect("create connection");
        boolean ifNotExists = reader.accept("if not exists");
        QualifiedName name = reader.name();
        reader.expect("to");
        StringBuilder type = new StringBuilder(reader.identifier());
        while (reader.peek().isIdentifier()) {
            type.append(' ').append(reader.identifier());
        }
        Map<String, Value> options = new TreeMap<>();
        reader.expectSymbol("(");
        while (!reader.acceptSymbol(")")) {
            option(reader, options);
            if (!reader.peek().isSymbol(")") && !reader.acceptSymbol(",")) {
                throw reader.expected("comma or right parenthesis");
            }
        }
        return new ConnectionRequest(name, ifNotExists, type.toString(), options, validated(reader));
    }

    /** Whether the connection is to be tried, as it is unless WITH (VALIDATE = false) says otherwise. */
    static boolean validated(TokenReader reader) {
        if (!reader.accept("with")) {
            return true;
        }
        reader.expectSymbol("(");
        reader.expect("validate");
        reader.acceptSymbol("=");
        boolean validated = !reader.accept("false");
        if (validated) {
            reader.accept("true");
        }
        reader.expectSymbol(")");
        return validated;
    }

    /** Where the options lead; null for connections that lead nowhere by themselves. */
    private Endpoint endpoint() {
        Value broker = options.get("BROKER");
        if (type.equals("kafka") && broker != null) {
            String address = unquoted(broker);
            int colon = address.lastIndexOf(':');
            return colon < 0
                    ? new Endpoint(type, address, 9092)
                    : new Endpoint(type, address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
        }
        Value host = options.get("HOST");
        if (host == null || host.secret() != null) {
            return null;
        }
        int port = options.containsKey("PORT") ? Integer.parseInt(unquoted(options.get("PORT"))) : 5432;
        return new Endpoint(type.replace(' ', '-'), unquoted(host), port);
    }

    private static String unquoted(Value value) {
        return value.text().replace("'", "");
    }

    private static void option(TokenReader reader, Map<String, Value> options) {
        List<String> words = new ArrayList<>();
        while (reader.peek().isIdentifier() && !(words.size() > 0 && endsOption(reader))) {
            words.add(reader.next().text());
        }
        String key = String.join(" ", words).toUpperCase(Locale.ROOT);
        reader.acceptSymbol("=");
        if (reader.accept("secret")) {
            options.put(key, new Value(null, reader.name()));
            return;
        }
        Token value = reader.next();
        options.put(
                key,
                new Value(value.kind() == Token.Kind.STRING ? Identifiers.literal(value.text()) : value.text(), null));
    }

    /** Whether the next word is already the value: SECRET, or the last word before a comma or parenthesis. */
    private static boolean endsOption(TokenReader reader) {
        return reader.sees("secret")
                || reader.peek(1).isSymbol(",")
                || reader.peek(1).isSymbol(")");
    }

    void create(ChangeContext context) {
        Optional<NewItem> place = NewItem.at(context, Kind.CONNECTION, name, ifNotExists);
        if (place.isEmpty()) {
            return;
        }
        Set<String> uses = new HashSet<>();
        List<Definition.Part> parts = new ArrayList<>();
        String open = "TO " + type.toUpperCase(Locale.ROOT) + " (";
        parts.add(new Definition.Text(open, open));
        boolean first = true;
        for (Map.Entry<String, Value> option : options.entrySet()) {
            String before = (first ? "" : ", ") + option.getKey() + " = ";
            if (option.getValue().secret() == null) {
                parts.add(new Definition.Text(
                        before + option.getValue().text(),
                        before + option.getValue().text()));
            } else {
                Item secret = context.names().item(option.getValue().secret());
                AccessRules.requireUsage(context.session(), secret);
                uses.add(secret.id());
                parts.add(new Definition.Text(before + "SECRET ", before + "SECRET "));
                parts.add(new Definition.Reference(secret.id(), false));
            }
            first = false;
        }
        parts.add(new Definition.Text(")", ")"));
        Map<String, String> details = new HashMap<>(Map.of(Item.TYPE, type.replace(' ', '-')));
        Endpoint endpoint = endpoint();
        if (endpoint != null) {
            if (validated) {
                endpoint.validate();
            }
            details.put(Item.ENDPOINT, endpoint.text());
            login(context, details);
        }
        context.draft().put(place.get().item(new Definition(parts), uses, details));
    }

    /** What a source needs to log in; of a password only which secret holds it. */
    private void login(ChangeContext context, Map<String, String> details) {
        Map.of("DATABASE", Item.DATABASE, "USER", Item.USER).forEach((option, detail) -> {
            Value value = options.get(option);
            if (value != null && value.secret() == null) {
                details.put(detail, unquoted(value));
            }
        });
        Value password = options.get("PASSWORD");
        if (password != null && password.secret() != null) {
            details.put(Item.SECRET, context.names().item(password.secret()).id());
        }
    }
}
