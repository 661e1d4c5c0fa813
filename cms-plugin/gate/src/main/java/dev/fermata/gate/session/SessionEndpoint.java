package dev.fermata.gate.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fermata.gate.proxy.ForwardedHeaders;
import dev.fermata.gate.service.Complaint;
import dev.fermata.gate.service.Origins;
import dev.fermata.gate.service.ServiceHttp;
import dev.fermata.gate.token.MemberToken;
import dev.fermata.gate.token.MemberTokens;
import dev.fermata.gate.token.PublishedKeys;
import dev.fermata.gate.token.Verdict;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** The service's answer to the question who a browser is. */
final class SessionEndpoint {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServiceHttp service;
    private final ForwardedHeaders forwarded;
    private final MemberTokens tokens;
    private final PublishedKeys keys;
    private final Complaint complaint = new Complaint();

    /** @param token empty for a stranger */
    record Answer(Optional<MemberToken> token, List<String> setCookies) {}

    SessionEndpoint(ServiceHttp service, ForwardedHeaders forwarded, MemberTokens tokens, PublishedKeys keys) {
        this.service = service;
        this.forwarded = forwarded;
        this.tokens = tokens;
        this.keys = keys;
    }

    /** @throws IOException if there is no answer that could be relied on */
    Answer ask(SessionCall call) throws IOException, InterruptedException {
        Map<String, String> headers = forwarded.of(call.site(), call.clientAddress());
        headers.put("Cookie", call.cookieHeader());
        HttpResponse<byte[]> response = service.get("/api/session", headers);
        if (response.statusCode() != 200) {
            throw refused("The paywall service does not tell who is reading: status " + response.statusCode() + " "
                    + detail(response.body()));
        }
        JsonNode jwt = JSON.readTree(response.body()).path("jwt");
        List<String> setCookies = response.headers().allValues("Set-Cookie").stream()
                .filter(Cookies::sets)
                .toList();
        if (jwt.isNull()) {
            complaint.settle();
            return new Answer(Optional.empty(), setCookies);
        }
        MemberToken token = verified(jwt.asText(), Origins.text(call.site()));
        complaint.settle();
        return new Answer(Optional.of(token), setCookies);
    }

    private MemberToken verified(String jwt, String origin) throws IOException, InterruptedException {
        Verdict verdict = tokens.look(jwt, origin);
        if (verdict instanceof Verdict.UnknownKey) {
            awaitKeys();
            verdict = tokens.look(jwt, origin);
        }
        if (verdict instanceof Verdict.Genuine genuine) {
            return genuine.token();
        }
        throw refused("The paywall service's token for " + origin
                + " can't be verified. Do the clocks of both servers agree, and is this service the one that signs?");
    }

    private void awaitKeys() throws InterruptedException {
        try {
            keys.look().get();
        } catch (ExecutionException e) {
            // Then the key stays unknown.
        }
    }

    private IOException refused(String why) {
        complaint.say(why);
        return new IOException(why);
    }

    private static String detail(byte[] problem) {
        try {
            return JSON.readTree(problem).path("detail").asText();
        } catch (IOException e) {
            return "";
        }
    }
}
