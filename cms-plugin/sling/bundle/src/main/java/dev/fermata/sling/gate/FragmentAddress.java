package dev.fermata.sling.gate;

import java.util.Arrays;
import org.apache.sling.api.request.RequestPathInfo;

/** Where the browser fetches a protected part alone: {@code /page.fermata-fragment.html/ID}. */
public final class FragmentAddress {

    /** The selector. */
    public static final String SELECTOR = "fermata-fragment";

    static String of(String page, String id) {
        return page + "." + SELECTOR + ".html/" + id;
    }

    static boolean isIn(RequestPathInfo path) {
        return Arrays.asList(path.getSelectors()).contains(SELECTOR);
    }

    private FragmentAddress() {}
}
