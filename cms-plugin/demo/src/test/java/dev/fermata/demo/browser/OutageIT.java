package dev.fermata.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.demo.browser.CmsHttp.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The service is down or slow, and the site is not. */
class OutageIT {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    /** The service takes this long; no page may be held up by it for more than a moment, on however busy a machine. */
    private static final Duration LATE = Duration.ofSeconds(5);

    private static final Duration A_MOMENT = Duration.ofSeconds(2);

    @RegisterExtension
    final World world = World.ofTheCms();

    @Test
    void aStoppedServiceTakesNothingFromWhoMayReadAndShowsNothingToOthers(Reader reader) throws Exception {
        reader.open(Essays.BLOCK).buyHere("term_month");
        reader.arriveAt(Essays.BLOCK);
        String cookies = reader.cookies();
        assertThat(timed(Essays.PREMIUM, cookies).body()).contains(Essays.PREMIUM_WORDS);

        world.demo().service().stop();
        try {
            assertThat(timed(Essays.PREMIUM, cookies).body()).contains(Essays.PREMIUM_WORDS);
            assertThat(timed(Essays.PREMIUM, withoutToken(cookies)).body())
                    .as("the token has ended, and was good a moment ago")
                    .contains(Essays.PREMIUM_WORDS);
            for (String path : new String[] {Essays.PREMIUM, Essays.BLOCK, Essays.REGISTERED, Essays.HYDRATED}) {
                Answer locked = timed(path, "allegro_session=unknown");
                assertThat(locked.status()).isEqualTo(200);
                assertThat(locked.body())
                        .contains("fermata-gate__paywall")
                        .doesNotContain(
                                Essays.PREMIUM_WORDS,
                                Essays.BLOCK_WORDS,
                                Essays.REGISTERED_WORDS,
                                Essays.HYDRATED_WORDS);
            }
            assertThat(timed(Essays.PREMIUM, "").body()).contains("data-fermata-buy=\"term_month\"", "9.99");
            assertThat(timed("/_fermata/client.js", "").body()).contains("allegro");
            assertThat(world.cms()
                            .getAsAdmin("/cms/page/pagewrapper.html" + Essays.BLOCK_CONTENT)
                            .body())
                    .as("what an editor is told")
                    .contains("data-fermata-warning=\"service-unreachable\"");
        } finally {
            world.demo().service().start();
        }
        Reader later = world.reader().open(Essays.BLOCK);
        later.buyHere("term_month");
        assertThat(later.page().locator("body")).containsText(Essays.BLOCK_WORDS);
    }

    @Test
    void aSlowServiceKeepsNoPageWaiting(Reader reader) throws Exception {
        reader.open(Essays.BLOCK).buyHere("term_month");
        reader.arriveAt(Essays.BLOCK);
        String cookies = reader.cookies();

        world.detour().late(LATE);
        try {
            for (int visit = 0; visit < 5; visit++) {
                Answer locked = timed(A_MOMENT, Essays.PREMIUM, "allegro_session=unknown" + visit);
                assertThat(locked.body()).contains("fermata-gate__paywall").doesNotContain(Essays.PREMIUM_WORDS);
            }
            assertThat(timed(A_MOMENT, Essays.PREMIUM, cookies).body()).contains(Essays.PREMIUM_WORDS);
            timed(A_MOMENT, Essays.HOME, "");
            timed(A_MOMENT, "/_fermata/client.js", "");
        } finally {
            world.detour().late(Duration.ZERO);
        }
    }

    private Answer timed(String path, String cookies) {
        return timed(AT_ONCE, path, cookies);
    }

    private Answer timed(Duration most, String path, String cookies) {
        long start = System.nanoTime();
        Answer answer = CmsHttp.send(world.cms().request(path).header("Cookie", cookies));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(path).isLessThan(most);
        return answer;
    }

    private static String withoutToken(String cookies) {
        return cookies.replaceAll("allegro_jwt=[^;]*;? ?", "");
    }
}
