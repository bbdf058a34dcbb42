/** Signed decisions: who decided what about which deployment, provable later by anybody who has the public key. */
package dev.cutover.workflows.proof;
