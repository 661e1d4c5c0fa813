package dev.fermata.demo.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * How fast a gated page is for a reader who may read it, beside the same page ungated: in turns, in one run. Not part of the tests;
 * {@code mvn -f cms-plugin/demo/pom.xml verify -DskipUnitTests=true -Dit.test=GatedPageBench} prints it.
 */
class GatedPageBench {

    private static final String GATED = "/content/magazine/quarterly-rest/essays/the-note-that-is-not-there";
    private static final String UNGATED = GATED + "-free";
    private static final int ROUNDS = 30;
    private static final int REQUESTS = 100;

    @RegisterExtension
    final World world = World.ofTheCms();

    @Test
    void gatedAgainstUngated(Reader reader) {
        CmsHttp cms = world.cms();
        cms.copy(GATED, UNGATED);
        cms.post(UNGATED + "/jcr:content", Map.of("fermataAccess", "free"));
        reader.open(Essays.BLOCK).buyHere("term_month");
        String cookies = reader.cookies();
        Assertions.assertThat(page(cms, GATED, cookies).body()).contains(Essays.PREMIUM_WORDS);
        Assertions.assertThat(cms.get(UNGATED + ".html").body()).contains(Essays.PREMIUM_WORDS);

        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            long gated = nanos(cms, GATED, cookies);
            long ungated = nanos(cms, UNGATED, cookies);
            // The first rounds warm both up.
            if (round >= ROUNDS / 3) {
                ratios.add((double) ungated / gated);
                System.out.printf(
                        Locale.ROOT,
                        "gated %.2f ms, ungated %.2f ms a page%n",
                        gated / 1e6 / REQUESTS,
                        ungated / 1e6 / REQUESTS);
            }
        }
        ratios.sort(null);
        System.out.printf(
                Locale.ROOT,
                "gated runs at %.2f of ungated (median of %d)%n",
                ratios.get(ratios.size() / 2),
                ratios.size());
    }

    private static long nanos(CmsHttp cms, String page, String cookies) {
        long start = System.nanoTime();
        for (int request = 0; request < REQUESTS; request++) {
            page(cms, page, cookies);
        }
        return System.nanoTime() - start;
    }

    private static CmsHttp.Answer page(CmsHttp cms, String page, String cookies) {
        return CmsHttp.send(cms.request(page + ".html").header("Cookie", cookies));
    }
}
