package dev.fermata.demo.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** The mailbox, as a person would look into it. */
record Mails(URI mailbox) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The mails to this address, the newest first. */
    List<JsonNode> to(String address) {
        try {
            List<JsonNode> mails = new ArrayList<>();
            JsonNode all = JSON.readTree(mailbox.resolve("/api/messages").toURL());
            for (JsonNode mail : all.path("data")) {
                if (mail.path("to").toString().contains("\"" + address + "\"")) {
                    mails.add(mail);
                }
            }
            return mails;
        } catch (IOException e) {
            throw new IllegalStateException("the mailbox does not answer", e);
        }
    }

    /** The sign-in link of the newest mail to this address, once there is one. */
    String signInLink(String address) {
        return Awaitility.await("a sign-in mail to " + address)
                .atMost(Duration.ofSeconds(20))
                .until(() -> links(address), links -> !links.isEmpty())
                .get(0);
    }

    private List<String> links(String address) {
        return to(address).stream()
                .flatMap(mail -> JSON.convertValue(mail.path("links"), Links.class).stream())
                .filter(link -> link.contains("/login/confirm"))
                .toList();
    }

    private static final class Links extends ArrayList<String> {
        private static final long serialVersionUID = 1;
    }
}
