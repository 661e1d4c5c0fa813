package dev.fermata.magnolia.harness;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** YAML with {@code !include:/module/path.yaml}, alone or with what it adds to the included. */
final class DefinitionYaml {

    private static final String INCLUDE = "!include:";

    private final Function<String, Object> included;

    DefinitionYaml(Function<String, Object> included) {
        this.included = included;
    }

    Object load(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new Yaml(new WithIncludes(options)).load(text);
    }

    private final class WithIncludes extends SafeConstructor {

        WithIncludes(LoaderOptions options) {
            super(options);
            yamlMultiConstructors.put(INCLUDE, new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    Object fragment = included.apply(node.getTag().getValue().substring(INCLUDE.length()));
                    if (!(node instanceof MappingNode additions)) {
                        return fragment;
                    }
                    Map<String, Object> all = new LinkedHashMap<>(Definitions.map(fragment));
                    constructMapping(additions).forEach((key, value) -> all.put((String) key, value));
                    return all;
                }
            });
        }
    }
}
