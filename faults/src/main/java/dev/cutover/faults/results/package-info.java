/** What runs have shown, one line of JSON each, kept over commands; and the tables that are made of all lines. */
package dev.cutover.faults.results;
