package dev.cutover.sandbox.catalog;

/** A column of a relation; {@code type} is Materialize's name of the type, {@code defaultSql} is null for none. */
public record Column(String name, String type, long typeOid, int typeModifier, boolean nullable, String defaultSql) {}
