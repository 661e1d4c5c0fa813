/**
 * A site to try the gate on: a small application behind the filter, in the container that a test wants, and a service for it to ask.
 */
package dev.fermata.gate.servlet.site;
