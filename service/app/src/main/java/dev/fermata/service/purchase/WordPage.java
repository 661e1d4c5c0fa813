package dev.fermata.service.purchase;

import dev.fermata.service.http.Page;
import dev.fermata.service.purchase.PurchaseReturn.Word;
import java.net.URI;

/** What a browser is told that came back from the payment page and stays here for now. */
public class WordPage extends Page {

    private final URI site;
    private final Word word;

    WordPage(URI base, URI site, Word word) {
        super("word.ftlh", base);
        this.site = site;
        this.word = word;
    }

    /** The page to go back to. */
    public String getSite() {
        return site.toString();
    }

    public String getWord() {
        return word.name();
    }
}
