/** What the tests run: real processes on free ports of the loopback interface, and the looks that a person has at them. */
package dev.cutover.e2e.machine;
