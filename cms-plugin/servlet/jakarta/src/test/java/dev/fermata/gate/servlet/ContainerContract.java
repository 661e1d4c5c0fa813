package dev.fermata.gate.servlet;

import dev.fermata.gate.servlet.site.Container;
import dev.fermata.gate.servlet.site.Site;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** Everything that the filter promises, in one servlet container. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ContainerContract {

    private final Container.Factory containers;
    private Site site;

    ContainerContract(Container.Factory containers) {
        this.containers = containers;
    }

    @BeforeAll
    void start() throws Exception {
        site = new Site(containers, Site.AS_IN_THE_GUIDE, Map.of("max-page-bytes", "200000"));
    }

    @AfterAll
    void stop() throws Exception {
        site.close();
    }

    @Nested
    class Leaks extends LeakContract {
        @Override
        Site site() {
            return site;
        }
    }

    @Nested
    class Caching extends CachingContract {
        @Override
        Site site() {
            return site;
        }
    }

    @Nested
    class FirstParty extends FirstPartyContract {
        @Override
        Site site() {
            return site;
        }
    }
}
