package dev.fermata.service.catalog;

import dev.fermata.service.problem.FieldProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes weighed against the catalogue as it is, one after the other, each seeing those before it. What cannot be is noted as a
 * problem; only a plan without problems may be carried out.
 */
final class Plan {

    /** A step of the plan that writes, and answers how many things it changed. */
    interface Step {
        int write(CatalogueWriteDao dao, Instant now);
    }

    private final Snapshot before;
    private final List<FieldProblem> problems;
    private final List<Step> steps = new ArrayList<>();
    private final Names resources = new Names("res_");
    private final Names offers = new Names("off_");

    Plan(Snapshot before, List<FieldProblem> problems) {
        this.before = before;
        this.problems = problems;
        before.resources()
                .values()
                .forEach(resource -> resources.take(resource.id().value(), resource.slug()));
        before.offers().forEach(offer -> offers.take(offer.id().value(), offer.slug()));
    }

    void add(Change change) {
        if (change instanceof Change.PutResource resource) {
            put(resource);
        } else if (change instanceof Change.PutOffer offer) {
            put(offer);
        } else if (change instanceof Change.PutTerm term) {
            put(term);
        } else if (change instanceof Change.RetireTermsExcept rest) {
            retire(rest);
        }
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    private void put(Change.PutResource resource) {
        String id = resources.claim(resource.id(), resource.slug(), resource.at());
        steps.add((dao, now) -> dao.putResource(new ResourceId(id), resource.slug(), resource.name(), now));
    }

    private void put(Change.PutOffer offer) {
        String id = offers.claim(offer.id(), offer.slug(), offer.at());
        steps.add((dao, now) -> dao.putOffer(new OfferId(id), offer.slug(), offer.name(), offer.description(), now));
    }

    private void put(Change.PutTerm term) {
        List<ResourceId> given = new ArrayList<>();
        for (int i = 0; i < term.resources().size(); i++) {
            String slug = term.resources().get(i);
            String id = resources.idOf(slug);
            if (id != null) {
                given.add(new ResourceId(id));
            } else if (!slug.isEmpty()) {
                problems.add(new FieldProblem(term.at() + "/resources/" + i, "there is no resource \"" + slug + "\""));
            }
        }
        String offer = offers.idOf(term.offer());
        Term current = before.terms().get(term.id());
        if (offer != null && current != null && !current.offerId().value().equals(offer)) {
            problems.add(new FieldProblem(
                    term.at() + "/id", term.id() + " is a term of another offer, " + current.offerId()));
        } else if (offer != null) {
            steps.add(new TermStep(term, new OfferId(offer), current, given, position(term)));
        }
    }

    /** Where it is asked to be, or is, or behind all others. */
    private int position(Change.PutTerm term) {
        if (term.position() != null) {
            return term.position();
        }
        Integer present = before.positions().get(term.id());
        return present != null
                ? present
                : before.terms().values().stream()
                                .filter(sibling -> sibling.offerId().value().equals(offers.idOf(term.offer())))
                                .mapToInt(sibling -> before.positions().getOrDefault(sibling.id(), 0))
                                .max()
                                .orElse(-1)
                        + 1;
    }

    private void retire(Change.RetireTermsExcept rest) {
        String offer = offers.idOf(rest.offer());
        before.terms().values().stream()
                .filter(term -> term.offerId().value().equals(offer)
                        && !term.retired()
                        && !rest.kept().contains(term.id()))
                .forEach(term -> steps.add((dao, now) -> dao.retire(term.id(), now)));
    }

    /** Which slug has which id. */
    private final class Names {
        private final String prefix;
        private final Map<String, String> idBySlug = new HashMap<>();
        private final Map<String, String> slugById = new HashMap<>();

        Names(String prefix) {
            this.prefix = prefix;
        }

        void take(String id, String slug) {
            idBySlug.put(slug, id);
            slugById.put(id, slug);
        }

        @Nullable
        String idOf(String slug) {
            return idBySlug.get(slug);
        }

        /** The id for this slug: the one it has, else the one that is asked for, else one made up from the slug. */
        String claim(@Nullable String asked, String slug, String at) {
            String present = idBySlug.get(slug);
            if (present != null) {
                if (asked != null && !asked.equals(present)) {
                    problems.add(new FieldProblem(at + "/id", "\"" + slug + "\" has the id " + present));
                }
                return present;
            }
            String id = asked == null ? prefix + slug : asked;
            String former = slugById.get(id);
            if (former != null && asked == null) {
                problems.add(
                        new FieldProblem(at + "/slug", "\"" + former + "\" has the id " + id + "; give another id"));
            } else if (former != null) {
                idBySlug.remove(former);
            }
            take(id, slug);
            return id;
        }
    }
}
