package dev.fermata.service.http;

import com.codahale.metrics.MetricRegistry;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.dropwizard.DropwizardExports;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** All metrics in Prometheus' text format; for the admin connector, where only the operator comes. */
@SuppressWarnings("serial")
public final class PrometheusServlet extends HttpServlet {

    private final DropwizardExports metrics;
    private final PrometheusTextFormatWriter format =
            PrometheusTextFormatWriter.builder().build();

    public PrometheusServlet(MetricRegistry registry) {
        this.metrics = new DropwizardExports(registry);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType(format.getContentType());
        format.write(response.getOutputStream(), metrics.collect());
    }
}
