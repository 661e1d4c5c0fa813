package dev.fermata.gate.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The request as the application sees it: one that asks for the whole, plain, present answer, so that there is something to cut.
 * Requests for what can only be a file, by its name, keep their ranges and conditions.
 */
final class GatedRequest extends HttpServletRequestWrapper {

    private static final Pattern FILE = Pattern.compile(
            ".*\\.(?i:css|js|mjs|map|png|jpe?g|gif|webp|avif|svg|ico|bmp|woff2?|ttf|otf|eot|mp3|m4a|ogg|oga|wav|flac|aac"
                    + "|mp4|m4v|m4s|webm|mov|ogv|ts|m3u8|mpd|vtt|pdf|epub|zip|gz|wasm)");

    private static final String SERVER_TOKEN = "Fermata-Server-Token";

    private static final Set<String> PARTIAL = caseInsensitive(
            "Accept-Encoding",
            "If-Match",
            "If-Modified-Since",
            "If-None-Match",
            "If-Range",
            "If-Unmodified-Since",
            "Range");

    private final Refusals refusals;
    private final boolean mayBeCut;
    private final Query query;
    private @Nullable GatedAnswer answer;

    GatedRequest(HttpServletRequest request, Refusals refusals) {
        super(request);
        this.refusals = refusals;
        this.mayBeCut = !FILE.matcher(Paths.of(request)).matches();
        this.query = isRead(request)
                ? Query.of(request.getQueryString())
                : new Query(Optional.empty(), request.getQueryString());
    }

    /** Tells the application that what it marks will be cut; says nothing about the visitor. */
    void promise() {
        setAttribute(FermataFilter.PROMISE, true);
    }

    void withdrawPromise() {
        removeAttribute(FermataFilter.PROMISE);
    }

    /** The section that is asked for instead of the page. */
    Optional<String> fragment() {
        return query.fragment();
    }

    /** What an asynchronous answer goes to. */
    void answeredBy(GatedAnswer answer) {
        this.answer = answer;
    }

    /** A page is rendered for HEAD as well: what is in it decides about its headers. */
    @Override
    public String getMethod() {
        String method = super.getMethod();
        return mayBeCut && method.equals("HEAD") ? "GET" : method;
    }

    @Override
    public @Nullable String getHeader(String name) {
        if (isAskedWhole(name)) {
            return "identity";
        }
        return isHidden(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if (isAskedWhole(name)) {
            return Collections.enumeration(List.of("identity"));
        }
        return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        List<String> names = Collections.list(super.getHeaderNames());
        names.removeIf(name -> isHidden(name) && !isAskedWhole(name));
        return Collections.enumeration(names);
    }

    @Override
    public long getDateHeader(String name) {
        return isHidden(name) ? -1 : super.getDateHeader(name);
    }

    @Override
    public int getIntHeader(String name) {
        return isHidden(name) ? -1 : super.getIntHeader(name);
    }

    @Override
    public @Nullable String getQueryString() {
        return query.rest();
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        Map<String, String[]> parameters = new LinkedHashMap<>(super.getParameterMap());
        query.fragment().ifPresent(id -> parameters.remove(Query.FRAGMENT));
        parameters.keySet().removeIf(refusals::isPart);
        return Collections.unmodifiableMap(parameters);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return getParameterMap().get(name);
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = getParameterMap().get(name);
        return values == null || values.length == 0 ? null : values[0];
    }

    @Override
    public AsyncContext startAsync() {
        return startAsync(this, getAnswer().response());
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        boolean ours = GatedResponse.within(response).isPresent();
        AsyncContext context =
                super.startAsync(request, ours ? response : getAnswer().response());
        context.addListener(new Abandonment(getAnswer()));
        return new GatedAsync(context, getAnswer());
    }

    @Override
    public AsyncContext getAsyncContext() {
        return new GatedAsync(super.getAsyncContext(), getAnswer());
    }

    private GatedAnswer getAnswer() {
        return Objects.requireNonNull(answer);
    }

    private boolean isAskedWhole(String name) {
        return mayBeCut && name.equalsIgnoreCase("Accept-Encoding");
    }

    private boolean isHidden(String name) {
        return (mayBeCut && PARTIAL.contains(name)) || name.equalsIgnoreCase(SERVER_TOKEN);
    }

    private static boolean isRead(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    private static Set<String> caseInsensitive(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(Set.of(names));
        return set;
    }
}
