package dev.fermata.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoOptionsTest {

    @ParameterizedTest
    @CsvSource({"'', SLING", "sling, SLING", "static, STATIC", " Static , STATIC"})
    void theSiteIsMadeWithTheCmsUnlessALightOneIsWanted(String property, DemoCms cms) {
        assertThat(DemoOptions.from(properties("fermata.demo.cms", property)).cms())
                .isEqualTo(cms);
    }

    @Test
    void anotherCmsIsRefusedByName() {
        assertThatThrownBy(() -> DemoOptions.from(properties("fermata.demo.cms", "wiki")))
                .isInstanceOf(DemoException.class)
                .hasMessage("fermata.demo.cms=wiki is neither sling nor static.");
    }

    private static Properties properties(String name, String value) {
        Properties properties = new Properties();
        properties.setProperty(name, value);
        return properties;
    }
}
