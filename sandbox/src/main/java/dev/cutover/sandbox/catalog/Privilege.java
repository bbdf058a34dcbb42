package dev.cutover.sandbox.catalog;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What can be granted, in the order in which Materialize prints the letters. */
public enum Privilege {
    /** Add rows. */
    INSERT('a'),
    /** Read. */
    SELECT('r'),
    /** Change rows. */
    UPDATE('w'),
    /** Remove rows. */
    DELETE('d'),
    /** Use a schema, database, cluster, type, connection or secret. */
    USAGE('U'),
    /** Create something inside. */
    CREATE('C'),
    /** Create roles; on the system. */
    CREATEROLE('R'),
    /** Create databases; on the system. */
    CREATEDB('B'),
    /** Create clusters; on the system. */
    CREATECLUSTER('N'),
    /** Create network policies; on the system. */
    CREATENETWORKPOLICY('P');

    private final char letter;

    Privilege(char letter) {
        this.letter = letter;
    }

    /** The letter in an aclitem. */
    public char letter() {
        return letter;
    }

    /** The privilege of that name, or null. */
    public static Privilege named(String word) {
        for (Privilege privilege : values()) {
            if (privilege.name().equals(word.toUpperCase(Locale.ROOT))) {
                return privilege;
            }
        }
        return null;
    }

    /** The letters of several privileges, in order. */
    static String letters(Set<Privilege> privileges) {
        StringBuilder letters = new StringBuilder();
        for (Privilege privilege : privileges.isEmpty() ? Set.<Privilege>of() : EnumSet.copyOf(privileges)) {
            letters.append(privilege.letter);
        }
        return letters.toString();
    }
}
