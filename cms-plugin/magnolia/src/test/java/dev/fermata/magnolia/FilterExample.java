package dev.fermata.magnolia;

import dev.fermata.magnolia.harness.Definitions;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The parameters of the filter in the examples. */
final class FilterExample {

    private static final String DIRECTORY = "/fermata/docs/examples/filter/";

    private FilterExample() {}

    static Map<String, Object> inWebXml() throws Exception {
        String lines = Shipped.alone().text(DIRECTORY + "web-6.2-6.3.xml");
        NodeList found = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader("<web-app>" + lines + "</web-app>")))
                .getElementsByTagName("init-param");
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (int i = 0; i < found.getLength(); i++) {
            Element parameter = (Element) found.item(i);
            parameters.put(text(parameter, "param-name"), text(parameter, "param-value"));
        }
        return parameters;
    }

    static Map<String, Object> inFilterChain() {
        Map<String, Object> node =
                Definitions.map(Shipped.alone().yaml(DIRECTORY + "config.server.filters.fermata.yaml"));
        Map<String, Object> parameters = new LinkedHashMap<>(
                Definitions.map(Definitions.map(node.get("fermata")).get("config")));
        parameters.remove("jcr:primaryType");
        return parameters;
    }

    private static String text(Element parameter, String name) {
        return parameter.getElementsByTagName(name).item(0).getTextContent();
    }
}
