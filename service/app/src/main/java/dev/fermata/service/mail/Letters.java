package dev.fermata.service.mail;

import dev.fermata.service.http.Origin;
import dev.fermata.service.site.Site;
import dev.fermata.service.site.Sites;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Words the mails. Text and HTML say the same. */
public final class Letters {

    private final Configuration templates = new Configuration(Configuration.VERSION_2_3_33);
    private final Sites sites;

    public Letters(Sites sites) {
        this.sites = sites;
        templates.setClassForTemplateLoading(Letters.class, "");
        templates.setDefaultEncoding(StandardCharsets.UTF_8.name());
        templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        templates.setLogTemplateExceptions(false);
    }

    /** @param link what the button leads to */
    Letter write(MailRequest mail, URI link) {
        String site = Origin.of(mail.returnUrl())
                .flatMap(sites::of)
                .map(Site::name)
                .orElseGet(() -> mail.returnUrl().getHost());
        Map<String, Object> words = new HashMap<>(Map.of("mail", mail, "link", link.toString(), "site", site));
        if (mail instanceof PurchaseMail purchase) {
            return letter("Your purchase at " + site + " is ready", "purchase", purchase.termName(), words);
        }
        return letter("Sign in to " + site, "sign-in", site, words);
    }

    private Letter letter(String subject, String template, String title, Map<String, Object> words) {
        words.put("subject", subject);
        words.put("title", title);
        return new Letter(oneLine(subject), render(template + ".ftl", words), render(template + ".ftlh", words));
    }

    private String render(String template, Map<String, Object> words) {
        var out = new StringWriter();
        try {
            templates.getTemplate(template).process(words, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TemplateException e) {
            throw new IllegalStateException(e);
        }
        return out.toString();
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
