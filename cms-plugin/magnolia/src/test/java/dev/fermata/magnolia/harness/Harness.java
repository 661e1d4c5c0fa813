package dev.fermata.magnolia.harness;

import freemarker.cache.TemplateLoader;
import freemarker.core.Environment;
import freemarker.template.Configuration;
import freemarker.template.TemplateDirectiveModel;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.Version;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Renders pages with template scripts and definitions as they ship. */
public final class Harness {

    private final Definitions definitions;
    private final Configuration freemarker;

    public Harness(Definitions definitions, Version version) {
        this.definitions = definitions;
        freemarker = new Configuration(version);
        freemarker.setTemplateLoader(new Resources(definitions));
        freemarker.setLocalizedLookup(false);
        freemarker.setLogTemplateExceptions(false);
        freemarker.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    }

    /** Renders a page, or what lies below one. */
    public String render(Content content, Rendering rendering) {
        StringWriter out = new StringWriter();
        try {
            render(
                    content,
                    Definitions.map(definitions.template(Objects.requireNonNull(content.template()))),
                    rendering,
                    out);
        } catch (IOException | TemplateException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        return out.toString();
    }

    private void render(Content content, Map<String, Object> definition, Rendering rendering, Writer out)
            throws IOException, TemplateException {
        Map<String, Object> model = new HashMap<>();
        model.put("content", new ContentMap(content, false));
        model.put("cmsfn", new TemplatingFunctions(rendering.pages(), rendering.language(), rendering.editMode()));
        model.put("ctx", new RequestContext(new RequestContext.Request(rendering.attributes())));
        model.put("def", definition);
        model.put("i18n", new Messages(definitions, "fermata", rendering.language()));
        model.put("cms", Map.of("area", area(content, definition, rendering)));
        String script = (String) Objects.requireNonNull(definition.get("templateScript"));
        freemarker.getTemplate(script).process(model, out);
    }

    /** {@code cms.area}: an area of the kind list writes its components one after the other. */
    private TemplateDirectiveModel area(Content content, Map<String, Object> definition, Rendering rendering) {
        return (Environment env,
                Map parameters,
                freemarker.template.TemplateModel[] loop,
                freemarker.template.TemplateDirectiveBody body) -> {
            String name = parameters.get("name").toString();
            if (!Definitions.map(definition.get("areas")).containsKey(name)) {
                throw new TemplateException("the template has no area " + name, env);
            }
            Content area = content.children().get(name);
            for (Content component : area == null
                    ? java.util.List.<Content>of()
                    : area.children().values()) {
                render(
                        component,
                        definitions.template(Objects.requireNonNull(component.template())),
                        rendering,
                        env.getOut());
            }
        };
    }

    /** Scripts by their path among the modules' resources. */
    private record Resources(Definitions definitions) implements TemplateLoader {

        @Override
        public @Nullable Object findTemplateSource(String name) {
            return definitions.resource("/" + name).map(Object::toString).orElse(null);
        }

        @Override
        public long getLastModified(Object source) {
            return 0;
        }

        @Override
        public Reader getReader(Object source, String encoding) throws IOException {
            return new StringReader(java.nio.file.Files.readString(java.nio.file.Path.of((String) source)));
        }

        @Override
        public void closeTemplateSource(Object source) {
            // Nothing stays open.
        }
    }
}
