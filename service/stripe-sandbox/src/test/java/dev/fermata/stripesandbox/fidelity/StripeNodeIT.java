package dev.fermata.stripesandbox.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StripeNodeIT {

    @RegisterExtension
    final RunningSandbox sandbox = new RunningSandbox();

    @Test
    void stripesNodeClientWalksThroughAPurchase() {
        Program.Result result = Program.node(
                Map.of(),
                "walk.mjs",
                sandbox.get().url(),
                sandbox.get().apiKey(),
                sandbox.get().url() + "/_sandbox/api");

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains("walked");
    }
}
