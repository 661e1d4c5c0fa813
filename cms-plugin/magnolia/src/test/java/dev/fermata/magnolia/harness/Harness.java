package dev.fermata.magnolia.harness;

import freemarker.template.Configuration;
import freemarker.template.TemplateDirectiveModel;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.Version;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Renders content with definitions and template scripts as they ship. */
public final class Harness {

    private final Definitions definitions;
    private final Configuration freemarker;

    /** @param version whose defaults FreeMarker follows: Magnolia's differ from release to release */
    public Harness(Definitions definitions, Version version) {
        this.definitions = definitions;
        freemarker = new Configuration(version);
        freemarker.setTemplateLoader(new ScriptLoader(definitions));
        freemarker.setLocalizedLookup(false);
        freemarker.setLogTemplateExceptions(false);
        freemarker.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    }

    /** Renders a page, or what lies below one, in a request of its own. */
    public String render(Content content, Rendering rendering) {
        StringWriter out = new StringWriter();
        try {
            new Run(rendering, new RequestContext(rendering.attributes())).render(content, out);
        } catch (IOException | TemplateException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        return out.toString();
    }

    /** One request. */
    private final class Run {

        private final Rendering rendering;
        private final RequestContext context;

        Run(Rendering rendering, RequestContext context) {
            this.rendering = rendering;
            this.context = context;
        }

        void render(Content content, Writer out) throws IOException, TemplateException {
            Map<String, Object> definition = definitions.template(Objects.requireNonNull(content.template()));
            Map<String, Object> model = new HashMap<>();
            model.put("content", new ContentMap(content, false));
            model.put("cmsfn", new TemplatingFunctions(rendering));
            model.put("ctx", context);
            model.put("def", definition);
            model.put("i18n", new Messages(definitions, "fermata", rendering.language()));
            model.put("cms", Map.of("area", area(content, Definitions.map(definition.get("areas")))));
            String script = (String) Objects.requireNonNull(definition.get("templateScript"));
            freemarker.getTemplate(script).process(model, out);
        }

        /** {@code cms.area}: an area of the kind list writes its components one after the other. */
        private TemplateDirectiveModel area(Content content, Map<String, Object> areas) {
            return (env, parameters, loop, body) -> {
                String name = parameters.get("name").toString();
                if (!areas.containsKey(name)) {
                    throw new TemplateException("the template has no area " + name, env);
                }
                Content area = content.children().get(name);
                List<Content> components =
                        area == null ? List.of() : List.copyOf(area.children().values());
                for (Content component : components) {
                    render(component, env.getOut());
                }
            };
        }
    }
}
