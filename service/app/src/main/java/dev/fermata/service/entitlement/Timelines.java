package dev.fermata.service.entitlement;

import dev.fermata.service.catalog.ResourceId;
import dev.fermata.service.entitlement.EntitlementDao.Ends;
import dev.fermata.service.member.MemberId;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The two timelines that a purchase stands in, which nobody else changes before the transaction ends. */
record Timelines(EntitlementDao dao, Timeline.OfMember member, Timeline.OfBrowser browser) {

    static Timelines lock(Handle tx, MemberId member, String purchaseId) {
        var dao = tx.attach(EntitlementDao.class);
        var browser = new Timeline.OfBrowser(dao, dao.lock(member, purchaseId));
        return new Timelines(dao, new Timeline.OfMember(dao, member), browser);
    }

    /** When either ends, of each resource of which any of it ends later than now. */
    Map<ResourceId, Ends> ends(Instant now) {
        return dao.ends(member.member(), browser.browser(), now).stream()
                .collect(Collectors.toMap(Ends::resourceId, Function.identity()));
    }
}
