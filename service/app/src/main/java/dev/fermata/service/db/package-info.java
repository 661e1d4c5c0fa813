/**
 * Plumbing between the service and PostgreSQL: the embedded or configured database, its migrations, ids and the one factory
 * that maps records. Owns no table.
 */
@NullMarked
package dev.fermata.service.db;

import org.jspecify.annotations.NullMarked;
