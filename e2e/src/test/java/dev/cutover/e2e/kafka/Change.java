package dev.cutover.e2e.kafka;

/**
 * One statement of the writer, which touches one row.
 *
 * @param number its place in the order of all statements, and the amount that it writes: no two write the same
 * @param id the row's key
 * @param before the amount that the row had; null when it was not there
 * @param after the amount that it has since; null when it is gone
 */
record Change(int number, int id, Integer before, Integer after) {
    /** What a sink sends of it from one side; null when that side does not show the change at all. */
    Message on(Side side, Envelope envelope) {
        Integer was = side.amount(id, before);
        Integer is = side.amount(id, after);
        return was == null && is == null ? null : envelope.message(id, was, is);
    }
}
