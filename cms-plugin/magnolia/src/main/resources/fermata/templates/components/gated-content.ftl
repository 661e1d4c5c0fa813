<#ftl output_format="HTML">
<#import "/fermata/templates/macros/fermata.ftl" as fermata>
<#assign block = cmsfn.decode(content)>
<#assign page = cmsfn.decode(cmsfn.page(content))>
<#assign hasTeaser = content.teaser?? && cmsfn.children(content.teaser, "mgnl:component")?has_content>
<@fermata.gated id=content["@id"] rule=fermata.blockRule(block, page) page=page headline=block.headline!"" hasTeaser=hasTeaser ; part>
  <#if part == "teaser"><@cms.area name="teaser"/><#else><@cms.area name="fermata-protected"/></#if>
</@fermata.gated>
