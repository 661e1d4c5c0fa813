package dev.fermata.service.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Puts a term on sale; a version is added if what it says is not what the current version says. */
record TermStep(Change.PutTerm wanted, OfferId offer, @Nullable Term current, List<ResourceId> resources, int position)
        implements Plan.Step {

    @Override
    public int write(CatalogueWriteDao dao, Instant now) {
        boolean same = current != null && isSaidBy(current);
        int version = current == null ? 1 : same ? current.version() : current.version() + 1;
        int changed = dao.putTerm(wanted.id(), offer, position, version, now);
        if (!same) {
            dao.insertVersion(row(version, now));
            dao.insertVersionResources(wanted.id(), version, resources, () -> IntStream.range(0, resources.size())
                    .iterator());
        }
        return changed;
    }

    private boolean isSaidBy(Term term) {
        return term.name().equals(wanted.name())
                && Objects.equals(term.price(), wanted.price())
                && Objects.equals(term.duration(), wanted.duration())
                && term.repurchase() == wanted.repurchase()
                && term.refundPolicy().equals(wanted.refundPolicy())
                && term.resources().stream().map(Resource::id).toList().equals(resources);
    }

    private CatalogueWriteDao.VersionRow row(int version, Instant now) {
        Money price = wanted.price();
        return new CatalogueWriteDao.VersionRow(
                wanted.id(),
                version,
                wanted.name(),
                price == null ? null : price.amount(),
                price == null ? null : price.currency(),
                wanted.duration(),
                wanted.repurchase(),
                wanted.refundPolicy().onFullRefund(),
                wanted.refundPolicy().onPartialRefund(),
                wanted.refundPolicy().onDispute(),
                now);
    }
}
