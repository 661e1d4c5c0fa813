package dev.fermata.service.purchase;

import java.net.URI;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The page that the reader comes back to, with or without the word on how it went. */
record ReturnUrl(URI page) {

    static final String TOKEN = "allegro_purchase_token";
    static final String ERROR = "allegro_purchase_error";

    /** Leaves out what an earlier purchase left in the address. */
    static ReturnUrl of(URI page) {
        String url = page.toString();
        int hash = url.indexOf('#');
        String fragment = hash < 0 ? "" : url.substring(hash);
        String address = hash < 0 ? url : url.substring(0, hash);
        int question = address.indexOf('?');
        if (question < 0) {
            return new ReturnUrl(page);
        }
        String query = Arrays.stream(address.substring(question + 1).split("&", -1))
                .filter(parameter -> !parameter.startsWith(TOKEN + "=") && !parameter.startsWith(ERROR + "="))
                .collect(Collectors.joining("&"));
        return new ReturnUrl(
                URI.create(address.substring(0, question) + (query.isEmpty() ? "" : "?" + query) + fragment));
    }

    URI withToken(String token) {
        return with(TOKEN, token);
    }

    URI withError(String reason) {
        return with(ERROR, reason);
    }

    /** Both values are URL-safe as they are; everything else in the address keeps its spelling. */
    private URI with(String name, String value) {
        String url = page.toString();
        int hash = url.indexOf('#');
        String fragment = hash < 0 ? "" : url.substring(hash);
        String address = hash < 0 ? url : url.substring(0, hash);
        return URI.create(address + (address.contains("?") ? "&" : "?") + name + "=" + value + fragment);
    }
}
