package dev.fermata.demo.web;

import java.util.ArrayList;
import java.util.List;

/** What a page answers; the safe headers that all answers share are added by {@link Routes}. */
public record Answer(int status, List<Header> headers, String body) {

    /** One header; a name may occur more than once. */
    public record Header(String name, String value) {}

    public Answer {
        headers = List.copyOf(headers);
    }

    public static Answer html(String markup) {
        return html(200, markup);
    }

    public static Answer html(int status, String markup) {
        return of(status, "text/html; charset=utf-8", markup);
    }

    public static Answer json(String json) {
        return of(200, "application/json", json);
    }

    /** Sends the browser elsewhere, to be read with GET. */
    public static Answer seeOther(String location) {
        return of(303, "text/plain; charset=utf-8", "").with("Location", location);
    }

    public Answer with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.removeIf(header -> header.name().equalsIgnoreCase(name) && !name.equalsIgnoreCase("Set-Cookie"));
        more.add(new Header(name, value));
        return new Answer(status, more, body);
    }

    public Answer withCookies(List<String> setCookies) {
        Answer answer = this;
        for (String cookie : setCookies) {
            answer = answer.with("Set-Cookie", cookie);
        }
        return answer;
    }

    static Answer of(int status, String contentType, String body) {
        List<Header> headers = List.of(new Header("Content-Type", contentType));
        return new Answer(status, headers, body);
    }
}
