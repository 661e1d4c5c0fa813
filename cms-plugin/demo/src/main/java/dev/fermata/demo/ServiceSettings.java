package dev.fermata.demo;

import dev.fermata.demo.web.Asset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What the demo tells its service: the environment variables of a small installation, and its catalogue. */
final class ServiceSettings {

    private ServiceSettings() {}

    static Map<String, String> environment(
            DemoPorts ports, DemoSecrets secrets, int smtpPort, Path data, Path catalogue) {
        Map<String, String> environment = new HashMap<>();
        environment.put("FERMATA_ENVIRONMENT", "development");
        environment.put("FERMATA_BIND_HOST", "localhost");
        environment.put("FERMATA_PORT", Integer.toString(ports.number(DemoPort.SERVICE)));
        environment.put("FERMATA_ADMIN_PORT", Integer.toString(ports.number(DemoPort.ADMIN)));
        environment.put("FERMATA_PUBLIC_URL", ports.address(DemoPort.SERVICE).toString());
        environment.put("FERMATA_DATA_DIRECTORY", data.toString());
        environment.put("FERMATA_CATALOGUE_FILE", catalogue.toString());
        environment.put("FERMATA_API_TOKEN", secrets.apiToken());
        environment.put("FERMATA_STRIPE_API_KEY", secrets.stripeKey());
        environment.put(
                "FERMATA_STRIPE_API_BASE", ports.address(DemoPort.STRIPE).toString());
        environment.put("FERMATA_STRIPE_WEBHOOK_SECRET", secrets.webhookSecret());
        environment.put("FERMATA_SMTP_HOST", "127.0.0.1");
        environment.put("FERMATA_SMTP_PORT", Integer.toString(smtpPort));
        environment.put("FERMATA_MAIL_FROM", "The Quarterly Rest <post@quarterly-rest.example>");
        return environment;
    }

    /** The demo's catalogue, sold on the demo's site. */
    static void writeCatalogue(DemoPorts ports, Path file) throws IOException {
        String site = ports.address(DemoPort.SITE).toString();
        String catalogue = Asset.text(ServiceSettings.class, "catalogue.yml")
                .replace("{site}", site)
                .replace("{alias}", site.replace("localhost", "127.0.0.1"));
        Files.writeString(file, catalogue);
    }
}
