package dev.fermata.stripesandbox.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.stripesandbox.SandboxOptions;
import dev.fermata.stripesandbox.StripeSandbox;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A sandbox per test. The test fails when anything left the sandbox that Stripe's typings do not know. */
public final class RunningSandbox implements BeforeEachCallback, AfterEachCallback {

    private final UnaryOperator<SandboxOptions> options;
    private FidelityGate gate = new FidelityGate();
    private StripeSandbox sandbox;
    private Api api;

    public RunningSandbox() {
        this(options -> options);
    }

    public RunningSandbox(UnaryOperator<SandboxOptions> options) {
        this.options = options;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        gate = new FidelityGate();
        sandbox = StripeSandbox.start(options.apply(SandboxOptions.defaults()).withEmitted(gate));
        api = new Api(sandbox.url(), sandbox.apiKey());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        sandbox.close();
        assertThat(gate.violations())
                .as("bodies that Stripe would not have sent")
                .isEmpty();
    }

    public StripeSandbox get() {
        return sandbox;
    }

    public Api api() {
        return api;
    }

    public FidelityGate gate() {
        return gate;
    }
}
