package dev.cutover.sandbox.session;

import dev.cutover.sandbox.session.SubscribeOptions.Envelope;
import dev.cutover.sandbox.statement.Statement.Output;
import dev.cutover.sandbox.wire.SqlException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lays the changes of a SUBSCRIBE out in rows, as its envelope says. */
final class SubscribeEnvelope {
    private static final int NUMERIC = 1700;
    private static final int BOOL = 16;
    private static final int INT8 = 20;

    private final SubscribeOptions options;
    private final List<Integer> keys = new ArrayList<>();
    private final List<Integer> values = new ArrayList<>();
    private final List<Output> columns = new ArrayList<>();

    SubscribeEnvelope(SubscribeOptions options, List<Output> query) {
        this.options = options;
        List<String> names = query.stream().map(Output::name).toList();
        for (String key : options.keys()) {
            if (!names.contains(key)) {
                throw SqlException.internal("column \"" + key + "\" does not exist");
            }
            keys.add(names.indexOf(key));
        }
        for (int i = 0; i < query.size(); i++) {
            if (!keys.contains(i)) {
                values.add(i);
            }
        }
        columns.add(new Output("mz_timestamp", NUMERIC));
        if (options.progress()) {
            columns.add(new Output("mz_progressed", BOOL));
        }
        columns.add(options.envelope() == Envelope.NONE ? new Output("mz_diff", INT8) : Output.text("mz_state"));
        keys.forEach(key -> columns.add(query.get(key)));
        switch (options.envelope()) {
            case NONE, UPSERT -> values.forEach(value -> columns.add(query.get(value)));
            case DEBEZIUM -> {
                values.forEach(value -> columns.add(prefixed("before_", query.get(value))));
                values.forEach(value -> columns.add(prefixed("after_", query.get(value))));
            }
        }
    }

    private static Output prefixed(String prefix, Output column) {
        return new Output(prefix + column.name(), column.typeOid());
    }

    List<Output> columns() {
        return columns;
    }

    /** A row that tells that nothing before this time is missing. */
    List<String> progress(String timestamp) {
        List<String> row = new ArrayList<>(List.of(timestamp, "t"));
        row.addAll(Collections.nCopies(columns.size() - 2, null));
        return row;
    }

    /** The rows for a difference; {@code now} is everything after it. */
    List<List<String>> rows(String timestamp, Map<List<String>, Integer> difference, Map<List<String>, Integer> now) {
        List<List<String>> rows = new ArrayList<>();
        if (options.envelope() == Envelope.NONE) {
            difference.forEach((row, count) -> rows.add(start(timestamp, String.valueOf(count), row)));
            return rows;
        }
        Map<List<String>, List<String>> gone = new LinkedHashMap<>();
        difference.forEach((row, count) -> gone.merge(pick(row, keys), count < 0 ? row : List.of(), this::known));
        gone.forEach((key, before) -> rows.add(keyed(timestamp, key, before, now)));
        return rows;
    }

    private List<String> known(List<String> one, List<String> other) {
        return one.isEmpty() ? other : one;
    }

    private List<String> keyed(
            String timestamp, List<String> key, List<String> before, Map<List<String>, Integer> now) {
        List<List<String>> after = new ArrayList<>();
        now.forEach((row, count) -> {
            if (pick(row, keys).equals(key)) {
                after.addAll(Collections.nCopies(count, row));
            }
        });
        List<String> absent = Collections.nCopies(values.size(), null);
        List<String> old = before.isEmpty() ? absent : pick(before, values);
        List<String> current = after.size() == 1 ? pick(after.get(0), values) : absent;
        String state = after.size() > 1 ? "key_violation" : after.isEmpty() ? "delete" : "upsert";
        if (options.envelope() == Envelope.DEBEZIUM && state.equals("upsert") && before.isEmpty()) {
            state = "insert";
        }
        List<String> row = start(timestamp, state, key);
        if (options.envelope() == Envelope.DEBEZIUM) {
            row.addAll(old);
        }
        row.addAll(current);
        return row;
    }

    private List<String> start(String timestamp, String state, List<String> more) {
        List<String> row = new ArrayList<>(List.of(timestamp));
        if (options.progress()) {
            row.add("f");
        }
        row.add(state);
        row.addAll(more);
        return row;
    }

    private static List<String> pick(List<String> row, List<Integer> positions) {
        List<String> picked = new ArrayList<>();
        positions.forEach(position -> picked.add(row.get(position)));
        return picked;
    }
}
