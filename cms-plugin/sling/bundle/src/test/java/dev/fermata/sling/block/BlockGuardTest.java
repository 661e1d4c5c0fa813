package dev.fermata.sling.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import org.apache.sling.testing.mock.sling.junit5.SlingContext;
import org.apache.sling.testing.mock.sling.junit5.SlingContextExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SlingContextExtension.class)
class BlockGuardTest {

    private final SlingContext sling = new SlingContext();
    private final BlockGuard guard = new BlockGuard();

    @Test
    void whatAFailingBlockHadWrittenIsNotDelivered() throws Exception {
        at("fermata/components/gated-content");

        guard.doFilter(sling.request(), sling.response(), (request, response) -> {
            response.getWriter().write("half a block");
            throw new IllegalStateException("broken script");
        });

        assertThat(sling.response().getOutputAsString())
                .doesNotContain("half a block")
                .doesNotContain("broken script");
    }

    @Test
    void theEditorIsToldThatABlockFailed() throws Exception {
        at("fermata/components/offer");
        FakeGate.in(sling.request()).editing = true;

        guard.doFilter(sling.request(), sling.response(), (request, response) -> {
            throw new IllegalStateException("broken script");
        });

        assertThat(sling.response().getOutputAsString()).contains("This block failed");
    }

    @Test
    void aBlockThatWorksIsDelivered() throws Exception {
        at("fermata/components/offer");

        guard.doFilter(sling.request(), sling.response(), (request, response) -> response.getWriter()
                .write("a block"));

        assertThat(sling.response().getOutputAsString()).isEqualTo("a block");
    }

    @Test
    void otherComponentsFailAsTheyUsedTo() throws IOException, ServletException {
        at("site/components/text");
        FilterChain failing = (request, response) -> {
            throw new IllegalStateException("broken script");
        };

        assertThatThrownBy(() -> guard.doFilter(sling.request(), sling.response(), failing))
                .isInstanceOf(IllegalStateException.class);
    }

    private void at(String resourceType) {
        sling.create().resource("/content/block", Map.of("sling:resourceType", resourceType));
        sling.currentResource("/content/block");
    }
}
