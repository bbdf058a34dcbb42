/** What happens to deployments when anything dies at any time (P7), counted. */
package dev.cutover.faults;
