<#ftl output_format="HTML">
<#import "/fermata/templates/macros/fermata.ftl" as fermata>
<#assign block = cmsfn.decode(content)>
<#assign rule = fermata.rule("", [], "", "", block.offer!"")>
<#list fermata.offersFor(rule) as offer>
<@fermata.offer offer=offer page=cmsfn.page(content) headline=block.headline!""/>
<#if !offer.terms()?has_content><@fermata.note text=i18n["fermata.editor.noTerms"]/></#if>
<#else>
  <@fermata.note text=block.offer?has_content?then(i18n["fermata.editor.unknownOffer"] + ": " + block.offer, i18n["fermata.editor.noOffer"])/>
</#list>
<@fermata.filterNote/>
