/** The shop example on a server of its own: installed, deployed, read. */
package dev.cutover.starter.shop;
