package dev.cutover.activities.materialize.privileges;

import dev.cutover.activities.running.Failures;
import dev.cutover.workflows.activities.FailureType;

/** What can be granted; the name is the word of GRANT, the letter that of an {@code mz_aclitem}. */
public enum Privilege {
    INSERT('a'),
    SELECT('r'),
    UPDATE('w'),
    DELETE('d'),
    USAGE('U'),
    CREATE('C'),
    CREATEROLE('R'),
    CREATEDB('B'),
    CREATECLUSTER('N'),
    CREATENETWORKPOLICY('P');

    private final char letter;

    Privilege(char letter) {
        this.letter = letter;
    }

    static Privilege ofLetter(char letter) {
        for (Privilege privilege : values()) {
            if (privilege.letter == letter) {
                return privilege;
            }
        }
        throw Failures.of(
                FailureType.PLAN_REFUSED,
                "The catalog shows the privilege letter '" + letter
                        + "', which this version of Cutover does not know and could not copy.",
                "This step changed nothing in production.",
                "Upgrade the worker, or revoke that privilege.");
    }
}
