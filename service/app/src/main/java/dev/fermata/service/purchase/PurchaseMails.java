package dev.fermata.service.purchase;

import dev.fermata.service.mail.Mails;
import dev.fermata.service.mail.PurchaseMail;
import dev.fermata.service.member.Member;
import dev.fermata.service.member.MemberId;
import dev.fermata.service.member.Members;
import java.net.URI;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;

/** Tells the owner of a purchase that it is theirs, with a link to sign in by. */
public class PurchaseMails {

    private final Mails mails;
    private final Members members;
    private final InstantSource clock;

    public PurchaseMails(Mails mails, Members members, InstantSource clock) {
        this.mails = mails;
        this.members = members;
        this.clock = clock;
    }

    /**
     * Queues the mail in the caller's transaction, once per purchase, however often it is asked.
     *
     * @param bought the term's name when it was bought
     */
    public void sendLinkOnce(Handle tx, Purchase purchase, MemberId owner, String bought) {
        if (!tx.attach(PurchaseDao.class).claimLinkMail(purchase.id(), clock.instant())) {
            return;
        }
        Member member = members.find(tx, owner).orElseThrow();
        mails.queue(
                tx,
                new PurchaseMail(
                        member.email(),
                        purchase.base(),
                        URI.create(purchase.returnUrl()),
                        purchase.id().value(),
                        bought));
    }
}
