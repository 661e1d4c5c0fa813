/** What happens to the money when things go wrong: random lives of purchases in random weather. */
package dev.fermata.service.faults;
