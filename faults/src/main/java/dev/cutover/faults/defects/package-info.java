/** Defects that are seeded into deployments, to see whether the plan and the evidence show them. */
package dev.cutover.faults.defects;
