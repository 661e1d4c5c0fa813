package dev.fermata.demo.cms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fermata.demo.process.Probe;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** One start of the CMS. It is done when the pages are there, every bundle is active, and the plugin reaches the service. */
final class Boot {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** What a boot waits for, in this order. */
    private enum Stage {
        BUNDLES(""),
        PAGES("every bundle is active; the magazine is being loaded"),
        PLUGIN("the magazine is there; the plugin looks for the service"),
        DONE("");

        private final String news;

        Stage(String news) {
            this.news = news;
        }
    }

    /** Bundles that are worth a line. */
    private static final int STEP = 40;

    /** Looks in a row: what the plugin prepares in the repository makes services go and come once more. */
    private static final int STEADY = 20;

    /** A page with a block that only the plugin draws, and only with what it knows from the service. */
    private static final String GATED = "/essays/a-copyists-hand.html";

    private static final String DRAWN = "data-fermata-buy";

    private final URI address;
    private final BootLog log;
    private final int bundles;
    private final Probe probe = new Probe();
    private int steady;
    private int toldBundles;
    private Stage stage = Stage.BUNDLES;
    private Stage toldStage = Stage.BUNDLES;

    private Boot(URI address, BootLog log, int bundles) {
        this.address = address;
        this.log = log;
        this.bundles = bundles;
    }

    static Boot of(CmsSettings settings, CmsFeature feature) throws IOException {
        int bundles = settings.files().bundles().size() + feature.bundles().size();
        BootLog log = BootLog.from(settings.home().resolve("logs").resolve("error.log"));
        return new Boot(settings.address(), log, bundles);
    }

    boolean isDone() {
        stage = look();
        steady = stage == Stage.DONE ? steady + 1 : 0;
        return steady == STEADY;
    }

    private Stage look() {
        if (!allActive()) {
            return Stage.BUNDLES;
        }
        if (probe.status(address.resolve("/index.html")) != 200) {
            return Stage.PAGES;
        }
        boolean sells = probe.read(address.resolve(GATED))
                .filter(page -> page.contains(DRAWN))
                .isPresent();
        return sells && probe.status(address.resolve("/_fermata/up")) == 200 ? Stage.DONE : Stage.PLUGIN;
    }

    /** The console's summary: all, active, fragments, and others. It answers late. */
    private boolean allActive() {
        Optional<String> console =
                probe.read(address.resolve("/system/console/bundles.json"), Cms.ADMIN, Cms.ADMIN_PASSWORD);
        return console.map(Boot::summary)
                .filter(s -> s.size() >= 3
                        && s.get(0).asInt() == s.get(1).asInt() + s.get(2).asInt())
                .isPresent();
    }

    private static JsonNode summary(String console) {
        try {
            return JSON.readTree(console).path("s");
        } catch (JsonProcessingException e) {
            return JSON.createArrayNode();
        }
    }

    /** What the person who waits has not been told yet, in a line. */
    Optional<String> news() {
        int started = Math.min(log.started(), bundles);
        if (started >= toldBundles + STEP) {
            toldBundles = started;
            return Optional.of("%d of %d bundles started".formatted(started, bundles));
        }
        if (stage != toldStage) {
            toldStage = stage;
            return Optional.of(stage.news).filter(news -> !news.isEmpty());
        }
        return Optional.empty();
    }
}
