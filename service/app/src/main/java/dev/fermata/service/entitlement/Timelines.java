package dev.fermata.service.entitlement;

import dev.fermata.service.member.MemberId;
import org.jdbi.v3.core.Handle;

/** The two timelines that a purchase stands in, which nobody else changes before the transaction ends. */
record Timelines(EntitlementDao dao, Timeline member, Timeline browser) {

    static Timelines lock(Handle tx, MemberId member, String purchaseId) {
        var dao = tx.attach(EntitlementDao.class);
        var browser = new Timeline.OfBrowser(dao, dao.lockBrowser(purchaseId));
        return new Timelines(dao, new Timeline.OfMember(dao, dao.lockMember(member)), browser);
    }
}
