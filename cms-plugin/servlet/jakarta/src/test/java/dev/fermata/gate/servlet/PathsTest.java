package dev.fermata.gate.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PathsTest {

    @Test
    void letsTheLongestPrefixDecide() {
        Paths paths = new Paths(List.of("/", "!/.magnolia", "/.magnolia/public", "!/dam/"));

        assertThat(paths.contains("/")).isTrue();
        assertThat(paths.contains("/news/article.html")).isTrue();
        assertThat(paths.contains("/.magnolia")).isFalse();
        assertThat(paths.contains("/.magnolia/admincentral")).isFalse();
        assertThat(paths.contains("/.magnolias")).isTrue();
        assertThat(paths.contains("/.magnolia/public/page")).isTrue();
        assertThat(paths.contains("/dam/1/picture")).isFalse();
        assertThat(paths.contains("/dam")).isTrue();
    }

    @Test
    void containsNothingThatIsNotNamed() {
        assertThat(new Paths(List.of("/news")).contains("/sport")).isFalse();
    }

    @Test
    void refusesWhatIsNoPath() {
        assertThatThrownBy(() -> new Paths(List.of("news"))).hasMessageContaining("news is no path");
    }
}
