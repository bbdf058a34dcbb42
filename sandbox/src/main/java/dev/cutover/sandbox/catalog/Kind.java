package dev.cutover.sandbox.catalog;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The kinds of things in a catalog. */
public enum Kind {
    /** A database. */
    DATABASE("database", EnumSet.of(Privilege.USAGE, Privilege.CREATE)),
    /** A schema. */
    SCHEMA("schema", EnumSet.of(Privilege.USAGE, Privilege.CREATE)),
    /** A cluster. */
    CLUSTER("cluster", EnumSet.of(Privilege.USAGE, Privilege.CREATE)),
    /** A replica of a cluster. */
    REPLICA("cluster-replica", EnumSet.noneOf(Privilege.class)),
    /** A role. */
    ROLE("role", EnumSet.noneOf(Privilege.class)),
    /** A table, also one that is filled from a source. */
    TABLE("table", EnumSet.of(Privilege.INSERT, Privilege.SELECT, Privilege.UPDATE, Privilege.DELETE)),
    /** A view. */
    VIEW("view", EnumSet.of(Privilege.SELECT)),
    /** A materialized view. */
    MATERIALIZED_VIEW("materialized-view", EnumSet.of(Privilege.SELECT)),
    /** A source, also subsource and progress. */
    SOURCE("source", EnumSet.of(Privilege.SELECT)),
    /** An index. */
    INDEX("index", EnumSet.noneOf(Privilege.class)),
    /** A sink. */
    SINK("sink", EnumSet.noneOf(Privilege.class)),
    /** A connection. */
    CONNECTION("connection", EnumSet.of(Privilege.USAGE)),
    /** A secret. */
    SECRET("secret", EnumSet.of(Privilege.USAGE)),
    /** A type. */
    TYPE("type", EnumSet.of(Privilege.USAGE));

    private static final Set<Kind> GRANTABLE = EnumSet.of(TABLE, TYPE, SECRET, CONNECTION, SCHEMA, DATABASE, CLUSTER);

    private final String catalogName;
    private final Set<Privilege> privileges;

    Kind(String catalogName, Set<Privilege> privileges) {
        this.catalogName = catalogName;
        this.privileges = privileges;
    }

    /** As in {@code mz_objects.type}: with dashes. */
    public String catalogName() {
        return catalogName;
    }

    /** In running text: with spaces. */
    public String words() {
        return catalogName.replace('-', ' ');
    }

    /** As a statement writes it. */
    public String upper() {
        return words().toUpperCase(Locale.ROOT);
    }

    /** With its article, as in "v is a view not an index". */
    public String withArticle() {
        return (this == INDEX ? "an " : "a ") + words();
    }

    /** Every privilege that can be granted on this kind; an owner has all of them. */
    public Set<Privilege> privileges() {
        return privileges;
    }

    /** Whether rows can be read from it. */
    public boolean isRelation() {
        return this == TABLE || this == VIEW || this == MATERIALIZED_VIEW || this == SOURCE;
    }

    /** The kind that GRANT and default privileges call by this plural, or null; all relations go as tables. */
    public static Kind ofPlural(String plural) {
        return GRANTABLE.stream()
                .filter(kind -> plural.equals(kind.catalogName + "s"))
                .findFirst()
                .orElse(null);
    }

    /** Whether it lives in a schema. */
    public boolean isItem() {
        return compareTo(TABLE) >= 0;
    }
}
