package dev.fermata.service.site;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import dev.fermata.service.db.Cached;
import dev.fermata.service.http.Origin;
import dev.fermata.service.problem.ProblemException;
import dev.fermata.service.problem.ProblemType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * The registered sites. A change made by this instance is seen at once, one made by another within five seconds.
 */
public final class Sites {

    private final Cached<List<Site>> current;

    public Sites(Jdbi jdbi) {
        current = new Cached<>(() -> jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, Sites::read));
    }

    /** Every site, by slug. */
    public List<Site> all() {
        return current.get();
    }

    public Optional<Site> of(Origin origin) {
        return all().stream().filter(site -> site.origins().contains(origin)).findFirst();
    }

    public boolean isRegistered(Origin origin) {
        return of(origin).isPresent();
    }

    /** As {@link #isRegistered}, as far as it is known without asking the database now. */
    boolean isKnownAsRegistered(Origin origin) {
        return current.latest().stream().flatMap(List::stream).anyMatch(site -> site.origins()
                .contains(origin));
    }

    /**
     * The absolute http or https URL that the text spells, on a registered origin; only there is a reader ever sent.
     *
     * @param pointer the field that the text came in, for the problem
     */
    public URI returnUrl(String text, String pointer) {
        URI url = parse(text, pointer);
        Origin origin =
                Origin.of(url).orElseThrow(() -> notAllowed("It is not an absolute http or https URL", pointer));
        if (!isRegistered(origin)) {
            throw notAllowed("Its origin " + origin + " is not registered", pointer);
        }
        return url;
    }

    /** To be called after a change was committed. */
    void changed() {
        current.forget();
    }

    static List<Site> read(Handle tx) {
        var dao = tx.attach(SiteDao.class);
        Map<SiteId, Set<Origin>> origins = dao.origins().stream()
                .collect(groupingBy(SiteDao.OriginRow::siteId, mapping(row -> new Origin(row.origin()), toSet())));
        return dao.sites().stream()
                .map(row -> new Site(row.id(), row.slug(), row.name(), origins.getOrDefault(row.id(), Set.of())))
                .toList();
    }

    private static URI parse(String text, String pointer) {
        if (text.length() > 2000) {
            throw notAllowed("It is longer than 2000 characters", pointer);
        }
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw notAllowed("It is not a URL", pointer);
        }
    }

    private static ProblemException notAllowed(String detail, String pointer) {
        return new ProblemException(ProblemType.RETURN_URL_NOT_ALLOWED, detail).about(pointer);
    }
}
