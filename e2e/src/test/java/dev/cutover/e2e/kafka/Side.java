package dev.cutover.e2e.kafka;

/** The two versions of what the sinks read: they show other rows, and other amounts for two rows of three. */
enum Side {
    BLUE("SELECT id, amount FROM topics_raw.sales WHERE id % 7 <> 0"),
    GREEN("SELECT id, CASE WHEN id % 3 = 0 THEN amount ELSE amount + " + Side.RAISED
            + " END AS amount FROM topics_raw.sales WHERE id % 5 <> 0");

    /** What green adds to an amount; more than any writer comes to. */
    static final int RAISED = 1_000_000;

    private final String query;

    Side(String query) {
        this.query = query;
    }

    /** Its definition. */
    String definition() {
        return "CREATE MATERIALIZED VIEW topics_core.sales IN CLUSTER topics_transform AS " + query;
    }

    /** The amount that this side shows for a row; null when it does not show the row. */
    Integer amount(int id, Integer amount) {
        if (amount == null) {
            return null;
        }
        return switch (this) {
            case BLUE -> id % 7 == 0 ? null : amount;
            case GREEN -> id % 5 == 0 ? null : Integer.valueOf(id % 3 == 0 ? amount : amount + RAISED);
        };
    }
}
