<#ftl output_format="HTML">
<#-- Magnolia's own rich text: HTML already. -->
${(cmsfn.decode(content).text!"")?no_esc}
