/**
 * The real workflow against a Materialize of a few maps, with skipped time. The steps are models of the real ones: what this
 * shows is shown of the workflow and of the protocol, not of the code that speaks SQL.
 */
package dev.cutover.faults.simulation;
