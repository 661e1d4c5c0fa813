package dev.fermata.service.stripe;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

interface SweepCursorDao {

    @SqlQuery("SELECT reached_at FROM sweep_cursor WHERE name = :name")
    Optional<Instant> reached(String name);

    /** Never back: what lies before was read. */
    @SqlUpdate(
            """
            INSERT INTO sweep_cursor (name, reached_at, updated_at) VALUES (:name, :reached, :now)
            ON CONFLICT (name) DO UPDATE SET reached_at = GREATEST(sweep_cursor.reached_at, :reached), updated_at = :now
            """)
    void reach(String name, Instant reached, Instant now);

    /** When anything was first to be bought; ids grow with time. */
    @SqlQuery("SELECT created_at FROM purchase ORDER BY id LIMIT 1")
    Optional<Instant> firstPurchase();
}
