package dev.fermata.service.jobs;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface SweepRunDao {

    @SqlQuery("SELECT name, succeeded_at, failed_at, last_error FROM sweep_run WHERE name = :name")
    Optional<Sweeps.Run> find(String name);

    @SqlUpdate(
            """
            INSERT INTO sweep_run (name, succeeded_at) VALUES (:name, :now)
            ON CONFLICT (name) DO UPDATE SET succeeded_at = :now, failed_at = NULL, last_error = NULL
            """)
    void succeeded(String name, Instant now);

    @SqlUpdate(
            """
            INSERT INTO sweep_run (name, failed_at, last_error) VALUES (:name, :now, :error)
            ON CONFLICT (name) DO UPDATE SET failed_at = :now, last_error = :error
            """)
    void failed(String name, Instant now, String error);
}
