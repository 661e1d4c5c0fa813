package dev.fermata.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainPathsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "/up", "/api/offers/a-b_c.d~e", "/.well-known/jwks.json", "/api/offers/", "/a/..b"})
    void whatReadsInOneWayIsPlain(String path) {
        assertThat(PlainPaths.isPlain(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//", "/a//b", "/a/../b", "/a/..", "/./a", "/a/.", "/a%2fb", "/a;b", "/a b", "/a\\b", "/a?b", "/\u00e4"
            })
    void whatCouldBeReadInTwoWaysIsNot(String path) {
        assertThat(PlainPaths.isPlain(path)).isFalse();
    }
}
