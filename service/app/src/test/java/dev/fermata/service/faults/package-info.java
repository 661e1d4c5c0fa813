/** What happens to the money when things go wrong: random lives of purchases in random weather, and faults that are real. */
package dev.fermata.service.faults;
