package dev.cutover.workflows.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of catalog object that a deployment can meet, as {@code mz_objects.type} spells them. */
public enum ObjectKind {
    TABLE("table"),
    SOURCE("source"),
    VIEW("view"),
    MATERIALIZED_VIEW("materialized-view"),
    INDEX("index"),
    SINK("sink"),
    CONNECTION("connection"),
    SECRET("secret"),
    TYPE("type"),
    FUNCTION("function");

    private final String catalogType;

    ObjectKind(String catalogType) {
        this.catalogType = catalogType;
    }

    /** The spelling of {@code mz_objects.type}. */
    public String catalogType() {
        return catalogType;
    }

    /** The words of SQL, as in {@code DROP MATERIALIZED VIEW}. */
    public String sqlWords() {
        return catalogType.replace('-', ' ').toUpperCase(Locale.ROOT);
    }

    /** The kind for a catalog spelling; empty for one that this version does not know. */
    public static Optional<ObjectKind> ofCatalogType(String type) {
        return Arrays.stream(values())
                .filter(kind -> kind.catalogType.equals(type))
                .findFirst();
    }
}
