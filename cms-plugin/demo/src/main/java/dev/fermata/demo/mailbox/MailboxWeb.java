package dev.fermata.demo.mailbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fermata.demo.web.Answer;
import dev.fermata.demo.web.Asset;
import dev.fermata.demo.web.Routes;
import dev.fermata.demo.web.Views;
import dev.fermata.demo.web.WebServer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Request;

/** The pages of the mailbox. A mail's HTML is shown in a sandboxed frame where nothing runs and nothing is fetched. */
final class MailboxWeb implements AutoCloseable {

    private static final String POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
            + "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";
    private static final String MESSAGES = "/messages/";
    private static final String HTML = "/html";

    private final ObjectMapper json = new ObjectMapper();
    private final Views views = new Views(MailboxWeb.class);
    private final Mailbox mailbox;
    private final WebServer server;

    private MailboxWeb(Mailbox mailbox, int port) throws Exception {
        this.mailbox = mailbox;
        Routes routes = new Routes(
                POLICY,
                request -> message(404, "There is no such mail."),
                request -> message(500, "This page could not be shown."));
        routes.get("/", this::list)
                .get(MESSAGES + "*", this::one)
                .get("/api/messages", request -> api())
                .get("/style.css", Asset.page(Asset.class, "style.css"));
        server = WebServer.start("mailbox", port, routes);
    }

    static MailboxWeb start(int port, Mailbox mailbox) throws Exception {
        return new MailboxWeb(mailbox, port);
    }

    int port() {
        return server.port();
    }

    private Answer list(Request request) throws IOException {
        boolean still = Request.extractQueryParameters(request).getValue("still") != null;
        Answer page = Answer.html(views.render("list.ftlh", Map.of("mails", mailbox.mails(), "still", still)));
        return still ? page : page.with("Refresh", "3");
    }

    private Answer one(Request request) throws IOException {
        String path = request.getHttpURI().getPath().substring(MESSAGES.length());
        boolean asHtml = path.endsWith(HTML);
        String id = asHtml ? path.substring(0, path.length() - HTML.length()) : path;
        Optional<Mail> mail = mailbox.mail(id);
        if (mail.isEmpty()) {
            return message(404, "There is no such mail.");
        }
        return asHtml ? frame(mail.get()) : Answer.html(views.render("mail.ftlh", Map.of("mail", mail.get())));
    }

    private static Answer frame(Mail mail) {
        String html = mail.html() == null ? "" : mail.html();
        return Answer.html("<base target=\"_blank\">" + html).with("Content-Security-Policy", MAIL_POLICY);
    }

    private Answer api() throws IOException {
        List<Map<String, Object>> data =
                mailbox.mails().stream().map(MailboxWeb::fields).toList();
        return Answer.json(json.writeValueAsString(Map.of("data", data)));
    }

    private static Map<String, Object> fields(Mail mail) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", mail.id());
        fields.put("received_at", mail.receivedAt().toString());
        fields.put("from", mail.from());
        fields.put("to", mail.to());
        fields.put("subject", mail.subject());
        fields.put("text", mail.text());
        fields.put("html", mail.html());
        fields.put("links", mail.links());
        return fields;
    }

    private Answer message(int status, String text) throws IOException {
        return Answer.html(status, views.render("message.ftlh", Map.of("text", text)));
    }

    @Override
    public void close() throws Exception {
        server.close();
    }
}
