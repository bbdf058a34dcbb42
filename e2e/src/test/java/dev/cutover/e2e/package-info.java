/** Whole deployments, from the outside: real processes, real programs, what a person would do and see. */
package dev.cutover.e2e;
