/** Who may do what: reads {@code mz_aclitem} arrays and writes the GRANT, REVOKE and OWNER TO that copy them. */
package dev.cutover.activities.materialize.privileges;
