/** What commands say to Temporal, and its answers in words. */
package dev.cutover.starter.client;
