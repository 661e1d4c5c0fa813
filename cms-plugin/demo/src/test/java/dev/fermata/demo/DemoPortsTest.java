package dev.fermata.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoPortsTest {

    @Test
    void stayWhereTheyUsuallyAreUnlessMoved() {
        Properties properties = new Properties();
        properties.setProperty("fermata.demo.port.site", "18080");
        properties.setProperty("fermata.demo.port.mail", "");

        DemoPorts ports = DemoPorts.from(properties);

        assertThat(ports.address(DemoPort.SITE)).hasToString("http://localhost:18080");
        assertThat(ports.address(DemoPort.SERVICE)).hasToString("http://localhost:8090");
        assertThat(ports.address(DemoPort.ADMIN)).hasToString("http://localhost:8091");
        assertThat(ports.address(DemoPort.STRIPE)).hasToString("http://localhost:8092");
        assertThat(ports.address(DemoPort.MAIL)).hasToString("http://localhost:8093");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eighty", "0", "-1", "65536", "8080x"})
    void mustBePorts(String text) {
        Properties properties = new Properties();
        properties.setProperty("fermata.demo.port.stripe", text);

        assertThatThrownBy(() -> DemoPorts.from(properties))
                .isInstanceOf(DemoException.class)
                .hasMessage("fermata.demo.port.stripe=%s is not a port: a number from 1 to 65535.", text);
    }

    @Test
    void mustDiffer() {
        Properties properties = new Properties();
        properties.setProperty("fermata.demo.port.site", "18080");
        properties.setProperty("fermata.demo.port.mail", "18080");

        assertThatThrownBy(() -> DemoPorts.from(properties).requireFree())
                .isInstanceOf(DemoException.class)
                .hasMessageContaining("Port 18080 is given to two parts.")
                .hasMessageContaining("-Dfermata.demo.port.mail=<port>");
    }
}
