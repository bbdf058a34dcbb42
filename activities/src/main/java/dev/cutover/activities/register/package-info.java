/** What Temporal knows about deployments: which still run, what they take, and what ended ones say they have made. */
package dev.cutover.activities.register;
