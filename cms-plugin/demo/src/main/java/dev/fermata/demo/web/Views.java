package dev.fermata.demo.web;

import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Map;

/** The templates beside a class; those ending in {@code .ftlh} escape every value they show. */
public final class Views {

    private final Configuration templates = new Configuration(Configuration.VERSION_2_3_34);

    public Views(Class<?> beside) {
        templates.setClassForTemplateLoading(beside, "");
        templates.setDefaultEncoding("UTF-8");
        templates.setLocale(Locale.ENGLISH);
        templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        templates.setLogTemplateExceptions(false);
        templates.setWrapUncheckedExceptions(true);
        templates.setFallbackOnNullLoopVariable(false);
    }

    public String render(String template, Map<String, ?> model) throws IOException {
        StringWriter page = new StringWriter();
        try {
            templates.getTemplate(template).process(model, page);
        } catch (TemplateException e) {
            throw new IllegalStateException(template, e);
        }
        return page.toString();
    }
}
