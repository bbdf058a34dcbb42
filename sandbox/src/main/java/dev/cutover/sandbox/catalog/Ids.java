package dev.cutover.sandbox.catalog;

import java.util.concurrent.atomic.AtomicLong;

/** Gives out ids; none is ever used twice. */
public final class Ids {
    private final AtomicLong databases = new AtomicLong();
    private final AtomicLong schemas = new AtomicLong();
    private final AtomicLong clusters = new AtomicLong();
    private final AtomicLong replicas = new AtomicLong();
    private final AtomicLong items = new AtomicLong();
    private final AtomicLong roles = new AtomicLong();
    private final AtomicLong oids = new AtomicLong(20_000);

    /** The next user id of a kind of thing, such as {@code u7}. */
    public String next(Kind kind) {
        AtomicLong counter = switch (kind) {
            case DATABASE -> databases;
            case SCHEMA -> schemas;
            case CLUSTER -> clusters;
            case REPLICA -> replicas;
            case ROLE -> roles;
            case TABLE, VIEW, MATERIALIZED_VIEW, SOURCE, INDEX, SINK, CONNECTION, SECRET, TYPE -> items;
        };
        return "u" + counter.incrementAndGet();
    }

    /** The next object identifier of the PostgreSQL kind. */
    public long nextOid() {
        return oids.incrementAndGet();
    }
}
