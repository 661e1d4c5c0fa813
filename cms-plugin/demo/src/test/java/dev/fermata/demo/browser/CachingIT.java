package dev.fermata.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.demo.browser.CmsHttp.Answer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cache in front of the site keeps what it may, and never gives one visitor another's page. */
class CachingIT {

    @RegisterExtension
    final World world = World.ofTheCms();

    @TempDir
    Path folder;

    private CachingWebServer cache;
    private CmsHttp cached;

    @BeforeEach
    void startCache() throws IOException {
        cache = CachingWebServer.start(folder.toAbsolutePath(), world.cms().site());
        cached = new CmsHttp(cache.address());
    }

    @AfterEach
    void stopCache() throws InterruptedException {
        cache.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {Essays.PREMIUM, Essays.BLOCK, Essays.REGISTERED, Essays.METERED})
    void aPageThatDependsOnItsReaderIsNotKept(String path, Reader reader) {
        String cookies = entitled(reader);

        Answer first = asked(path, cookies);
        Answer stranger = cached.get(path);
        Answer again = asked(path, cookies);

        assertThat(first.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(stranger.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(again.header("X-Cache")).isEqualTo("MISS");
        if (!path.equals(Essays.METERED)) {
            assertThat(stranger.body()).doesNotContain(words(path)).contains("fermata-gate__paywall");
        }
        assertThat(first.body()).contains(words(path));
        assertThat(again.body()).contains(words(path));
    }

    @Test
    void aPageThatIsTheSameForAllIsKeptAndItsFragmentIsNot(Reader reader) {
        String cookies = entitled(reader);

        Answer first = asked(Essays.HYDRATED, cookies);
        Answer second = cached.get(Essays.HYDRATED);

        assertThat(second.header("X-Cache")).isEqualTo("HIT");
        assertThat(second.body()).isEqualTo(first.body()).doesNotContain(Essays.HYDRATED_WORDS);
        assertThat(first.header("Set-Cookie") + second.header("Set-Cookie")).isEmpty();
        assertThat(first.body()).doesNotContain(reader.email());

        String fragment = fragment(first.body());
        Answer own = asked(fragment, cookies);
        Answer other = cached.get(fragment);
        assertThat(own.body()).contains(Essays.HYDRATED_WORDS);
        assertThat(own.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.body()).doesNotContain(Essays.HYDRATED_WORDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {Essays.HOME, Essays.FREE, Essays.DAY_PASS, Essays.HYDRATED})
    void nobodyGetsACookieWithAPageThatACacheMayKeep(String path) {
        Answer first = cached.get(path);
        Answer second = cached.get(path);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Set-Cookie")).isEmpty();
        assertThat(second.header("X-Cache")).isEqualTo("HIT");
    }

    @Test
    void whatAnEditorSeesIsNotKept() {
        Answer editor = cached.getAsAdmin(Essays.HYDRATED + "?fermata_preview=entitled");
        Answer stranger = cached.get(Essays.HYDRATED + "?fermata_preview=entitled");

        assertThat(editor.header("Cache-Control")).contains("no-store");
        assertThat(stranger.body()).doesNotContain(Essays.HYDRATED_WORDS);
    }

    private Answer asked(String path, String cookies) {
        return CmsHttp.send(cached.request(path).header("Cookie", cookies));
    }

    private static String entitled(Reader reader) {
        reader.open(Essays.BLOCK).buyHere("term_month");
        reader.arriveAt(Essays.BLOCK);
        return reader.cookies();
    }

    private static String fragment(String page) {
        int start = page.indexOf("data-fermata-fragment=\"") + "data-fermata-fragment=\"".length();
        return page.substring(start, page.indexOf('"', start));
    }

    private static String words(String path) {
        return switch (path) {
            case Essays.PREMIUM -> Essays.PREMIUM_WORDS;
            case Essays.BLOCK -> Essays.BLOCK_WORDS;
            case Essays.REGISTERED -> Essays.REGISTERED_WORDS;
            default -> Essays.METERED_WORDS;
        };
    }
}
