package dev.cutover.activities.evidence;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Map;

/** One row as a small JSON object: columns by name, numbers and booleans as such, long texts cut. */
final class RowJson {
    private static final int MOST_CHARACTERS = 200;

    private RowJson() {}

    /** Texts by column name. */
    static String of(Map<String, String> row) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        row.forEach((name, value) -> json.put(name, value == null ? null : cut(value)));
        return json.toString();
    }

    static String of(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            put(json, columns.getColumnLabel(i), columns.getColumnType(i), row.getString(i));
        }
        return json.toString();
    }

    private static void put(ObjectNode json, String name, int type, String value) {
        if (value == null) {
            json.putNull(name);
        } else if (type == Types.BIT || type == Types.BOOLEAN) {
            json.put(name, value.equals("t") || value.equals("true"));
        } else if (isNumber(type) && value.matches("-?[0-9]+(\\.[0-9]+)?")) {
            json.put(name, new BigDecimal(value));
        } else {
            json.put(name, cut(value));
        }
    }

    private static boolean isNumber(int type) {
        return type == Types.SMALLINT
                || type == Types.INTEGER
                || type == Types.BIGINT
                || type == Types.NUMERIC
                || type == Types.REAL
                || type == Types.DOUBLE;
    }

    private static String cut(String value) {
        return value.codePointCount(0, value.length()) <= MOST_CHARACTERS
                ? value
                : value.substring(0, value.offsetByCodePoints(0, MOST_CHARACTERS)) + "…";
    }
}
