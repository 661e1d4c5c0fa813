package dev.fermata.gate.servlet;

import dev.fermata.gate.servlet.site.Container;
import dev.fermata.gate.servlet.site.Site;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
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
    private Site other;

    ContainerContract(Container.Factory containers) {
        this.containers = containers;
    }

    @BeforeAll
    void start() throws Exception {
        site = new Site(containers, Site.AS_IN_THE_GUIDE, Map.of("max-page-bytes", "200000"));
        other = new Site(containers, EnumSet.of(DispatcherType.REQUEST), SettingsContract.SETTINGS);
    }

    @AfterAll
    void stop() throws Exception {
        site.close();
        other.close();
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
    class Settings extends SettingsContract {
        @Override
        Site site() {
            return other;
        }
    }

    @Nested
    class Outage extends OutageContract {
        @Override
        Site newSite() throws Exception {
            return new Site(containers, Site.AS_IN_THE_GUIDE, Map.of());
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
