package dev.fermata.sling;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator sets. Values may come from the environment: {@code $[env:FERMATA_TOKEN]}, {@code $[secret:fermata]}. */
@ObjectClassDefinition(
        name = "Fermata",
        description = "The paywall of this site. Without a service and a token nothing that is gated is delivered.")
public @interface FermataConfiguration {

    /** The PID. */
    String PID = "dev.fermata.sling.FermataConfiguration";

    @AttributeDefinition(name = "Service", description = "Where the service is, as this server reaches it.")
    String service() default "";

    @AttributeDefinition(
            name = "Server token",
            description =
                    "An API token with the scopes forward and read. Better $[env:…] or a file than the token itself.")
    String server_token() default "";

    @AttributeDefinition(name = "Server token file", description = "A file with the token; counts if no token is set.")
    String server_token_file() default "";

    @AttributeDefinition(
            name = "Origins",
            description = "The site's addresses as browsers show them, https://www.example.com, the usual one first.")
    String[] origins() default {};

    @AttributeDefinition(
            name = "Trusted proxies",
            description =
                    "Web servers in front of this one, addresses or CIDR blocks: their X-Forwarded-* headers count.")
    String[] trusted_proxies() default {"127.0.0.1", "::1"};

    @AttributeDefinition(
            name = "Directory",
            description = "Where the last known catalogue and keys are kept; empty: in the bundle's own folder.")
    String directory() default "";

    @AttributeDefinition(
            name = "Patience",
            description = "The longest that a page waits for the service, in milliseconds.")
    long patience_ms() default 300;

    @AttributeDefinition(
            name = "Meter",
            description = "Free views for anybody / more for who is signed in / period: 3/2/P1M, or 3/2/P30D/rolling.")
    String meter() default "3/2/P1M";

    @AttributeDefinition(
            name = "Injection",
            description = "Which pages get the script and the stylesheet: needed or everywhere.")
    String injection() default "needed";

    @AttributeDefinition(name = "Editors", description = "Groups that read protected content in the repository.")
    String[] editor_groups() default {"authors", "administrators"};

    @AttributeDefinition(
            name = "Open parts of a page",
            description = "Children of a gated page's content that everybody may read.")
    String[] page_open_children() default {"menu", "header", "footer", "navigation"};

    @AttributeDefinition(
            name = "Containers",
            description =
                    "Resource types that only hold other components. On a locked page they are kept if something in them is open.")
    String[] container_types() default {
        "sling-cms/components/general/container",
        "sling-cms/components/general/reloadcontainer",
        "reference/components/general/columncontrol",
        "reference/components/general/stylewrapper"
    };

    @AttributeDefinition(name = "Preview", description = "Editors may look at a page as somebody else.")
    boolean preview() default true;
}
